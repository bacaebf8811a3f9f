// A workbook: unpacked within limits, each part checked, and its cells read.

import { Fault } from "../../engine/text.js";
import { hasPersonalNumber, inSheet } from "../personal-numbers.js";
import { others } from "../places.js";
import { tidy } from "../text.js";
import { unpack } from "./archive.js";
import { Budget } from "./budget.js";
import { stylesOf } from "./formats.js";
import { layOut, WORKBOOK } from "./layout.js";
import { damaged, meant, walk } from "./markup.js";
import { Search } from "./search.js";
import { SheetReader } from "./sheet.js";

const STRINGS = "xl/sharedStrings.xml";
const STYLES = "xl/styles.xml";

/** The sheets of a workbook, and the places where a personal number stands. */
export function readXlsx(bytes, name) {
  const parts = unpack(bytes, name);
  const layout = layOut(parts, name);
  const names = [...layout.sheets.values()];
  const numbered = names.flatMap((sheet, index) => (hasPersonalNumber(sheet) ? [index + 1] : []));
  if (numbered.length) { // before anything that would name the sheet
    return { sheets: [], personal: numbered.map((n) => [`${name}, namnet på blad ${n}`, `${name}, the name of sheet ${n}`]) };
  }
  checkNames(names, name);
  const budget = new Budget(name);
  const strings = parts.has(STRINGS) ? stringsOf(parts.get(STRINGS), name) : [];
  const styles = stylesOf(parts.get(STYLES), name);
  const trouble = { formulas: [], errors: [] };
  const book = { name, strings, styles, since1904: layout.since1904, budget, trouble };
  const places = [];
  const readers = new Map();
  for (const [part, data] of parts) {
    if (part === STRINGS) continue;
    const search = new Search(name, part, layout, budget, places);
    if (!layout.sheets.has(part)) {
      searchPart(data, part, name, search);
      continue;
    }
    const reader = new SheetReader(book, layout.sheets.get(part), search);
    walk(data, name, bound(reader), true);
    readers.set(part, reader);
  }
  settle(name, trouble);
  const sheets = [...layout.sheets].map(([part, sheet]) => ({ name: tidy(sheet, name), rows: readers.get(part).finish() }));
  const personal = sheets.flatMap((sheet) => inSheet(name, sheet));
  if (!personal.length) places.push(...strayNumbers(strings, sheets, name));
  return { sheets, personal: [...personal, ...unique(places)] };
}

const bound = (taker) => ({
  start: (tag, attributes) => taker.start(tag, attributes), end: (tag) => taker.end(tag), text: (text) => taker.text(text),
});
const unique = (places) => [...new Map(places.map((place) => [place[0], place])).values()];

function searchPart(data, part, name, search) {
  try {
    walk(data, name, bound(search), part === WORKBOOK || part === STYLES);
  } catch (error) {
    if (!(error instanceof Fault) || !part.toLowerCase().endsWith(".vml")) throw error;
    search.tryText(new TextDecoder().decode(data)); // Excel's drawings of notes are not always XML
  }
}

function checkNames(names, name) {
  for (const sheet of names) tidy(sheet, [`${name}, namnet på ett blad`, `${name}, the name of a sheet`]);
  if (new Set(names.map((sheet) => sheet.toLowerCase())).size < names.length) {
    throw damaged(name, ["två blad har samma namn", "two sheets have the same name"]);
  }
}

function stringsOf(data, name) {
  const budget = new Budget(name);
  const strings = [];
  let pieces = [];
  let phonetic = 0;
  let inText = false;
  const start = (tag) => {
    budget.tag();
    if (tag === "si") pieces = [];
    if (tag === "rPh") phonetic++;
    if (tag === "t") inText = true;
  };
  const end = (tag) => {
    if (tag === "rPh") phonetic--;
    if (tag === "t") inText = false;
    if (tag !== "si") return;
    const text = meant(pieces.join(""));
    budget.spend(text.length);
    strings.push(text);
  };
  walk(data, name, { start, end, text: (text) => inText && !phonetic && pieces.push(text) }, true);
  return strings;
}

/** Shared texts with a personal number that no cell shows any more. */
function strayNumbers(strings, sheets, name) {
  const stray = strings.filter((text) => hasPersonalNumber(text));
  const held = new Set(stray.length ? sheets.flatMap((sheet) => sheet.rows.flat()) : []);
  return stray.some((text) => !held.has(tidy(text, name)))
    ? [[`${name}, text som inte längre syns i någon cell`, `${name}, text that no cell shows any more`]] : [];
}

function settle(name, { formulas, errors }) {
  const told = (problem, places) => {
    const rest = others(name, places);
    return places.length === 1 ? problem : [`${problem[0]} (också: ${rest[0]})`, `${problem[1]} (also: ${rest[1]})`];
  };
  if (formulas.length) {
    throw new Fault(told(["cellen innehåller en formel", "the cell holds a formula"], formulas),
      ["Kopiera cellerna och klistra in dem som värden (Klistra in special – Värden).",
        "Copy the cells and paste them as values (Paste Special – Values)."], formulas[0]);
  }
  if (errors.length) {
    throw new Fault(told(["cellen innehåller ett felvärde, som #SAKNAS! eller #REFERENS!", "the cell holds an error value, such as #N/A or #REF!"], errors),
      ["Skriv det rätta värdet i cellen, eller töm den.", "Type the right value, or clear the cell."], errors[0]);
  }
}
