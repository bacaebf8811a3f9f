// A workbook into the knowledge graph: every row a thing, every cell what is said of it, each with its place.
//
// Nothing is guessed and nothing passed over: an unknown sheet or heading, a cell that cannot be read, and a name
// that means nothing or several things are faults, told all at once with their cells.

import { readRdf } from "../engine/store.js";
import { named, valueOf } from "../engine/terms.js";
import { Fault } from "../engine/text.js";
import { letters, sheetPlace, where } from "../tables/places.js";
import { asText, isYes, termsOf, Unreadable } from "./cells.js";
import { Naming, Unnamed } from "./naming.js";
import { gate } from "./rdf.js";
import { ABOUT, called, grids, isCalled, REST } from "./sheets.js";
import { Unmatched, Words } from "./words.js";

const TYPE = named("rdf:type");
const LABELS = ["label-sv", "label-en", "label"];
const OWNER_LINE = ["Ägare", "Owner"];
const BASE_LINE = ["Bas", "Base"];
/** Where things of a list get their names when its owner has set no base of its own. */
const BASE = "https://example.org/underlag/";
/** So many faults are named one by one; a sheet in the wrong form would give thousands. */
const NAMED = 20;
const AGAIN = ["Rätta i filen och läs in den igen. Ingenting har lästs in.", "Correct the file and read it again. Nothing was read."];
const TOGETHER = [
  "Rätta i filen och läs in den igen; ingenting har lästs in. Står det som saknas i en annan CSV-fil: välj alla filerna på en gång.",
  "Correct the file and read it again; nothing was read. If what is missing stands in another CSV file: choose all the files at once.",
];

/** The faults of one workbook, gathered while it is read. */
class Faults {
  constructor(workbook) {
    Object.assign(this, { workbook, found: [] });
  }

  at(sheet, row, column, problem) {
    this.found.push([where(this.workbook.name, sheet, row, column), problem]);
  }

  on(sheet, problem) {
    this.found.push([sheetPlace(this.workbook.name, sheet), problem]);
  }

  stop() {
    if (!this.found.length) return;
    const more = this.found.length - NAMED;
    const told = [0, 1].map((index) => {
      const lines = this.found.slice(0, NAMED).map(([place, text]) => `${place[index]}: ${text[index]}`);
      if (more > 0) lines.push([`… och ${more} fel till`, `… and ${more} more faults`][index]);
      return lines.join("\n");
    });
    const isAlone = this.workbook.sheets.length === 1 && this.workbook.name.toLowerCase().endsWith(".csv");
    throw new Fault(told, isAlone ? TOGETHER : AGAIN);
  }
}

/** What a workbook says, as a list: its triples, the cell of each, and the row of each thing. */
export function toSource(workbook, model, mapping) {
  return new Reading(workbook, model, mapping).source();
}

class Reading {
  constructor(workbook, model, mapping) {
    const stated = about(workbook);
    const owner = stated.get("owner") ?? "";
    const base = stated.get("base") ?? (owner ? `${BASE}${owner}/` : BASE);
    Object.assign(this, { workbook, mapping, faults: new Faults(workbook), words: new Words(model, mapping, owner) });
    Object.assign(this, { naming: new Naming(this.words, base), places: new Map(), rows: [], unanswered: [] });
  }

  source() {
    const { workbook } = this;
    // Rows with names of their own first: the name of another row may be made of what they are.
    const found = grids(workbook, this.mapping, this.faults);
    for (const grid of [...found.filter(({ table }) => table.named), ...found.filter(({ table }) => !table.named)]) {
      for (const [number, cells] of grid.rows()) this.enter(grid, number, cells);
    }
    this.refuseTwins();
    for (const row of this.rows) this.read(row);
    for (const sheet of workbook.sheets) if (isCalled(sheet.name, REST)) this.rest(sheet);
    this.faults.stop();
    if (!this.places.size) {
      throw new Fault(["ingenting är ifyllt", "nothing is filled in"], ["Fyll i något av bladen och spara.", "Fill in one of the sheets and save."], workbook.name);
    }
    const triples = [...this.places.values()].map(({ triple }) => triple);
    const rows = new Map(this.rows.map((row) => [row.subject, this.place(row)]));
    const asked = this.asked();
    const source = { name: workbook.name, text: "", triples, places: this.places, rows, asked, digest: workbook.digest, notes: [] };
    gate(source);
    return source;
  }

