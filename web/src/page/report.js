// What the rules say of a list, group by group: what is wrong, what is unclear and what could not be judged.

import { csv, download, h, unique } from "./elements.js";
import { places } from "./places.js";

const SHOWN = ["violated", "unclear", "missing"];

const WORDS = {
  sv: {
    counts: "Antal av varje utfall", concerns: "Gäller", when: "Uppfylld när", remedy: "Åtgärd", found: "Finns i", rule: "Regeln", source: "Källa",
    section: "avsnitt", quoted: (text) => `”${text}”`, statement: "textställe", question: "Frågan", settles: "Vem avgör", ruling: "Ställningstagande",
    clean: "Inget att anmärka.", rest: (n) => `Visa de ${n} som är uppfyllda, pågår eller inte är tillämpliga`, outcome: "Utfall", day: "Läget den",
    csv: "Hämta som CSV", json: "Hämta som JSON", rests: "Vad svaret vilar på", as: "Som helhet:",
    synthetic: "Underlaget är märkt som påhittade exempeldata.",
    columns: ["grupp", "regel", "utfall", "orsak", "styrka", "gäller", "period", "iakttagelse", "åtgärd", "finns i"],
  },
  en: {
    counts: "Number of each outcome", concerns: "Concerns", when: "Met when", remedy: "Remedy", found: "Found in", rule: "The rule", source: "Source",
    section: "section", quoted: (text) => `“${text}”`, statement: "statement", question: "Question", settles: "Who settles it", ruling: "Ruling",
    clean: "Nothing to remark on.", rest: (n) => `Show the ${n} that are met, running or not applicable`, outcome: "Outcome", day: "As of",
    csv: "Download as CSV", json: "Download as JSON", rests: "What the answer rests on", as: "As a whole:",
    synthetic: "The list is marked as invented example data.",
    columns: ["body", "rule", "outcome", "reason", "strength", "concerns", "period", "finding", "remedy", "found in"],
  },
};

const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Findings that say the same of the same as one, since a reader has one thing to do about them. */
function together(findings) {
  const found = new Map();
  for (const finding of findings) {
    const key = JSON.stringify([finding.ruleIri, finding.outcome, finding.reason, finding.label, finding.period]);
    const same = found.get(key);
    if (same) {
      same.ids.push(finding.id);
      same.accounts.push(finding.account);
      same.evidence = [...same.evidence, ...finding.evidence];
    } else found.set(key, { ...finding, ids: [finding.id], accounts: [finding.account] });
  }
  return [...found.values()];
}

export class Report {
  constructor({ rules, lang, pages }) {
    Object.assign(this, { rules, lang, pages, words: WORDS[lang], index: lang === "en" ? 1 : 0 });
    this.outcomes = Object.fromEntries(rules.outcomes);
  }

  pick(pair) {
    return pair?.[this.index] || pair?.[1 - this.index] || "";
  }

  elements(report) {
    const { words } = this;
    return [
      h("h3", { tabindex: "-1" }, `${words.day} ${report.day}: ${report.files.map(({ name }) => name).join(", ")}`),
      report.files.some(({ synthetic }) => synthetic) ? h("p", { class: "kgov-hint" }, words.synthetic) : null,
      ...report.files.flatMap(({ notes }) => notes).map((note) => h("p", { class: "kgov-hint" }, this.pick(note))),
      h("ul", { class: "kgov-tiles", "aria-label": words.counts }, this.rules.outcomes.map(([name, title]) =>
        h("li", { class: `kgov-${name}`, "data-outcome": name }, h("strong", {}, String(report.summary[name])), ` ${this.pick(title)}`))),
      ...this.byGravity(report.bodies).map((body) => this.body(body, report.findings.filter((finding) => finding.bodyIri === body.iri))),
      h("p", { class: "kgov-buttons" },
        h("button", { type: "button", onclick: () => download("iakttagelser.csv", "text/csv;charset=utf-8", csv(this.rows(report))) }, words.csv),
        h("button", { type: "button", onclick: () => download("iakttagelser.json", "application/json", `${JSON.stringify(report, null, 2)}\n`) }, words.json)),
      h("details", {}, h("summary", {}, words.rests), h("p", {}, this.pick(report.conformity)),
        h("ul", {}, report.files.map(({ name, digest }) => h("li", {}, `${name}: sha256 `, h("code", {}, digest))))),
    ].filter(Boolean);
  }

