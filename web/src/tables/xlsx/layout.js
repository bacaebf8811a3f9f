// Which part of a workbook is which: the sheets with their names, and what belongs to each.

import { damaged, local, walk } from "./markup.js";

export const WORKBOOK = "xl/workbook.xml";
const NOTHING = () => {};

/** The part whose links stand in a part of links. */
export function ownerOf(part) {
  const folders = part.split("/");
  const file = folders.pop().replace(/\.rels$/, "");
  return [...folders.slice(0, -1), file].join("/");
}

/** The sheet names by part, in the order of the workbook; whose a part is; and whether days count from 1904. */
export function layOut(parts, name) {
  if (!parts.has(WORKBOOK)) throw damaged(name, ["den innehåller ingen arbetsbok", "it holds no workbook"]);
  const owners = new Map();
  let byId = new Map();
  for (const [part, bytes] of parts) {
    if (!part.endsWith(".rels")) continue;
    const owner = ownerOf(part);
    const targets = targetsOf(bytes, owner, name);
    if (owner === WORKBOOK) byId = targets;
    for (const target of targets.values()) {
      if (target !== WORKBOOK && target !== owner && !owners.has(target)) owners.set(target, owner);
    }
  }
  const { named, hidden, since1904 } = sheetsOf(parts.get(WORKBOOK), name);
  const sheets = new Map();
  for (const [sheet, id] of named) {
    const target = byId.get(id) ?? "";
    if (!parts.has(target) || sheets.has(target)) throw damaged(name, ["ett blad saknas", "a sheet is missing"]);
    sheets.set(target, sheet);
  }
  return { sheets, hidden, since1904, sheetOf: (part) => sheetOf(part, sheets, owners) };
}

function sheetOf(part, sheets, owners) {
  let at = part;
  for (let steps = 0; steps < 5 && at !== undefined; steps++) { // a comment to a drawing to a chart to its sheet, and no ring
    if (sheets.has(at)) return sheets.get(at);
    at = owners.get(at);
  }
  return null;
}

function sheetsOf(bytes, name) {
  const named = [];
  const hidden = new Set();
  let since1904 = false;
  const start = (tag, attributes) => {
    if (tag === "workbookPr") since1904 = ["1", "true"].includes(attributes.date1904);
    if (tag !== "sheet") return;
    const id = Object.entries(attributes).find(([key]) => key.includes(":") && local(key) === "id")?.[1] ?? "";
    named.push([attributes.name ?? "", id]);
    if (attributes.state && attributes.state !== "visible") hidden.add(attributes.name);
  };
  walk(bytes, name, { start, end: NOTHING, text: NOTHING }, true);
  return { named, hidden, since1904 };
}

function targetsOf(bytes, owner, name) {
  const found = new Map();
  const start = (tag, { Id = "", Target = "", TargetMode = "" }) => {
    if (tag !== "Relationship" || TargetMode === "External") return;
    const folder = owner.split("/").slice(0, -1);
    const path = Target.startsWith("/") ? [] : folder;
    for (const step of Target.split("/")) {
      if (step === "..") path.pop();
      else if (step && step !== ".") path.push(step);
    }
    found.set(Id, path.join("/"));
  };
  walk(bytes, name, { start, end: NOTHING, text: NOTHING }, true);
  return found;
}
