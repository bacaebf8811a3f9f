// The cells of one sheet, in one pass: checked as they go by, and kept as a list keeps them.

import { Fault } from "../../engine/text.js";
import { address, LIMITS, MAX_COLUMNS, MAX_ROWS, numberOf, where } from "../places.js";
import { tidy } from "../text.js";
import { dayOf, lengthOf } from "./formats.js";
import { damaged, meant } from "./markup.js";

/** Excel keeps fifteen digits; what is longer has been changed already. */
const LARGEST = 10 ** 15;
const CELL = /^([A-Z]{1,3})([1-9][0-9]{0,6})$/;
const ROW = /^[1-9][0-9]{0,6}$/;
const NUMBER = /^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(E[-+]?[0-9]{1,3})?\s*$/i;
const TYPES = new Set(["n", "s", "str", "b", "d", "inlineStr", "e"]);
const DISORDER = ["cellerna står inte som Excel skriver dem", "the cells are not as Excel writes them"];
const RETYPE = ["Skriv datumet på nytt.", "Type the date again."];

export class SheetReader {
  /** `book` has name, strings, styles, since1904, budget, trouble; `search` takes what stands outside the cells. */
  constructor(book, sheet, search) {
    Object.assign(this, { book, sheet, search, inside: "", seen: false, row: 0, column: 0, rows: [], columns: 0, merged: [] });
    this.highest = 0;
  }

  start(tag, attributes) {
    if (!this.inside) {
      if (tag === "sheetData") {
        if (this.seen) throw this.disorder();
        [this.seen, this.inside] = [true, "data"];
      } else if (tag === "row" || tag === "c") throw this.disorder();
      else if (tag === "mergeCell") this.merge(attributes);
      this.search.start(tag, attributes);
    } else if (tag === "row") {
      this.expect("data");
      this.startRow(attributes);
    } else if (tag === "c") {
      this.expect("data");
      this.inside = "cell";
      this.startCell(attributes);
    } else if (tag === "v" || tag === "is") {
      this.expect("cell");
      [this.inside, this.opened, this.pieces, this.phonetic, this.inText] = ["value", tag, [], 0, tag === "v"];
      this.startValue();
    } else if (tag === "f") {
      this.expect("cell");
      [this.inside, this.pieces] = ["formula", []];
    } else {
      if (tag === "rPh") this.phonetic++;
      if (tag === "t") this.inText = true;
      this.book.budget.tag();
    }
  }

  end(tag) {
    if (this.inside === "value") {
      if (tag === "rPh") this.phonetic--;
      if (tag === "t") this.inText = false;
      if (tag !== this.opened) return;
      this.value(this.pieces.join(""));
      this.inside = "cell";
    } else if (!this.inside) this.search.end(tag);
    else if (tag === "f") {
      this.formula(this.pieces.join(""));
      this.inside = "cell";
    } else if (tag === "c") this.inside = "data";
    else if (tag === "sheetData") this.inside = "";
  }

  text(text) {
    if (this.inside === "formula" || (this.inside === "value" && this.inText && !this.phonetic)) this.pieces.push(text);
    else if (!this.inside || this.inside === "data" || this.inside === "cell") this.search.text(text);
  }

  expect(inside) {
    if (this.inside !== inside) throw this.disorder();
  }

  startRow({ r }) {
    const text = r || String(this.row + 1);
    const number = ROW.test(text) ? Number(text) : 0;
    if (number <= this.row) throw this.damaged();
    [this.row, this.column] = [number, 0];
  }

  startCell({ r, t = "n", s }) {
    const reference = r === undefined ? null : CELL.exec(r);
    if (r !== undefined && (!reference || Number(reference[2]) !== this.row)) throw this.damaged();
    const column = reference ? numberOf(reference[1]) : this.column + 1;
    if (column <= this.column || !TYPES.has(t)) throw this.damaged();
    Object.assign(this, { column, type: t, style: Number(s ?? 0), isFilled: false });
    if (--this.book.budget.cells < 0) throw this.tooMany();
  }

  startValue() {
    if (this.isFilled) throw this.damaged();
    this.isFilled = true;
    if (this.type === "e") this.book.trouble.errors.push(this.place());
    if (this.row > MAX_ROWS || this.column > MAX_COLUMNS) throw this.tooMany();
    const before = this.highest * this.columns;
    [this.highest, this.columns] = [Math.max(this.highest, this.row), Math.max(this.columns, this.column)];
    this.book.budget.area -= this.highest * this.columns - before;
    if (this.book.budget.area < 0) throw this.tooMany();
  }

  formula(text) {
    // LibreOffice writes a plain true or false as a call of the function of that name.
    if (this.type !== "b" || (text !== "TRUE()" && text !== "FALSE()")) this.book.trouble.formulas.push(this.place());
  }

