// Builds the tools of the site into kgov/publish/assets/tools: programs packed in scripts, a style sheet, licences.

import { build } from "esbuild";
import { readdir, readFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "../kgov/publish/assets/tools");
const packages = new Set();

// The editor's style module writes a style element into a document, which a strict policy of a site forbids. It can
// do without, and does so in a shadow tree; here it does so everywhere.
const styleSheets = {
  name: "style-sheets",
  setup({ onLoad }) {
    onLoad({ filter: /style-mod\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace("!root.head && root.adoptedStyleSheets", "root.adoptedStyleSheets");
      if (contents === text) throw new Error("style-mod has changed: see to its style sheets");
      return { contents, loader: "js" };
    });
  },
};

const shared = { bundle: true, minify: true, format: "iife", target: ["chrome111", "firefox114", "safari16.4"], metafile: true,
  legalComments: "none", charset: "utf8", write: false, absWorkingDir: here, conditions: ["browser"], logLevel: "error", plugins: [styleSheets],
  define: { "process.env.NODE_ENV": '"production"', "import.meta.url": '""' } };

async function bundled(entry) {
  const { outputFiles, metafile } = await build({ ...shared, entryPoints: [`src/${entry}`] });
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  return outputFiles[0].text;
}

const packed = (name, bytes) =>
  `(self.kgovParts??={})[${JSON.stringify(name)}]="${gzipSync(bytes, { level: 9 }).toString("base64")}";\n`;
// A script may be written into a page, where this would end it.
const inlined = (text) => text.replaceAll("</script", "<\\/script");

async function licences() {
  const found = [];
  for (const name of [...packages].sort()) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).sort().find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file ? await readFile(join(folder, file), "utf8") : "";
    found.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return found.join(`\n${"-".repeat(78)}\n\n`);
}

const wasm = await readFile(join(here, "node_modules/oxigraph/web_bg.wasm"));
const files = {
  "tools.js": inlined(await bundled("tools.js")),
  "ask.js": inlined(await bundled("page/ask.js")),
  "check.js": inlined(await bundled("page/check.js")),
  "worker.js": packed("worker", await bundled("worker.js")),
  "engine.js": packed("engine", wasm),
  "tools.css": (await bundled("tools.css")).trim() + "\n",
  "licences.txt": await licences(),
};
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
let sum = 0;
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(out, name), text);
  const size = gzipSync(text, { level: 9 }).length;
  if (name !== "licences.txt") sum += size;
  console.log(`${name.padEnd(14)} ${String(Buffer.byteLength(text)).padStart(9)} ${String(size).padStart(9)}`);
}
console.log(`${"together".padEnd(14)} ${"".padStart(9)} ${String(sum).padStart(9)}  (gzip; the limit is 1700000)`);
if (sum > 1_700_000) process.exitCode = 1;
