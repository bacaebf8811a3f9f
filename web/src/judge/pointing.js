// Where in the visitor's files stands what settles a finding: cells, rows and lines.

import { named } from "../engine/terms.js";
import { bySpot } from "./evidence.js";
import { TYPE } from "./grounds.js";

const [COMPLETE_FOR, ASPECT] = ["kg:isCompleteFor", "kg:hasAspect"].map(named);

export class Pointer {
  constructor(trail) {
    Object.assign(this, { trail, sources: trail.sources, declarations: declarations(trail) });
  }

  /**
   * The places that led to an outcome: those of the values that settle it and of the questions without an answer. Where
   * there are none, those of the entries counted, or of the answer that says that everything is there; else what lies
   * near what was judged.
   */
  places(place, outcome, { facts, undeclared, counted, declared }) {
    const ofAnswers = (asked) => asked.flatMap((one) => this.ofAnswer(one));
    const ways = [
      () => [...facts.flatMap((one) => this.ofFact(one)), ...ofAnswers(undeclared)],
      () => counted.flatMap((node) => this.trail.entries(node)),
      () => ofAnswers(declared),
    ];
    for (const way of ways) {
      const found = way();
      if (found.length) return inOrder([...found, ...this.judged(place)]);
    }
    return this.trail.nearby(place, outcome === "missing");
  }

  /** The line of what was judged, in a text; in a workbook the cells say enough. */
  judged({ value }) {
    return this.rows(value).length ? [] : this.trail.entries(value);
  }

  /** The cells that state a value, or the empty ones that could; in a text the line of the entry. */
  ofFact({ node: thing, predicate, value }) {
    return [thing, ...this.trail.decisions(thing)].flatMap((node) => {
      const rows = this.rows(node);
      const says = node === thing || value === null || this.trail.stated(node, predicate).length;
      if (!rows.length) return says ? this.trail.entries(node) : [];
      return rows.flatMap((row) => {
        const column = row.columns.get(predicate);
        return column && row.filled.has(column) === (value !== null) ? this.cell(node, row, column) : [];
      });
    });
  }

  rows(node) {
    return this.sources.map(({ rows }) => rows.get(node)).filter(Boolean);
  }

  cell(node, row, column) {
    const isThere = (entry) => entry.file === row.file && entry.sheet === row.sheet && entry.row === row.row;
    return this.trail.entries(node).filter(isThere).map((entry) => ({ ...entry, column }));
  }

  /** Where it is asked whether a list is complete, with or without an answer. */
  ofAnswer([body, aspect]) {
    const key = `${body} ${aspect}`;
    const text = this.trail.calledInWords(aspect);
    const open = this.sources.map(({ asked }) => asked.get(key)).filter(Boolean);
    return [
      ...open.map(({ file, sheet, row, columns }) => ({ text, file, sheet, row, column: columns.get(TYPE) })),
      ...(this.declarations.get(key) ?? []).flatMap((node) => {
        const rows = this.rows(node);
        return rows.length ? rows.flatMap((row) => this.cell(node, row, row.columns.get(TYPE))) : this.trail.entries(node);
      }),
    ];
  }
}

/** The answers that a list is complete, by body and aspect. */
function declarations(trail) {
  const found = new Map();
  for (const { node, predicate, values } of trail.statements.values()) {
    if (predicate !== COMPLETE_FOR) continue;
    for (const aspect of trail.stated(node, ASPECT)) {
      for (const body of values) {
        const key = `${body} ${aspect}`;
        found.set(key, [...(found.get(key) ?? []), node]);
      }
    }
  }
  return found;
}

const inOrder = (items) => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()].sort(bySpot);
