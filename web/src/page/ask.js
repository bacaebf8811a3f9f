// The page to ask on: questions of the catalogue with their choices, the text of each to change, and the answer.

import { Answer, pagesOf } from "./answer.js";
import { filled, termOf } from "../engine/questions.js";
import { editor } from "./editor.js";
import { h, unique } from "./elements.js";

/** A question that has not been answered within this time, in milliseconds, is stopped. */
const DEADLINE = 20_000;

const WORDS = {
  sv: {
    question: "Fråga", own: "Egen fråga", all: "alla", text: "Frågans text i SPARQL", run: "Ställ frågan", stop: "Avbryt", restore: "Återställ texten",
    hint: "Ctrl+Enter ställer frågan. Ändra gärna i texten.", asking: "Söker svar …", getting: "Gör redo …", stopped: "Avbruten.",
    late: `Frågan tog mer än ${DEADLINE / 1000} sekunder och avbröts. Begränsa den, till exempel till en grupp eller med LIMIT.`,
    failed: "Frågan kunde inte besvaras:", took: (ms) => `Svaret kom på ${(ms / 1000).toLocaleString("sv", { maximumFractionDigits: 2 })} sekunder, ur er egen dator.`,
    choose: "Välj", ready: "Redo.",
  },
  en: {
    question: "Question", own: "A question of your own", all: "all", text: "The text of the question in SPARQL", run: "Ask", stop: "Stop", restore: "Restore the text",
    hint: "Ctrl+Enter asks. Feel free to change the text.", asking: "Looking for the answer …", getting: "Getting ready …", stopped: "Stopped.",
    late: `The question took more than ${DEADLINE / 1000} seconds and was stopped. Narrow it, for instance to one body or by LIMIT.`,
    failed: "The question could not be answered:", took: (ms) => `Answered in ${(ms / 1000).toLocaleString("en", { maximumFractionDigits: 2 })} seconds, on your own computer.`,
    choose: "Choose", ready: "Ready.",
  },
};
const OWN = {
  sv: "# Grupper och deras nivå\nSELECT ?group ?level WHERE {\n  ?group kg:hasLevel ?level .\n}\nORDER BY ?group\nLIMIT 100\n",
  en: "# Bodies and their level\nSELECT ?group ?level WHERE {\n  ?group kg:hasLevel ?level .\n}\nORDER BY ?group\nLIMIT 100\n",
};

class Asking {
  constructor(place, parts, given) {
    const { lang = "sv", root, question } = place.dataset;
    Object.assign(this, { place, given, lang, words: WORDS[lang], controls: new Map() });
    this.index = lang === "en" ? 1 : 0;
    this.answer = new Answer({ given, lang, pages: pagesOf(given, root ?? null, lang) });
    this.helper = new parts.Helper("asking", async () => ({ knowledge: { trig: given.trig, questions: given.questions } }));
    this.start = given.questions.find(({ id }) => id === question) ?? given.questions[0];
  }

  show() {
    const { words } = this;
    const ids = Object.fromEntries(["question", "hint", "text"].map((name) => [name, unique(name)]));
    this.select = h("select", { id: ids.question, onchange: () => this.choose() }, this.options());
    this.asked = h("p", { class: "kgov-question" });
    this.choices = h("div", { class: "kgov-choices" });
    const field = h("div", { class: "kgov-editor" });
    this.run = h("button", { type: "button", class: "kgov-main", onclick: () => this.ask() }, words.run);
    this.stop = h("button", { type: "button", disabled: true, onclick: () => this.helper.stop() }, words.stop);
    this.restore = h("button", { type: "button", onclick: () => this.refill() }, words.restore);
    this.status = h("p", { role: "status", class: "kgov-status" });
    this.fault = h("div", { role: "alert" });
    this.result = h("div", { class: "kgov-result" });
    this.place.replaceChildren(
      h("p", { class: "kgov-field" }, h("label", { for: ids.question }, words.question), this.select),
      this.asked, this.choices,
      h("p", { class: "kgov-label", id: ids.text }, words.text), field, h("p", { id: ids.hint, class: "kgov-hint" }, words.hint),
      h("p", { class: "kgov-buttons" }, this.run, this.stop, this.restore), this.status, this.fault, this.result);
    this.editor = editor({
      parent: field, text: "", label: words.text, describedBy: ids.hint, run: () => this.ask(), changed: () => this.fault.replaceChildren(),
    });
    this.select.value = this.start.id;
    this.choose();
    this.select.focus();
  }

