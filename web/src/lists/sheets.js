// Which table of the mapping a sheet is, and which column stands where.

import { asText } from "./cells.js";
import { near } from "./near.js";
import { folded } from "./words.js";

/** Sheets that are not tables: what the workbook is, the lists behind the drop-downs, and what has no column. */
export const ABOUT = ["Om", "About"];
export const CHOICES = ["Listor", "Choices"];
export const REST = ["Övrigt", "Other"];
/** How the designation cell begins on the row that explains the headings, which is no entry. */
const EXPLANATION = "#";
const NO_HEADINGS = [
  "första raden ska vara rubrikerna; ingen av dem känns igen", "the first row must be the headings; none of them is known",
];

/** Whether a name is one of these titles; in the name of a file a hyphen or an underscore is a space. */
export function isCalled(name, titles) {
  const spellings = titles.map(folded);
  return spellings.includes(folded(name)) || spellings.includes(folded(name.replace(/[-_]/g, " ")));
}

/** What other rows may call the thing in a row without a name; nothing where a part of that is empty. */
export function called(table, cells) {
  const parts = table.called.map((name) => asText(cells.get(name)).trim());
  return parts.every(Boolean) ? parts.join(", ") : "";
}

/** A sheet read as a table: its columns by their place in the sheet, and its rows. */
class Grid {
  constructor(sheet, table, columns) {
    Object.assign(this, { sheet, table, columns });
  }

  /** Every row that says something: its number in the sheet, and its cells by column name. */
  *rows() {
    for (const [index, row] of this.sheet.rows.entries()) {
      if (!index) continue;
      const said = new Map();
      for (const [place, column] of this.columns) {
        if (place < row.length && !column.isGiven && asText(row[place]).trim()) said.set(column.name, row[place]);
      }
      if (said.size && !asText(said.get("id")).startsWith(EXPLANATION)) yield [index + 1, said];
    }
  }

  /** The number of a column in the sheet, counted from 1; the first where it is not there. */
  placeOf(name) {
    for (const [place, column] of this.columns) if (column.name === name) return place + 1;
    return 1;
  }
}

/** The sheets of a workbook as tables; what is none of ours is a fault and not passed over. */
export function grids(workbook, mapping, faults) {
  const found = [];
  for (const sheet of workbook.sheets) {
    if ([ABOUT, CHOICES, REST].some((titles) => isCalled(sheet.name, titles)) || !sheet.rows.length) continue;
    const table = tableOf(sheet, mapping, workbook.sheets.length === 1);
    if (!table) {
      faults.on(sheet.name, unknownSheet(sheet.name, mapping));
      continue;
    }
    const known = headings(table);
    if (!sheet.rows[0].some((value) => known.has(folded(asText(value))))) {
      faults.on(sheet.name, NO_HEADINGS);
      continue;
    }
    found.push(new Grid(sheet, table, columnsOf(sheet, table, faults)));
  }
  return found;
}

function tableOf(sheet, mapping, isAlone) {
  const named = mapping.tables.find((table) => isCalled(sheet.name, table.titles));
  if (named || !isAlone) return named ?? null;
  const found = sheet.rows[0].map((value) => folded(asText(value))).filter(Boolean); // a CSV file by any name is known by its headings
  const fitting = mapping.tables.filter((table) => found.every((heading) => headings(table).has(heading)));
  return found.length && fitting.length === 1 ? fitting[0] : null;
}

const headings = (table) => new Set(table.columns.flatMap((column) => column.titles).map(folded));

function unknownSheet(name, mapping) {
  const titles = mapping.tables.map((table) => table.titles);
  const [close] = near(folded(name), titles.map(([sv]) => folded(sv)), 1, 0.5);
  const like = titles.find(([sv]) => folded(sv) === close);
  if (like) return [`bladet ”${name}” är okänt; menar ni ”${like[0]}”?`, `the sheet “${name}” is unknown; did you mean “${like[1]}”?`];
  return [`bladet ”${name}” är okänt. Bladen heter ${titles.map(([sv]) => sv).join(", ")}`,
    `the sheet “${name}” is unknown. The sheets are ${titles.map(([, en]) => en).join(", ")}`];
}

function columnsOf(sheet, table, faults) {
  const found = new Map();
  for (let place = 0; place < sheet.rows[0].length; place++) {
    const heading = asText(sheet.rows[0][place]).trim();
    const column = heading ? table.columns.find((one) => isCalled(heading, one.titles)) : undefined;
    const isUsed = sheet.rows.slice(1).some((row) => asText(row[place]).trim());
    if (column && [...found.values()].includes(column)) {
      faults.at(sheet.name, 1, place + 1, [`rubriken ”${heading}” står två gånger`, `the heading “${heading}” stands twice`]);
    } else if (column) found.set(place, column);
    else if (heading || isUsed) faults.at(sheet.name, 1, place + 1, unknownHeading(heading, table));
  }
  return found;
}

function unknownHeading(heading, table) {
  if (!heading) return ["kolumnen saknar rubrik men har innehåll", "the column has no heading but holds something"];
  const names = new Map(table.columns.flatMap((column) => column.titles.map((title) => [folded(title), column])));
  const [close] = near(folded(heading), [...names.keys()], 1, 0.5);
  if (!close) return [`okänd rubrik ”${heading}”`, `unknown heading “${heading}”`];
  const like = names.get(close).titles;
  return [`okänd rubrik ”${heading}”; menar ni ”${like[0]}”?`, `unknown heading “${heading}”; did you mean “${like[1]}”?`];
}