  /** The bodies with something to remark on first. */
  byGravity(bodies) {
    const rank = ({ outcome }) => this.rules.outcomes.findIndex(([name]) => name === outcome);
    return [...bodies].sort((a, b) => rank(a) - rank(b));
  }

  body(body, findings) {
    const { words } = this;
    const id = unique("body");
    const grave = together(findings.filter((finding) => SHOWN.includes(finding.outcome)));
    const rest = findings.filter((finding) => !SHOWN.includes(finding.outcome));
    return h("section", { "aria-labelledby": id },
      h("h4", { id }, this.link(body.iri, capital(this.pick(body.label)))),
      h("p", { class: "kgov-whole" }, `${words.as} `, this.mark(body.outcome)),
      grave.length ? grave.map((finding) => this.finding(finding)) : h("p", {}, words.clean),
      rest.length ? h("details", {}, h("summary", {}, words.rest(rest.length)), this.scroll(this.table(rest))) : null);
  }

  mark(outcome) {
    return h("span", { class: `kgov-mark kgov-${outcome}` }, this.pick(this.outcomes[outcome]));
  }

  link(iri, text) {
    const page = this.pages(iri);
    return page ? h("a", { href: page }, text) : text;
  }

  /** One finding, or several that say the same of the same, with all their places. */
  finding(finding) {
    const { words } = this;
    const about = this.pick(finding.label);
    const source = finding.statement
      ? `${this.pick(finding.document)}, ${words.section} ${words.quoted(this.pick(finding.section))}, ${words.statement} ${finding.statement}` : this.pick(finding.document);
    const lines = [
      [words.concerns, about],
      [words.when, finding.outcome === "missing" ? this.pick(finding.when) : ""],
      [words.remedy, this.pick(finding.remedy)],
      ...finding.interpretation.map(([id, label]) => [`${words.question} ${id}`, this.pick(label)]),
      [words.settles, finding.settledBy ? this.pick(finding.settledBy) : ""],
      [words.found, places(finding.evidence, this.lang).map((place, index) => [index ? h("br") : "", place]).flat()],
      [words.rule, this.pick(finding.restated)],
      [words.source, source],
      [words.ruling, finding.ruling.map(([, label]) => this.pick(label)).join("; ")],
    ].filter(([, value]) => value.length);
    const accounts = [...new Set(finding.accounts.map((account) => this.pick(account)))].filter(Boolean);
    return h("article", { class: `kgov-finding kgov-${finding.outcome}`, "data-finding": finding.ids.join(" ") },
      h("p", { class: "kgov-lead" }, this.mark(finding.outcome), " ", this.pick(finding.strength), " ", this.link(finding.ruleIri, finding.rule)),
      h("p", { class: "kgov-sentence" }, this.pick(finding.message)),
      accounts.map((account) => h("p", { class: "kgov-account" }, account)),
      h("dl", {}, lines.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
  }

  table(findings) {
    const { words } = this;
    const head = [words.rule, words.outcome, words.concerns].map((text) => h("th", { scope: "col" }, text));
    const rows = findings.map((finding) => h("tr", {},
      h("td", {}, this.link(finding.ruleIri, finding.rule)), h("td", {}, this.pick(this.outcomes[finding.outcome])), h("td", {}, this.pick(finding.label))));
    return h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
  }

  scroll(table) {
    return h("div", { class: "kgov-scroll", tabindex: "0", role: "region", "aria-label": this.words.outcome }, table);
  }

  rows(report) {
    return [this.words.columns, ...report.findings.map((finding) => [
      this.pick(finding.bodyLabel), finding.rule, this.pick(this.outcomes[finding.outcome]),
      finding.reason ? this.pick(this.rules.reasons[finding.reason]) : "", this.pick(finding.strength), this.pick(finding.label),
      finding.period ?? "", this.pick(finding.sentence), this.pick(finding.remedy), places(finding.evidence, this.lang).join("; "),
    ])];
  }
}
