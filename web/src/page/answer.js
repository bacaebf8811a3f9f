// The answer to a question as a table: names instead of addresses, links to the pages of things.

import { localName, shorten } from "../engine/terms.js";
import { csv, download, h } from "./elements.js";

/** So many rows are shown; files hold all of them. */
const SHOWN = 1000;

const WORDS = {
  sv: {
    rows: (n) => (n === 1 ? "1 rad" : `${n} rader`), none: "Inga rader: dokumenten säger inget som svarar mot frågan.", answer: "Svar",
    cut: (n) => `De ${SHOWN} första av ${n} rader visas; filerna har alla.`, yes: "ja", no: "nej", csv: "Hämta som CSV", json: "Hämta som JSON",
  },
  en: {
    rows: (n) => (n === 1 ? "1 row" : `${n} rows`), none: "No rows: the documents say nothing that answers the question.", answer: "Answer",
    cut: (n) => `The first ${SHOWN} of ${n} rows are shown; the files hold all.`, yes: "yes", no: "no", csv: "Download as CSV", json: "Download as JSON",
  },
};

/** Columns that no question of the catalogue has: of questions that are answered by yes or no, or by statements. */
const OWN_COLUMNS = {
  answer: ["svar", "answer"], subject: ["om vad", "about"], predicate: ["uppgift", "statement"], object: ["vad som sägs", "what is said"],
};

export class Answer {
  constructor({ given, lang, pages }) {
    Object.assign(this, { given, lang, pages, words: WORDS[lang] });
  }

  /** The parts of a page that show an answer. */
  elements({ columns, rows, labels }, name) {
    const { words } = this;
    if (!rows.length) return [h("p", {}, words.none)];
    const shown = columns.flatMap((column, index) => (columns.includes(`${column}Name`) ? [] : [{ column, index }]));
    const full = shown.filter(({ index }) => rows.some((row) => row[index]));
    const head = h("tr", {}, full.map(({ column }) => h("th", { scope: "col" }, this.heading(column))));
    const body = rows.slice(0, SHOWN).map((row) => h("tr", {}, full.map(({ column, index }) => {
      const thing = column.endsWith("Name") ? row[columns.indexOf(column.slice(0, -4))] : null;
      return h("td", {}, this.cell(row[index], thing, labels));
    })));
    const table = h("table", {}, h("caption", {}, `${words.answer}: ${words.rows(rows.length)}`), h("thead", {}, head), h("tbody", {}, body));
    return [
      h("div", { class: "kgov-scroll", tabindex: "0", role: "region", "aria-label": words.answer }, table),
      rows.length > SHOWN ? h("p", {}, words.cut(rows.length)) : null,
      h("p", { class: "kgov-buttons" },
        h("button", { type: "button", onclick: () => download(`${name}.csv`, "text/csv;charset=utf-8", csv([columns, ...rows.map(plainRow)])) }, words.csv),
        h("button", { type: "button", onclick: () => download(`${name}.json`, "application/json", json(columns, rows)) }, words.json)),
    ];
  }

  heading(column) {
    const base = column.replace(/Name$/, "");
    const titles = this.given.columns[base] ?? OWN_COLUMNS[base];
    const text = titles ? titles[this.lang === "en" ? 1 : 0] : base;
    return text.slice(0, 1).toUpperCase() + text.slice(1);
  }

  cell(cell, thing, labels) {
    if (!cell) return "";
    if (cell.type === "uri") return this.thing(cell.value, labels[cell.value] ?? this.called(cell.value));
    const lang = cell["xml:lang"];
    const isTruth = cell.datatype?.endsWith("#boolean");
    const text = isTruth ? this.words[cell.value === "true" || cell.value === "1" ? "yes" : "no"] : cell.value;
    if (thing?.type === "uri") return this.thing(thing.value, text);
    return lang && lang !== this.lang ? h("span", { lang }, text) : text;
  }

  /** A thing by its name, as a link where it has a page. */
  thing(iri, text) {
    const page = this.pages(iri);
    return page ? h("a", { href: page, title: shorten(iri) }, text) : h("span", { title: shorten(iri) }, text);
  }

  called(iri) {
    const short = shorten(iri);
    return /^(kgs|kgd|kgr|kgdoc):/.test(short) ? localName(iri) : short;
  }
}

const plain = (cell) => (cell === null ? "" : cell.type === "uri" ? shorten(cell.value) : cell.type === "bnode" ? `_:${cell.value}` : cell.value);
const plainRow = (row) => row.map(plain);

function json(columns, rows) {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, plain(row[index])])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Where the page of a thing lies, seen from the page of the tool; null where it has none. */
export function pagesOf({ pages, base, site }, root, lang) {
  const usual = new Set(pages.usual);
  return (iri) => {
    const stem = pages.others[iri] ?? (iri.startsWith(base) && usual.has(iri.slice(base.length)) ? iri.slice(base.length) : null);
    if (!stem) return null;
    if (root !== null) return `${root}${lang}/${stem}.html`;
    return /^https?:\/\//.test(site) ? `${site}${lang}/${stem}.html` : null;
  };
}
