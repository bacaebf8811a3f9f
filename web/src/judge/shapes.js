// Rules and their helper shapes: what answers what, and what a rule reads.

import { named, triples } from "../engine/terms.js";

export const HELPERS = {
  applies: named("kg:appliesWhen"), due: named("kg:isDueWhen"), known: named("kg:isKnownWhen"),
  clear: named("kg:isClearWhen"), met: named("kg:isMetWhen"),
};
const ALWAYS = named("kgr:always");
export const PATH = named("sh:path");
export const FIRST = named("rdf:first");
const [REST, NIL] = ["rdf:rest", "rdf:nil"].map(named);
const NOTHING = new Map();

export class Shapes {
  constructor(text) {
    this.triples = triples(text);
    this.bySubject = new Map();
    for (const [s, p, o] of this.triples) {
      if (!this.bySubject.has(s)) this.bySubject.set(s, new Map());
      const values = this.bySubject.get(s);
      if (values.has(p)) values.get(p).push(o);
      else values.set(p, [o]);
    }
    const rules = [...this.bySubject].filter(([, values]) => values.has(HELPERS.met)).map(([rule]) => rule);
    this.rules = new Map(rules.sort().map((rule) => [rule, this.helpersOf(rule)]));
    this.reading = new Map();
  }

  of(shape, predicate) {
    return this.bySubject.get(shape)?.get(predicate) ?? [];
  }

  /** All properties of a shape or of a part of one. */
  parts(shape) {
    return this.bySubject.get(shape) ?? NOTHING;
  }

  /** The members of a list. */
  members(head) {
    const found = [];
    for (let at = head; at && at !== NIL; [at] = this.of(at, REST)) found.push(...this.of(at, FIRST));
    return found;
  }

  /** The helpers of a rule by name, without the one that always holds. */
  helpersOf(rule) {
    const found = Object.entries(HELPERS).map(([name, link]) => [name, this.of(rule, link)[0]]);
    return found.filter(([, helper]) => helper !== ALWAYS);
  }

  /** All that a rule and its helper shapes name. */
  reads(rule) {
    if (!this.reading.has(rule)) {
      const reached = new Set();
      const named = new Set();
      const queue = [rule];
      while (queue.length) {
        const node = queue.pop();
        if (reached.has(node)) continue;
        reached.add(node);
        for (const value of [...(this.bySubject.get(node)?.values() ?? [])].flat()) {
          named.add(value);
          if (!this.rules.has(value)) queue.push(value);
        }
      }
      this.reading.set(rule, named);
    }
    return this.reading.get(rule);
  }
}
