// Terms are written as in N-Triples: two are equal where their texts are.

import PREFIXES from "./prefixes.json" with { type: "json" };

export const XSD = PREFIXES.xsd;
const RDF = PREFIXES.rdf;
const HALVES = /[\ud800-\udfff]/;
const BASE = PREFIXES.kgd.slice(0, -"id/".length);

/** The IRI of a prefixed name of ours. */
export function expand(curie) {
  const colon = curie.indexOf(":");
  return PREFIXES[curie.slice(0, colon)] + curie.slice(colon + 1);
}

/** The namespace of a prefix, or undefined for one that is not ours. */
export const namespace = (prefix) => (Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined);

/** The prefixed name of an IRI where one of our prefixes fits, else the IRI itself. */
export function shorten(iri) {
  let best = null;
  for (const [prefix, base] of Object.entries(PREFIXES)) {
    if (iri.startsWith(base) && (!best || base.length > PREFIXES[best].length)) best = prefix;
  }
  return best ? `${best}:${iri.slice(PREFIXES[best].length)}` : iri;
}

/** What follows the last slash or hash of an IRI. */
export function localName(iri) {
  return iri.replace(/[/#]+$/, "").split("/").at(-1).split("#").at(-1);
}

/** The short name by which a reader calls a thing of ours. */
export const shortName = (iri) => (iri.startsWith(BASE) ? localName(iri) : iri);

/** PREFIX lines on one line, to stand before a query. */
export const PROLOGUE = Object.entries(PREFIXES).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join(" ");

export const iri = (text) => `<${text}>`;
export const named = (curie) => iri(expand(curie));
export const isIri = (term) => term.startsWith("<");
export const isText = (term) => term.startsWith('"');

/** A literal of a text, with a language or a datatype. */
export function literal(text, { lang = "", datatype = `${XSD}string` } = {}) {
  const escaped = text.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]);
  if (lang) return `"${escaped}"@${lang}`;
  return datatype === `${XSD}string` ? `"${escaped}"` : `"${escaped}"^^<${datatype}>`;
}

/** The parts of a term: its value, and language and datatype of a literal. */
export function parts(term) {
  if (isIri(term)) return { kind: "iri", value: term.slice(1, -1), lang: "", datatype: "" };
  if (!isText(term)) return { kind: "blank", value: term.slice(2), lang: "", datatype: "" };
  const close = term.lastIndexOf('"');
  const after = term.slice(close + 1);
  return {
    kind: "text",
    value: unescaped(term.slice(1, close)),
    lang: after.startsWith("@") ? after.slice(1) : "",
    datatype: after.startsWith("^^") ? after.slice(3, -1) : after ? `${RDF}langString` : `${XSD}string`,
  };
}

/** The value of a term, without marks. */
export const valueOf = (term) => (isIri(term) ? term.slice(1, -1) : parts(term).value);

/** The value of a literal as a number or as yes or no where its datatype says so, else its text. */
export function typed(term) {
  const { value, datatype } = parts(term);
  if (datatype === `${XSD}boolean`) return value === "true" || value === "1";
  return datatype === `${XSD}integer` || datatype === `${XSD}int` ? Number(value) : value;
}

function unescaped(text) {
  if (!text.includes("\\")) return text;
  const plain = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs, (_, four, eight, one) =>
    one ? plain[one] ?? one : String.fromCodePoint(parseInt(four ?? eight, 16)));
}

/** The triples of N-Triples text, each as three terms. */
export function triples(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (!line) continue;
    const first = line.indexOf(" ");
    const second = line.indexOf(" ", first + 1);
    found.push([line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1, line.lastIndexOf(" ."))]);
  }
  return found;
}

/** Triples as N-Triples text. */
export const lines = (given) => given.map(([s, p, o]) => `${s} ${p} ${o} .\n`).join("");

/** The Swedish and English text among literals; one without a language serves for both, and of several the first does. */
export function both(terms) {
  const found = {};
  for (const term of terms) {
    if (!isText(term)) continue;
    const { value, lang } = parts(term);
    if (found[lang] === undefined || compare(value, found[lang]) < 0) found[lang] = value;
  }
  const untagged = found[""] ?? "";
  const [sv, en] = [found.sv ?? untagged, found.en ?? untagged];
  return [sv || en, en || sv];
}

/** Order texts by code point, as Python does; JavaScript by itself goes by halves of one. */
export function compare(a, b) {
  if (a === b) return 0;
  if (!HALVES.test(a) && !HALVES.test(b)) return a < b ? -1 : 1;
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((char, index) => char !== other[index]);
  return at < 0 ? -1 : at >= other.length ? 1 : one[at].codePointAt(0) - other[at].codePointAt(0);
}
