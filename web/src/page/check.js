// The page to check a list on: files are dropped or chosen, and judged without leaving the computer.

import { pagesOf } from "./answer.js";
import { h, unique } from "./elements.js";
import { Report } from "./report.js";

/** A list that has not been judged within this time, in milliseconds, is given up. */
const DEADLINE = 180_000;

/** No list is larger than this, in bytes; a file that is would fill the memory before it is read. */
const LARGEST = 200 * 1024 * 1024;

const WORDS = {
  sv: {
    drop: "Släpp ert underlag här", choose: "eller välj filer", kinds: "Excel (.xlsx), CSV, Turtle, TriG, JSON-LD, N-Triples eller RDF/XML. Flera CSV-filer läses som blad i samma arbetsbok.",
    stays: "Filerna läses i er webbläsare. Ingenting skickas någonstans.", day: "Läget den", encoding: "CSV-filers teckenkodning", again: "Pröva igen", stop: "Avbryt",
    ready: "Redo att pröva.", getting: "Gör redo …", checking: (names) => `Prövar ${names} …`, done: "Klart.", stopped: "Avbruten.",
    late: "Prövningen tog för lång tid och avbröts. Dela upp underlaget, eller pröva det med programmet kgov.",
    failed: "Underlaget kunde inte prövas:", noFiles: "Inga filer valdes.", result: "Resultat",
  },
  en: {
    drop: "Drop your list here", choose: "or choose files", kinds: "Excel (.xlsx), CSV, Turtle, TriG, JSON-LD, N-Triples or RDF/XML. Several CSV files are read as sheets of one workbook.",
    stays: "The files are read in your browser. Nothing is sent anywhere.", day: "As of", encoding: "Encoding of CSV files", again: "Check again", stop: "Stop",
    ready: "Ready to check.", getting: "Getting ready …", checking: (names) => `Checking ${names} …`, done: "Done.", stopped: "Stopped.",
    late: "The check took too long and was stopped. Split the list, or check it with the program kgov.",
    failed: "The list could not be checked:", noFiles: "No files were chosen.", result: "Result",
  },
};

/** How CSV files may be saved: as the browser calls it, and as Excel does. */
const ENCODINGS = [["", "UTF-8"], ["windows-1252", "Windows-1252"], ["macintosh", "Mac Roman"], ["utf-16le", "UTF-16"]];

class Checking {
  constructor(place, parts, knowledge, rules) {
    const { lang = "sv", root } = place.dataset;
    Object.assign(this, { place, lang, rules, words: WORDS[lang], index: lang === "en" ? 1 : 0, files: [] });
    this.report = new Report({ rules, lang, pages: pagesOf(knowledge, root ?? null, lang) });
    this.helper = new parts.Helper("checking", async () => ({ knowledge: { trig: knowledge.trig }, rules }));
  }

  show() {
    const { words } = this;
    const [files, day, hint, encoding] = ["files", "day", "hint", "encoding"].map(unique);
    this.input = h("input", {
      id: files, type: "file", multiple: true, accept: ".xlsx,.csv,.ttl,.trig,.nt,.nq,.jsonld,.json,.rdf,.owl,.xml", "aria-describedby": hint, onchange: () => this.take(this.input.files),
    });
    this.day = h("input", { id: day, type: "date", value: today(), onchange: () => this.files.length && this.check() });
    this.encoding = h("select", { id: encoding, onchange: () => this.files.length && this.check() },
      ENCODINGS.map(([value, name]) => h("option", { value }, name)));
    this.stop = h("button", { type: "button", disabled: true, onclick: () => this.helper.stop() }, words.stop);
    this.again = h("button", { type: "button", disabled: true, onclick: () => this.check() }, words.again);
    this.status = h("p", { role: "status", class: "kgov-status" });
    this.fault = h("div", { role: "alert" });
    this.result = h("div", { class: "kgov-result" });
    const zone = h("div", { class: "kgov-drop" },
      h("p", { class: "kgov-drop-title" }, words.drop), h("p", {}, h("label", { for: files }, words.choose), " ", this.input),
      h("p", { id: hint, class: "kgov-hint" }, `${words.kinds} ${words.stays}`));
    this.accept(zone);
    this.place.replaceChildren(zone,
      h("div", { class: "kgov-choices" },
        h("p", { class: "kgov-field" }, h("label", { for: day }, words.day), this.day),
        h("p", { class: "kgov-field" }, h("label", { for: encoding }, words.encoding), this.encoding)),
      h("p", { class: "kgov-buttons" }, this.again, this.stop), this.status, this.fault, this.result);
    this.input.focus();
  }

  /** Files may be dropped anywhere on the zone; the page itself must not open them. */
  accept(zone) {
    const over = (is) => (event) => {
      event.preventDefault();
      zone.classList.toggle("kgov-over", is);
    };
    zone.addEventListener("dragenter", over(true));
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    for (const beside of ["dragover", "drop"]) document.addEventListener(beside, (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      this.take(event.dataTransfer.files);
    });
  }

  async take(list) {
    const chosen = [...list];
    const large = chosen.find((file) => file.size > LARGEST);
    if (large) {
      this.tell({ fault: { problem: ["filen är större än 200 MB", "the file is larger than 200 MB"], where: [large.name, large.name] } });
      return;
    }
    if (!chosen.length) {
      this.status.textContent = this.words.noFiles;
      return;
    }
    try {
      this.files = await Promise.all(chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    } catch (error) {
      this.tell(error);
      return;
    }
    await this.check();
  }

  async check() {
    const { words, files } = this;
    this.fault.replaceChildren();
    this.result.replaceChildren();
    this.stop.disabled = false;
    this.again.disabled = false;
    this.status.textContent = words.getting;
    try {
      await this.helper.ready();
      this.status.textContent = words.checking(files.map(({ name }) => name).join(", "));
      const report = await this.helper.ask("check", { files, day: this.day.value || today(), encoding: this.encoding.value }, DEADLINE);
      this.status.textContent = words.done;
      this.result.replaceChildren(...this.report.elements(report));
      this.result.querySelector("h3").focus();
    } catch (error) {
      this.tell(error);
    } finally {
      this.stop.disabled = !this.helper.waiting;
    }
  }

  tell({ reason, fault, message }) {
    const { words, index } = this;
    if (reason === "replaced") return;
    this.status.textContent = reason === "stopped" ? words.stopped : "";
    if (reason === "stopped") return;
    const where = fault?.where?.[index];
    const problem = fault ? `${where ? `${where}: ` : ""}${fault.problem[index]}` : message;
    const told = reason === "deadline" ? [words.late] : [words.failed, ...problem.split("\n"), fault?.advice?.[index]];
    this.fault.replaceChildren(h("div", { class: "kgov-fault" }, told.filter(Boolean).map((text) => h("p", {}, text))));
  }
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

self.kgovTools ??= {};
self.kgovTools.check = async (place, parts) => {
  const [knowledge, rules] = await Promise.all([parts.data("knowledge"), parts.data("rules")]);
  const checking = new Checking(place, parts, knowledge, rules);
  checking.show();
  place.dataset.ready = "page";
  checking.helper.ready().then(() => {
    place.dataset.ready = "engine";
    if (!checking.status.textContent) checking.status.textContent = checking.words.ready;
  }, (error) => checking.tell(error));
};