  // ---- first every row gets its name, then what it says is read: a cell may name a row further down

  enter(grid, number, cells) {
    const { table } = grid;
    let sort, subject, known;
    try {
      if (!this.exists(grid, number, cells)) {
        this.unanswered.push({ grid, number, cells, sort: table.sorts[0] });
        return;
      }
      sort = this.sort(grid, number, cells);
      [subject, known] = this.naming.subject(table, sort, cells);
    } catch (error) {
      if (error instanceof Unnamed) this.fault(grid, number, error.column, error.problem);
      else if (!(error instanceof Unreadable)) throw error;
      return;
    }
    const names = [table.named ?? "", ...LABELS, "id", ...(table.secret ? ["number"] : [])];
    const said = names.map((name) => asText(cells.get(name)).trim());
    this.words.addRow(table.name, subject, [...said, called(table, cells)]);
    this.rows.push({ grid, number, cells, sort, subject, known });
  }

  fault(grid, number, column, problem) {
    this.faults.at(grid.sheet.name, number, grid.placeOf(column), problem);
  }

  /** Whether the row is an entry, where a column of its own says so. */
  exists(grid, number, cells) {
    const { exists: marker, implied, key } = grid.table;
    if (!marker) return true;
    let answer;
    try {
      answer = isYes(cells.get(marker));
    } catch (error) {
      if (error instanceof Unreadable) this.fault(grid, number, marker, error.problem);
      throw error;
    }
    if (answer !== null) return answer;
    if (implied.some((name) => cells.has(name))) return true;
    if ([...cells.keys()].some((name) => !key.includes(name) && name !== marker && name !== "id")) {
      this.fault(grid, number, marker, ["svara Ja eller Nej; resten av raden är ifylld", "answer Yes or No; the rest is filled in"]);
    }
    return false;
  }

  sort(grid, number, cells) {
    const { table } = grid;
    if (!table.isSortedByColumn) return table.sorts[0];
    const said = asText(cells.get("sort")).trim();
    const sort = table.sorts.find(({ titles }) => isCalled(said, titles));
    if (sort) return sort;
    const listed = [0, 1].map((index) => table.sorts.map(({ titles }) => titles[index]).join(", "));
    const problem = said
      ? [`”${said}” är inget av ${listed[0]}`, `“${said}” is none of ${listed[1]}`]
      : [`ange slag: ${listed[0]}`, `give the sort: ${listed[1]}`];
    this.fault(grid, number, "sort", problem);
    throw new Unreadable(problem);
  }

  refuseTwins() {
    const first = new Map();
    for (const row of this.rows) {
      const other = first.get(row.subject);
      if (!other) {
        first.set(row.subject, row);
        continue;
      }
      this.fault(row.grid, row.number, "id", [
        `raden gäller samma sak som bladet ${other.grid.sheet.name}, rad ${other.number}; slå ihop dem, eller ge dem olika beteckning`,
        `the row is about the same thing as sheet ${other.grid.sheet.name}, row ${other.number}; join them, or give them different designations`]);
    }
  }

  // ---- what the rows say

