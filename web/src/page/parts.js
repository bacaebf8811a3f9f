// Programs and data come packed in scripts, since a page from a disk may fetch nothing else.

const parts = () => (self.kgovParts ??= {});
const unpacked = new Map();

/** The folder of the tools, as the page of a tool reaches it. */
let folder = "";

export function setFolder(address) {
  folder = address;
}

function script(name) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = `${folder}${name}.js`;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${name}.js`));
    document.head.append(element);
  });
}

/** Load a script of the tools unless it is here already. */
export async function have(name, isHere) {
  if (!isHere()) await script(name);
}

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

async function unpack(name) {
  await have(name, () => name in parts());
  const stream = new Blob([bytesOf(parts()[name])]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}

function once(key, make) {
  if (!unpacked.has(key)) {
    const made = make();
    unpacked.set(key, made);
    made.catch(() => unpacked.delete(key));
  }
  return unpacked.get(key);
}

export const data = (name) => once(name, async () => (await unpack(name)).json());
const engine = () => once("engine", async () => WebAssembly.compile(await (await unpack("engine")).arrayBuffer()));
const program = () => once("worker", async () =>
  URL.createObjectURL(new Blob([await (await unpack("worker")).text()], { type: "text/javascript" })));

/**
 * Somebody who works beside the page, so that the page never stands still and work can be stopped.
 * `kind` is "asking" or "checking".
 */
export class Helper {
  constructor(kind, give) {
    Object.assign(this, { kind, give, worker: null, waiting: null, number: 0 });
  }

  /** Be ready for the first question. */
  async ready() {
    this.starting ??= this.start().catch((error) => {
      this.starting = null;
      throw error;
    });
    return this.starting;
  }

  async start() {
    const [wasm, address, given] = await Promise.all([engine(), program(), this.give()]);
    this.worker = new Worker(address);
    this.worker.onmessage = ({ data: told }) => this.hear(told);
    this.worker.onerror = (event) => this.hear({ number: this.number, failed: event.message || "worker" });
    return this.send("start", { kind: this.kind, wasm, ...given });
  }

  hear({ number, answer, fault, failed }) {
    if (!this.waiting || number !== this.waiting.number) return;
    const { resolve, reject, timer } = this.waiting;
    clearTimeout(timer);
    this.waiting = null;
    if (fault) reject(Object.assign(new Error("fault"), { fault }));
    else if (failed) reject(new Error(failed));
    else resolve(answer);
  }

  send(what, content, deadline = 0) {
    this.stopWaiting(null);
    return new Promise((resolve, reject) => {
      const number = ++this.number;
      const timer = deadline ? setTimeout(() => this.stop("deadline"), deadline) : 0;
      this.waiting = { number, resolve, reject, timer };
      this.worker.postMessage({ number, what, content });
    });
  }

  /** Ask for something and stop the work where it takes longer than the deadline, in milliseconds. */
  async ask(what, content, deadline) {
    await this.ready();
    return this.send(what, content, deadline);
  }

  /** Stop whatever is under way; the next question starts anew. */
  stop(reason = "stopped") {
    this.worker?.terminate();
    this.worker = null;
    this.starting = null;
    this.stopWaiting(reason);
  }

  stopWaiting(reason) {
    const { waiting } = this;
    this.waiting = null;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.reject(Object.assign(new Error(reason ?? "replaced"), { reason: reason ?? "replaced" }));
  }
}
