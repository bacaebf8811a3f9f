// The words in a cell and the things they mean: names, short names and designations.

import { iri, namespace, shorten, shortName, valueOf } from "../engine/terms.js";
import { near } from "./near.js";
import { faultOf } from "./rdf.js";

/** A name as it is compared: without regard to capitals, white space and how letters are composed. */
export function folded(text) {
  // To capitals and back: so "ß" and "SS" are one, as in Unicode's case folding.
  return text.normalize("NFC").toUpperCase().toLowerCase().replaceAll("ς", "σ").trim().split(/\s+/).join(" ");
}

/** The IRI that a cell spells out, as a prefixed name or in full; null where it is a name. */
export function explicit(text) {
  const whole = text.trim();
  const colon = whole.indexOf(":");
  if (colon < 0) return null;
  const [prefix, local] = [whole.slice(0, colon), whole.slice(colon + 1)];
  const base = namespace(prefix);
  const spelled = base !== undefined && !local.includes(" ") ? base + local : /^(https?:\/\/|urn:|tag:)/.test(whole) ? whole : null;
  if (spelled === null || /[<>"{}|^`\\\s]/.test(spelled)) return null;
  return faultOf(iri(spelled)) ? null : iri(spelled);
}

/** Words that mean nothing, or more than one thing; what they may mean. */
export class Unmatched extends Error {
  constructor(candidates, several) {
    super();
    Object.assign(this, { candidates, several });
  }
}

/** What names mean, in the model and in the workbook at hand; the owner's own things come first where a name is shared. */
export class Words {
  constructor(model, mapping, owner = "") {
    Object.assign(this, { model, mapping, owner, rows: new Map(), called: new Map(), indexes: new Map() });
  }

  /** A thing that a row of a sheet describes, with what the row calls it, the name to show first. */
  addRow(table, thing, names) {
    if (!this.rows.has(table)) this.rows.set(table, new Map());
    if (!this.called.has(thing)) this.called.set(thing, []);
    this.called.get(thing).push(...names.filter(Boolean));
    for (const name of names.map(folded).filter(Boolean)) enter(this.rows.get(table), name, thing);
  }

  /** The thing that a cell means; Unmatched where nothing of that name is there, or several are. */
  meant(text, range) {
    const found = this.found(text, range);
    if (found.length === 1) return found[0];
    if (found.length) throw new Unmatched(found.map((thing) => this.inBoth(thing, range)), true);
    throw new Unmatched(this.near(text, range), false);
  }

  /** All that a cell can mean: on the sheets first, then in the model, the owner's own before others. */
  found(text, range) {
    const spelled = explicit(text);
    if (spelled) return [spelled];
    const name = folded(text);
    for (const index of this.indexesOf(range)) {
      const found = index.get(name) ?? [];
      if (!found.length) continue;
      const own = found.length > 1 ? found.filter((thing) => this.isOwn(thing)) : [];
      return own.length ? own : found;
    }
    return [];
  }

  /** What to write in a cell so that it means this thing again: its name, else its designation, else its IRI. */
  shown(thing, range, lang) {
    const labels = this.model.things.get(valueOf(thing))?.label ?? [];
    const label = labels[lang] || labels[1 - lang];
    const ways = [...(this.called.get(thing) ?? []), ...(label ? [label, `${label} (${shortName(valueOf(thing))})`] : [])];
    const means = (text) => !/[;\n]/.test(text) && this.found(text, range).join() === thing;
    return ways.find(means) ?? spelledOut(thing);
  }

  inBoth(thing, range) {
    return [this.shown(thing, range, 0), this.shown(thing, range, 1)];
  }

  /** Names that look like this one, each in both languages. */
  near(text, range) {
    const indexes = this.indexesOf(range);
    const names = indexes.flatMap((index) => [...index.keys()]);
    const close = near(folded(text), names, 3, 0.6);
    const found = close.map((name) => this.inBoth(indexes.find((index) => index.has(name)).get(name)[0], range));
    return [...new Map(found.map((pair) => [pair.join("\n"), pair])).values()];
  }

  isOwn(thing) {
    const known = this.model.things.has(valueOf(thing));
    return Boolean(this.owner) && known && shortName(valueOf(thing)).startsWith(this.owner);
  }

  indexesOf(range) {
    const rows = this.mapping.tablesOf(range).filter((name) => this.rows.has(name)).map((name) => this.rows.get(name));
    return [...rows, this.ofModel(range)];
  }

  ofModel(range) {
    if (!this.indexes.has(range)) {
      const index = new Map();
      for (const number of this.model.rules.ranges[range]) {
        const thing = this.model.things.get(this.model.order[number]);
        for (const name of thing.names) enter(index, name, iri(thing.iri));
      }
      this.indexes.set(range, index);
    }
    return this.indexes.get(range);
  }
}

function enter(index, name, thing) {
  if (!index.has(name)) index.set(name, [thing]);
  else if (!index.get(name).includes(thing)) index.get(name).push(thing);
}

/** An IRI as a cell can spell it out: as a prefixed name where that reads back, else in full. */
function spelledOut(thing) {
  const short = shorten(valueOf(thing));
  return explicit(short) === thing ? short : valueOf(thing);
}
