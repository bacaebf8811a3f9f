// The way back from a verdict to the lists: what a finding is about, and the lines and cells that led to it.

import { compare, isIri, localName, named, valueOf } from "../engine/terms.js";
import { periodName, periodOf } from "./words.js";

/** How a name ends that was made for a row without a designation. */
const MADE = /-[0-9a-f]{12,20}$/;
/** What says which row a thing stands in, and not what is right or wrong in it. */
export const NAMING = new Set(["rdf:type", "rdfs:label", "org:member", "org:organization", "kg:takesSeat", "kg:hasRole",
  "kg:isMeetingOf", "kg:concernsBody"].map(named));
/** What the view copies from an appointment to the membership that it gives. */
const APPOINTING = ["kg:isAppointedBy", "kg:consulted", "kg:isRecommendedBy", "kg:restsOn"].map(named);
const [TAKES, ORGANIZATION, MEETING, APPOINTS, TYPE, LABEL] =
  ["kg:takesSeat", "org:organization", "kg:isMeetingOf", "kg:appoints", "rdf:type", "rdfs:label"].map(named);
/** What says whose an entry is. */
const BELONGING = new Set([ORGANIZATION, MEETING, named("kg:concernsBody")]);
/** What is told by the name that a list gives it; persons and what is theirs never are. */
const TOLD_BY_NAME = named("kg:CareChainStage");

const unique = (items) => [...new Set(items)];

export class Trail {
  constructor(model, sources, view, shapes, bodies) {
    const { said, saidBy } = bothWays(view);
    Object.assign(this, { model, sources, shapes, bodies, to: said, back: saidBy });
    Object.assign(this, { statements: new Map(), mentioning: new Map(), deciding: new Map(), names: new Map() });
    this.subjects = sources.map((source) => new Set(source.triples.map(([s]) => s)));
    this.openings = sources.map((source) => openings(source.text));
    for (const [s, p, o] of sources.flatMap(({ triples }) => triples)) this.enter(s, p, o);
    for (const { node, predicate, values } of this.statements.values()) {
      for (const value of values) push(this.mentioning, value, node);
      if (predicate === LABEL && this.stated(node, TYPE).includes(TOLD_BY_NAME)) this.names.set(node, values.map(valueOf).sort(compare)[0]);
    }
  }

  enter(node, predicate, value) {
    const key = `${node}\n${predicate}`;
    if (!this.statements.has(key)) this.statements.set(key, { node, predicate, values: [] });
    this.statements.get(key).values.push(value);
    if (predicate === APPOINTS) push(this.deciding, value, node);
  }

  /** What the lists themselves state, also what the view only reckons from. */
  stated(node, predicate) {
    return this.statements.get(`${node}\n${predicate}`)?.values ?? [];
  }

  /** The things of the lists of which something is stated with this as its value. */
  mentions(node) {
    return this.mentioning.get(node) ?? [];
  }

  isListed(node) {
    return this.subjects.some((subjects) => subjects.has(node));
  }

  /** The appointments behind a membership. */
  decisions(node) {
    return this.deciding.get(node) ?? [];
  }

  said(node) {
    return this.to.get(node) ?? [];
  }

  /** What was judged: a period, a seat, the body itself, or the name of an entry in a list. */
  label({ focus, value }) {
    if (value === focus) return this.model.label(valueOf(focus));
    const period = periodOf(value);
    if (period) return periodName(period);
    const name = this.called(value);
    for (const [predicate, seat] of this.said(value)) {
      if (predicate === TAKES && isIri(seat)) {
        const label = this.model.label(valueOf(seat));
        return this.model.rules.seats[valueOf(seat)]?.alone ? label : label.map((text) => `${text}: ${name}`);
      }
    }
    const label = this.model.label(valueOf(value));
    return label[0] === localName(valueOf(value)) ? [name, name] : label;
  }

  /** What an entry is called in its list; one without a name of its own by the row where it stands. */
  called(node) {
    const name = localName(valueOf(node));
    const row = this.sources.map((source) => source.rows.get(node)).find(Boolean);
    return row && MADE.test(name) ? `${row.sheet ?? row.file} ${row.row}` : name;
  }

  /** What a thing is called: its name in the model or as a body; a person or another entry by designation. */
  calledInWords(node) {
    const label = this.model.classes.get(valueOf(node)) ?? this.model.label(valueOf(node));
    if (label[0] !== localName(valueOf(node))) return label;
    const name = this.names.get(node) ?? this.called(node);
    return [name, name];
  }

  /** The entries that the rule looked at next to what it judged: filled cells in a breach, empty ones where something is missing. */
  nearby(place, isMissing) {
    const found = new Map();
    const reads = this.shapes.reads(place.rule);
    const keep = (items) => items.forEach((item) => found.has(spot(item)) || found.set(spot(item), item));
    this.sources.forEach((source, index) => {
      const near = unique(this.near(place));
      const whatever = isMissing && source.rows.size > 0;
      if (whatever) near.push(place.focus);
      for (const node of [...near, ...this.behind(near, reads, whatever)]) {
        const hidden = this.bodies.has(node) && !whatever;
        if (this.subjects[index].has(node) && isIri(node) && !hidden) keep(this.cells(index, node, reads, isMissing));
      }
      if (!found.size && this.subjects[index].has(place.focus) && isIri(place.focus)) {
        keep(this.cells(index, place.focus, reads, isMissing));
      }
    });
    const items = [...found.values()];
    const sheet = (item) => `${item.file}\n${item.sheet}`;
    const exact = new Set(items.filter((item) => item.column).map(sheet));
    return items
      .filter((item) => item.column || item.line || !(isMissing ? exact.size : exact.has(sheet(item))))
      .sort(bySpot);
  }