  options() {
    const { given, index } = this;
    const groups = Object.entries(given.families).map(([family, titles]) => h("optgroup", { label: titles[index] },
      given.questions.filter((question) => question.family === family).map(({ id, title }) => h("option", { value: id }, title[index]))));
    return [...groups, h("option", { value: "" }, this.words.own)];
  }

  get question() {
    return this.given.questions.find(({ id }) => id === this.select.value) ?? null;
  }

  choose() {
    const { question, index } = this;
    this.asked.textContent = question ? question.question[index] : "";
    this.controls.clear();
    this.choices.replaceChildren(...(question?.parameters ?? []).map((parameter) => this.control(parameter)));
    this.refill();
    this.fault.replaceChildren();
    this.result.replaceChildren();
  }

  control(parameter) {
    const id = unique("choice");
    const isDay = parameter.kind === "date";
    const input = isDay ? h("input", { id, type: "date", value: parameter.name === "asOf" ? this.given.asOf : parameter.value })
      : h("select", { id },
        parameter.need === "optional" ? h("option", { value: "" }, `(${this.words.all})`) : null,
        parameter.choices.map(([value, label]) => h("option", { value }, label[this.index])));
    const isThere = parameter.choices.some(([value]) => value === parameter.value);
    if (!isDay && parameter.need !== "optional" && isThere) input.value = parameter.value;
    input.addEventListener("change", () => this.refill());
    this.controls.set(parameter.name, input);
    return h("p", { class: "kgov-field" }, h("label", { for: id }, parameter.title[this.index]), input);
  }

  /** The text of the chosen question with what is chosen. */
  refill() {
    const { question } = this;
    this.restore.hidden = !question;
    const values = Object.fromEntries([...this.controls].filter(([, input]) => input.value).map(([name, input]) => [name, [input.value]]));
    this.editor.text = question ? filledWith(question, values, this.lang) : OWN[this.lang];
  }

  async ask() {
    const { words } = this;
    this.fault.replaceChildren();
    this.result.replaceChildren();
    this.result.setAttribute("aria-busy", "true");
    this.stop.disabled = false;
    this.status.textContent = words.getting;
    const name = this.question?.id ?? "answer";
    try {
      await this.helper.ready();
      this.status.textContent = words.asking;
      const began = performance.now();
      const answer = await this.helper.ask("ask", { text: this.editor.text, lang: this.lang }, Number(this.place.dataset.deadline ?? DEADLINE));
      this.status.textContent = words.took(performance.now() - began);
      this.result.replaceChildren(...this.answer.elements(answer, name).filter(Boolean));
    } catch (error) {
      this.tell(error);
    } finally {
      this.result.removeAttribute("aria-busy");
      this.stop.disabled = !this.helper.waiting;
    }
  }

  tell({ reason, fault, message }) {
    const { words, index } = this;
    if (reason === "replaced") return;
    this.status.textContent = reason === "stopped" ? words.stopped : "";
    if (reason === "stopped") return;
    const told = reason === "deadline" ? [words.late] : fault ? [fault.problem[index], fault.advice?.[index]] : [`${words.failed} ${message}`];
    this.fault.replaceChildren(h("div", { class: "kgov-fault" }, told.filter(Boolean).map((text) => h("p", {}, text))));
    if (fault?.place) this.editor.point(fault.place);
  }
}

/** A question with chosen values, as a text of its own; its head lines are on the page in words. */
function filledWith(question, values, lang) {
  const parameter = (name) => question.parameters.find((one) => one.name === name);
  const terms = Object.entries(values).map(([name, listed]) => [name, listed.map((value) => termOf(parameter(name), value))]);
  return filled(question, Object.fromEntries(terms), lang).replace(/^#\+.*\n/gm, "");
}

self.kgovTools ??= {};
self.kgovTools.ask = async (place, parts) => {
  const asking = new Asking(place, parts, await parts.data("knowledge"));
  asking.show();
  place.dataset.ready = "editor";
  asking.helper.ready().then(() => {
    place.dataset.ready = "engine";
    if (!asking.status.textContent) asking.status.textContent = asking.words.ready;
  }, (error) => asking.tell(error));
};
