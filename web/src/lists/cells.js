// One cell and the values that stand in it.

import { literal, XSD } from "../engine/terms.js";
import { Day } from "../tables/xlsx/formats.js";
import { faultOf, isDay } from "./rdf.js";
import { folded, Unmatched } from "./words.js";

const YES = new Set(["ja", "yes", "j", "y", "x", "true", "sant"]);
const NO = new Set(["nej", "no", "n", "false", "falskt"]);
const UNKNOWN = new Set(["vet inte", "vet ej", "do not know", "don't know", "okänt", "unknown", "?"]);

/** A cell that cannot be read as what its column asks for; what is wrong with it, and what to write. */
export class Unreadable extends Error {
  constructor(problem) {
    super(problem[1]);
    this.problem = problem;
  }
}

/** A cell as the text that a person sees. */
export function asText(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "Ja" : "Nej";
  return value instanceof Day ? value.text : String(value);
}

/** True for yes, false for no, null for an empty cell or "vet inte". */
export function isYes(value) {
  const text = folded(asText(value));
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  if (!text || UNKNOWN.has(text)) return null;
  throw new Unreadable(["skriv Ja, Nej eller Vet inte", "write Yes, No or Do not know"]);
}

/** The values that a cell states. */
export function termsOf(value, column, words) {
  const text = asText(value);
  if (!text.trim()) return [];
  if (column.values === "yesno") {
    const said = isYes(value);
    return said === null ? [] : [literal(String(said), { datatype: `${XSD}boolean` })];
  }
  if (column.values === "date") {
    if (!isDay(text.trim())) throw new Unreadable(["inget datum; skriv till exempel 2026-01-31", "not a date; write for instance 2026-01-31"]);
    return [literal(text.trim(), { datatype: `${XSD}date` })];
  }
  if (column.values === "integer") {
    if (!/^-?(0|[1-9]\d{0,14})$/.test(text.trim())) throw new Unreadable(["skriv ett heltal", "write a whole number"]);
    return [literal(text.trim(), { datatype: `${XSD}integer` })];
  }
  if (column.values.startsWith("text")) {
    const parts = column.many ? text.split("\n") : [text];
    return parts.filter((part) => part.trim()).map((part) => textOf(part, column.language));
  }
  const parts = column.many ? text.split(/[;\n]/) : [text];
  return parts.map((part) => part.trim()).filter(Boolean).map((part) => thingOf(part, column, words));
}

function textOf(text, lang) {
  const term = literal(text, { lang });
  const fault = faultOf(term);
  if (fault) throw new Unreadable(fault);
  return term;
}

function thingOf(text, column, words) {
  try {
    return words.meant(text, column.values);
  } catch (error) {
    if (!(error instanceof Unmatched)) throw error;
    throw new Unreadable(unmatched(text, words.mapping.isPersonal(column.values), error));
  }
}

/** What to say of words that mean nothing, or several things; where a person may be named, no name is repeated. */
function unmatched(text, isPersonal, { candidates, several }) {
  if (isPersonal) {
    return several
      ? ["det som står i cellen kan vara flera; skriv nummer eller beteckning", "what stands in the cell may be several; write the number or the designation"]
      : ["det som står i cellen finns varken i dokumenten eller på något blad", "what stands in the cell is neither in the documents nor on any sheet"];
  }
  const swedish = candidates.map(([sv]) => `”${sv}”`).join(", ");
  const english = candidates.map(([, en]) => `“${en}”`).join(", ");
  if (several) return [`”${text}” kan vara flera: ${swedish}`, `“${text}” may be several: ${english}`];
  if (swedish) return [`”${text}” finns inte; menar ni ${swedish}?`, `“${text}” does not exist; did you mean ${english}?`];
  return [`”${text}” finns varken i dokumenten eller på något blad`, `“${text}” is neither in the documents nor on any sheet`];
}