  /** Where a thing is described: its row or line in each list that has it. */
  entries(node) {
    return this.sources.flatMap((_, index) =>
      (isIri(node) && this.subjects[index].has(node) ? this.cells(index, node, new Set(), false).slice(0, 1) : []));
  }

  /** The line where a thing is described, or the cells of its row that a rule reads: empty or filled ones. */
  cells(index, node, reads, empty) {
    const source = this.sources[index];
    const name = localName(valueOf(node));
    const text = [name, name];
    const row = source.rows.get(node);
    if (!row) return [{ text, file: source.name, line: source.rows.size ? null : this.line(index, name) }];
    const columns = unique([...row.columns]
      .filter(([property, letters]) => reads.has(property) && !NAMING.has(property) && row.filled.has(letters) !== empty)
      .map(([, letters]) => letters)).sort(compare);
    const whole = { text, file: row.file, sheet: row.sheet, row: row.row };
    return columns.length ? columns.map((column) => ({ ...whole, column })) : [whole];
  }

  /** What was judged and what lies one step from it, along what the rule reads. */
  near({ rule, focus, value }) {
    const reads = this.shapes.reads(rule);
    const whole = value === focus && this.bodies.has(focus);
    const found = [value];
    const seats = value === focus ? this.model.rules.seatGroups[valueOf(focus)]?.seats ?? [] : [];
    for (const node of [value, ...seats.map((seat) => `<${seat}>`)]) {
      for (const [predicate, other] of this.back.get(node) ?? []) {
        if (whole ? reads.has(predicate) && !this.isOfAnother(other, node) : predicate !== ORGANIZATION) found.push(other);
      }
      if (whole || periodOf(node)) {
        for (const [predicate, other] of this.said(node)) if (reads.has(predicate)) found.push(other);
      }
    }
    if (periodOf(value)) { // an undated meeting may lie in the period
      for (const [predicate, other] of this.back.get(focus) ?? []) if (predicate === MEETING) found.push(other);
    }
    return found;
  }

  /** Whether an entry is one of another body, which names this one for some other reason. */
  isOfAnother(node, body) {
    const said = this.said(node).filter(([predicate]) => BELONGING.has(predicate)).map(([, other]) => other);
    const bodies = said.length ? said : [...BELONGING].flatMap((predicate) => this.stated(node, predicate)); // of what has ended the view may not say it
    return bodies.length > 0 && this.bodies.has(body) && !bodies.includes(body);
  }

  /** What decided over what lies near, and what that points at, where the rule reads something of it. */
  behind(near, reads, whatever) {
    const found = [];
    const isNear = new Set(near);
    const appointing = APPOINTING.some((property) => reads.has(property));
    for (const node of near) {
      if (appointing) found.push(...this.decisions(node));
      for (const [predicate, other] of this.said(node)) {
        if (!reads.has(predicate) || this.bodies.has(node) || isNear.has(other)) continue;
        if (whatever || this.said(other).some(([p]) => reads.has(p) && !NAMING.has(p))) found.push(other);
      }
    }
    return found;
  }

  /** The line on which a thing is described: where its name opens a line, else where it first stands. */
  line(index, name) {
    return this.openings[index].get(name) ?? lineOf(this.sources[index].text, name);
  }
}

/** What is said of each node, and what says it. */
export function bothWays(triples) {
  const [said, saidBy] = [new Map(), new Map()];
  for (const [s, p, o] of triples) {
    push(said, s, [p, o]);
    push(saidBy, o, [p, s]);
  }
  return { said, saidBy };
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

/** The lines of a text; what ends a line is the same as in Python. */
export const linesOf = (text) => text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);

/** The first line (from 1) that contains a word, or null. */
export function lineOf(text, word) {
  const index = linesOf(text).findIndex((line) => line.includes(word));
  return index < 0 ? null : index + 1;
}

function openings(text) {
  const found = new Map();
  linesOf(text).forEach((line, index) => {
    const head = line.split(" ", 1)[0].replace(/^[<>]+|[<>]+$/g, "");
    const name = head.split(/[:/#]/).at(-1);
    if (!found.has(name)) found.set(name, index + 1);
  });
  return found;
}

const parts = (item) => [item.file, item.sheet ?? "", item.row ?? item.line ?? 0, (item.column ?? "").length, item.column ?? ""];
const spot = (item) => JSON.stringify(parts(item));

export function bySpot(a, b) {
  const [one, other] = [parts(a), parts(b)];
  for (let i = 0; i < one.length; i++) {
    const order = typeof one[i] === "number" ? one[i] - other[i] : compare(one[i], other[i]);
    if (order) return order;
  }
  return 0;
}
