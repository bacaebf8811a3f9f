// A list as RDF: read whole, or refused with its line.

import { bytesToHex } from "@noble/hashes/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { SaxesParser } from "saxes";
import { isWellFormed, readRdf } from "../engine/store.js";
import { named, parts, XSD } from "../engine/terms.js";
import { Fault } from "../engine/text.js";
import { lineOf } from "../judge/evidence.js";

export const SYNTAXES = {
  ".ttl": "turtle", ".turtle": "turtle", ".n3": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".jsonld": "jsonld", ".json": "jsonld",
  ".rdf": "rdfxml", ".owl": "rdfxml", ".xml": "rdfxml",
};
export const MAX_BYTES = 200 * 1024 * 1024;
const MAX_JSON_DEPTH = 100;
const MAX_IRI = 2000;
const MAX_NUMBER = 64;
const SCHEMES = /^(https?|urn|mailto|tel|tag):/i;

const LEXICAL = Object.fromEntries(Object.entries({
  "boolean": /^(true|false|0|1)$/,
  "integer int long short byte": /^[+-]?\d+$/,
  "nonNegativeInteger positiveInteger unsignedInt unsignedLong unsignedShort": /^\+?\d+$/,
  "decimal": /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
  "double float": /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?|-?INF|NaN)$/,
  "gYear": /^\d{4}$/,
  "gYearMonth": /^\d{4}-(0[1-9]|1[0-2])$/,
  "dateTime": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
}).flatMap(([names, pattern]) => names.split(" ").map((name) => [XSD + name, pattern])));
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\u202a-\u202e\u2066-\u2069]/;

/** A list from the bytes of an RDF file. */
export function readRdfList(name, bytes, syntax, mark) {
  if (bytes.length > MAX_BYTES) throw new Fault(["filen är större än 200 MB", "the file is larger than 200 MB"], ["Dela upp den.", "Split it."], name);
  const text = decoded(bytes, name);
  if (!text.trim()) {
    throw new Fault(["filen är tom", "the file is empty"], ["Ange den fil som innehåller underlaget.", "Name the file that holds the list."], name);
  }
  if (/^(\s|<\?xml[^>]*>|<!--[^]*?-->)*<(!doctype\s+html|html)\b/i.test(text)) {
    throw new Fault(["filen är en webbsida, inte RDF", "the file is a web page, not RDF"],
      ["Hämta själva filen; kanske sparades en inloggningssida.", "Download the file itself; perhaps a login page was saved."], name);
  }
  if (syntax === "jsonld") checkJson(text, name);
  if (syntax === "rdfxml") checkXml(text, name);
  let triples;
  try {
    triples = readRdf(text, syntax, mark);
  } catch (error) {
    throw unreadable(name, error);
  }
  if (!triples.length) {
    throw new Fault(["filen innehåller inga uppgifter", "the file holds no statements"],
      ["Kontrollera att det är rätt fil.", "Check that it is the right file."], name);
  }
  const source = { name, text, triples, places: new Map(), rows: new Map(), asked: new Map(), digest: bytesToHex(sha256(bytes)), notes: [] };
  gate(source);
  return source;
}

function decoded(bytes, name) {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[0] === 0 || bytes[1] === 0) {
    throw new Fault(["filen är sparad som UTF-16", "the file is saved as UTF-16"], ["Spara den som UTF-8.", "Save it as UTF-8."], name);
  }
  if ((bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)) {
    throw new Fault(["filen är packad, inte text", "the file is packed, not text"],
      ["Packa upp den, eller exportera listan som RDF.", "Unpack it, or export the list as RDF."], name);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Fault(["tecken som inte är UTF-8; filen ser ut att vara sparad som Windows-1252",
      "characters that are not UTF-8; the file looks like Windows-1252"], ["Spara den som UTF-8.", "Save it as UTF-8."], name);
  }
}

function unreadable(name, error) {
  const reason = String(error.message ?? error).split("\n")[0];
  const place = /(?:at line|line) (\d+)/i.exec(reason);
  return new Fault([`filen kan inte läsas: ${reason}`, `the file cannot be read: ${reason}`],
    ["Rätta filen på den raden, eller ge den rätt filändelse.", "Correct the file at that line, or give it the right ending."],
    place ? `${name}:${place[1]}` : name);
}