  value(text) {
    const found = this.read(text);
    if (found === null || found === "") return;
    while (this.rows.length < this.row) this.rows.push([]);
    const cells = this.rows[this.row - 1];
    while (cells.length < this.column - 1) cells.push(null);
    cells.push(found);
  }

  read(text) {
    const { budget, strings } = this.book;
    if (this.type === "s") {
      const index = /^\s*\d{1,11}\s*$/.test(text) ? Number(text) : -1;
      if (index < 0 || index >= strings.length) throw this.damaged();
      budget.spend(strings[index].length);
      return tidy(strings[index], this.place());
    }
    budget.spend(text.length);
    if (this.type === "b") {
      if (!["0", "1", "true", "false"].includes(text.trim())) throw this.damaged();
      return ["1", "true"].includes(text.trim());
    }
    if (this.type === "n") return text ? this.number(text) : null;
    if (this.type === "d") return this.dated(text);
    return this.type === "e" ? null : tidy(meant(text), this.place());
  }

  dated(text) {
    const day = Date.parse(/T/.test(text) ? `${text}Z` : `${text}T00:00:00Z`);
    if (Number.isNaN(day)) throw this.damaged();
    return dayOf(day / 86_400_000 + 25_569, false);
  }

  number(text) {
    if (!NUMBER.test(text)) throw this.damaged();
    const value = Number(text);
    const shown = this.book.styles[this.style];
    if (shown) {
      const said = shown === "day" ? dayOf(value, this.book.since1904) : lengthOf(value);
      if (said !== null) return said;
      throw value < 0 || shown === "length"
        ? new Fault(["ett datum eller klockslag under noll", "a date or time below zero"], RETYPE, this.place())
        : new Fault(["ett datum före 1901", "a date before 1901"], RETYPE, this.place());
    }
    if (Math.abs(value) >= LARGEST) {
      throw new Fault(["ett tal med fler än 15 siffror; Excel har ändrat de sista", "a number of more than 15 digits; Excel has changed the last ones"],
        ["Skriv det som text.", "Write it as text."], this.place());
    }
    return value;
  }

  merge({ ref = "" }) {
    const [first, last = first] = ref.split(":");
    const ends = [CELL.exec(first), CELL.exec(last)];
    if (!ends[0] || !ends[1]) throw this.damaged();
    this.merged.push(ends.flatMap((end) => [Number(end[2]), numberOf(end[1])]));
  }

  /** The rows without empty ones at the end; merged cells with something in them are refused. */
  finish() {
    for (const cells of this.rows) while (cells.length && cells.at(-1) === null) cells.pop();
    while (this.rows.length && !this.rows.at(-1).length) this.rows.pop();
    this.refuseMerged();
    return this.rows;
  }

  /** A reader sees the value in every cell of a merged area, but only the first one holds it; a title has its row to itself. */
  refuseMerged() {
    let room = this.rows.reduce((sum, cells) => sum + cells.length + 1, this.merged.length);
    for (const [top, left, bottom, right] of this.merged) {
      const held = this.rows.slice(top - 1, bottom).map((cells) => cells.slice(left - 1, right));
      room -= held.reduce((sum, cells) => sum + cells.length + 1, 1);
      if (room < 0) throw damaged(this.book.name, ["sammanfogade celler går i varandra", "merged cells overlap"]);
      if (!held.flat().some((value) => value !== null)) continue;
      const row = this.rows[top - 1] ?? [];
      const isTitle = top === bottom && row.filter((value) => value !== null).length === 1 && (row[left - 1] ?? null) !== null;
      if (isTitle) continue;
      const area = `${address(top, left)}:${address(bottom, right)}`;
      throw new Fault([`sammanfogade celler (${area})`, `merged cells (${area})`],
        ["Dela dem (Start – Sammanfoga och centrera) och skriv värdet i varje cell som det gäller.",
          "Split them (Home – Merge & Center) and type the value in each cell it holds for."],
        where(this.book.name, this.sheet, top, left));
    }
  }

  place() {
    return where(this.book.name, this.sheet, this.row, this.column);
  }

  disorder() {
    return damaged(this.book.name, DISORDER);
  }

  damaged() {
    return damaged(this.book.name, DISORDER, where(this.book.name, this.sheet, Math.max(this.row, 1), Math.max(this.column, 1)));
  }

  tooMany() {
    const cell = address(this.row, this.column);
    return new Fault([`mer än ${LIMITS[0]}`, `more than ${LIMITS[1]}`],
      [`Kontrollera om något står långt ner eller långt till höger (cell ${cell}), eller dela upp listan. Rader som ser tomma ut men har formatering kan tas bort.`,
        `Check whether something stands far down or far to the right (cell ${cell}), or split the list. Rows that look empty but are formatted can be deleted.`],
      this.place());
  }
}