  read(row) {
    const sheet = row.grid.sheet.name;
    if (row.sort.type) this.state([row.subject, TYPE, row.sort.type], sheet, row.number, 1);
    for (const [place, column] of row.grid.columns) {
      const value = row.cells.get(column.name);
      if (column.steers || value === undefined) continue;
      const property = row.sort.propertyOf(column);
      if (!property) {
        this.faults.at(sheet, row.number, place + 1,
          [`kolumnen används inte för ${row.sort.titles[0]}`, `the column is not used for ${row.sort.titles[1]}`]);
        continue;
      }
      let values;
      try {
        values = termsOf(value, column, this.words);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.faults.at(sheet, row.number, place + 1, error.problem);
        continue;
      }
      for (const term of values) {
        if (this.repeatsTheModel(row, column, term)) continue;
        this.state(column.inverse ? [term, property, row.subject] : [row.subject, property, term], sheet, row.number, place + 1);
      }
    }
  }

  /** The rows that ask something and have no answer, each by what it asks about. */
  asked() {
    const found = new Map();
    for (const row of this.unanswered) {
      for (const terms of this.keysOf(row)) found.set(terms.join(" "), this.place(row));
    }
    return found;
  }

  /** What a row asks about, in every combination of what its key says; the row states nothing, so that it cannot be wrong. */
  keysOf({ grid: { table }, cells }) {
    let found = [[]];
    for (const name of table.key) {
      let values;
      try {
        values = termsOf(cells.get(name), table.column(name), this.words);
      } catch (error) {
        if (error instanceof Unreadable) return [];
        throw error;
      }
      found = found.flatMap((before) => values.map((value) => [...before, value]));
    }
    return found;
  }

  /** The place of a row, with the columns that state each property or feed what a rule reads. */
  place({ grid, number, cells, sort }) {
    const { name } = this.workbook;
    const isCsv = !name.toLowerCase().endsWith(".xlsx");
    const columns = new Map();
    for (const [place, column] of grid.columns) {
      const property = sort.propertyOf(column);
      for (const one of [...(property ? [property] : []), ...column.feeds]) {
        if (!columns.has(one)) columns.set(one, letters(place + 1));
      }
      if (column.name === grid.table.exists) columns.set(TYPE, letters(place + 1));
    }
    const filled = new Set([...grid.columns].filter(([, column]) => cells.has(column.name)).map(([place]) => letters(place + 1)));
    return { file: isCsv ? sheetPlace(name, grid.sheet.name)[0] : name, sheet: isCsv ? null : grid.sheet.name, row: number, columns, filled };
  }

  /** Whether a cell only repeats the name under which the model knows the thing. */
  repeatsTheModel(row, column, term) {
    if (!row.known || column.name !== row.grid.table.named) return false;
    try {
      return this.words.meant(valueOf(term), "anyone") === row.subject;
    } catch (error) {
      if (error instanceof Unmatched) return false;
      throw error;
    }
  }

  state(triple, sheet, row, column) {
    const key = triple.join(" ");
    if (!this.places.has(key)) this.places.set(key, { triple, sheet, row, column: letters(column) });
  }

  /** The sheet of what has no column: one statement a row, as N-Triples. */
  rest(sheet) {
    sheet.rows.slice(1).forEach((row, index) => {
      const parts = row.map(asText);
      if (!parts.some(Boolean)) return;
      try {
        for (const triple of readRdf(`${parts.join(" ")} .`, "ntriples", "r")) this.state(triple, sheet.name, index + 2, 1);
      } catch {
        this.faults.at(sheet.name, index + 2, 1, ["raden kan inte läsas som en uppgift", "the row cannot be read as a statement"]);
      }
    });
  }
}

/** What the workbook says of itself: whose it is, and where its names begin. */
function about(workbook) {
  const found = new Map();
  for (const sheet of workbook.sheets.filter(({ name }) => isCalled(name, ABOUT))) {
    for (const [title, value] of sheet.rows) {
      for (const [name, titles] of [["owner", OWNER_LINE], ["base", BASE_LINE]]) {
        if (isCalled(asText(title), titles) && asText(value).trim()) found.set(name, asText(value).trim());
      }
    }
  }
  return found;
}