function checkJson(text, name) {
  let depth = 0, deepest = 0;
  for (const char of text.replace(/"(?:[^"\\]|\\.)*"/gs, "")) {
    if (char === "[" || char === "{") deepest = Math.max(deepest, ++depth);
    else if (char === "]" || char === "}") depth--;
  }
  if (deepest > MAX_JSON_DEPTH) {
    throw new Fault([`JSON med fler än ${MAX_JSON_DEPTH} nivåer`, `JSON nested more than ${MAX_JSON_DEPTH} deep`], null, name);
  }
  let tree;
  try {
    tree = JSON.parse(text);
  } catch (error) {
    throw unreadable(name, error);
  }
  const address = remote(tree);
  if (address) {
    throw new Fault([`@context pekar på ${address}, och inget hämtas från nätet`, `@context points to ${address}, and nothing is fetched from the network`],
      ["Skriv in sammanhanget i filen.", "Write the context into the file."], name);
  }
}

/** The engine reads a file that breaks off as if it were whole, so the XML is gone through before it. */
function checkXml(text, name) {
  if (/<!DOCTYPE/i.test(text.slice(0, 100_000)) || text.includes("<!ENTITY")) {
    throw new Fault(["filen har en DOCTYPE, som kan göra den oändligt stor", "the file has a DOCTYPE, which can make it grow without end"],
      ["Spara den utan DOCTYPE.", "Save it without a DOCTYPE."], name);
  }
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on("error", (error) => {
    throw unreadable(name, `${error.message.replace(/^(undefined:)?\d+:\d+: /, "")} (line ${parser.line})`);
  });
  parser.write(text).close();
}

function remote(node) {
  if (Array.isArray(node)) return node.map(remote).find(Boolean);
  if (!node || typeof node !== "object") return undefined;
  for (const part of [node["@context"]].flat()) {
    if (typeof part === "string") return part;
    if (typeof part?.["@import"] === "string") return part["@import"];
  }
  return Object.values(node).map(remote).find(Boolean);
}

const isDay = (text) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
};
export { isDay };

/** What would break a calculation further on, or null where the term is sound. */
export function faultOf(term) {
  const { kind, value, datatype } = parts(term);
  if (kind === "iri") {
    if (value.length > MAX_IRI || !SCHEMES.test(value) || CONTROLS.test(value)) return ["adressen (IRI) kan inte användas", "the IRI cannot be used"];
    return isWellFormed(value) ? null : ["adressen (IRI) är felskriven", "the IRI is malformed"];
  }
  if (kind === "blank") return null;
  if (CONTROLS.test(value)) return ["texten innehåller styrtecken", "the text holds control characters"];
  if (datatype === `${XSD}date` && !isDay(value)) return ["inget datum; skriv ÅÅÅÅ-MM-DD", "not a date; write YYYY-MM-DD"];
  const pattern = LEXICAL[datatype];
  if (pattern && (value.length > MAX_NUMBER || !pattern.test(value))) {
    const name = datatype.split("#").at(-1);
    return [`värdet är inte av typen ${name}`, `the value is not of type ${name}`];
  }
  return null;
}

/** Refuse terms that would break a calculation further on, and note what is left aside. */
export function gate(source) {
  const sound = new Set();
  for (const term of source.triples.flat()) {
    if (sound.has(term)) continue;
    sound.add(term);
    const fault = faultOf(term);
    if (!fault) continue;
    const { value } = parts(term);
    const shown = value.replace(new RegExp(CONTROLS, "g"), (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
    const cut = shown.length <= 80 ? shown : `${shown.slice(0, 60)}…`;
    const line = lineOf(source.text, value || '""') ?? lineOf(source.text, cut);
    throw new Fault([`”${cut}”: ${fault[0]}`, `“${cut}”: ${fault[1]}`], ["Rätta värdet i filen.", "Correct the value in the file."],
      line ? `${source.name}:${line}` : source.name);
  }
  const predicates = new Set(source.triples.map(([, p]) => p));
  if (predicates.has(named("owl:imports"))) {
    source.notes.push(["owl:imports hämtas inte", "owl:imports is not fetched"]);
  }
  const shacl = named("sh:").slice(0, -1);
  if ([...predicates].some((p) => p.startsWith(shacl))) {
    source.notes.push(["filen har egna SHACL-regler; de används inte", "the file carries SHACL shapes of its own; they are not used"]);
  }
}
