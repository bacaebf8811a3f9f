// Paths of shapes, walked with the steps kept: which triples lead from a node to each value, and where a path ends.

import { isIri, named } from "../engine/terms.js";
import { FIRST, PATH } from "./shapes.js";

const [INVERSE, ALTERNATIVE, ZERO_OR_MORE] = ["sh:inversePath", "sh:alternativePath", "sh:zeroOrMorePath"].map(named);

/**
 * A value that a thing has, or, with null, one that it lacks; `ofOthers` where nothing else says it of the thing.
 * Two facts are equal where their keys are: no term holds the end of a line.
 */
export const fact = (node, predicate, value = null, ofOthers = false) =>
  ({ node, predicate, value, ofOthers, key: `${node}\n${predicate}\n${value ?? ""}\n${ofOthers}` });

/** Walks paths through data, given as what is said of each node and who says it, in as many parts as there are. */
export class Routes {
  constructor(shapes, said, saidBy) {
    Object.assign(this, { shapes, said, saidBy, reached: new Map() });
  }

  /** The values of a property. */
  values(node, predicate) {
    return of(this.said, node, predicate);
  }

  /** What the path of a shape leads to: each value with the facts on the way, and where the path ends in nothing. */
  ofShape(node, shape) {
    const [path] = this.shapes.of(shape, PATH);
    if (!path) return { values: new Map([[node, []]]), ends: [] };
    const key = `${path}\n${node}`;
    if (!this.reached.has(key)) this.reached.set(key, this.walk(node, path));
    return this.reached.get(key);
  }

  walk(node, path) {
    if (isIri(path)) {
      const values = new Map(this.values(node, path).map((value) => [value, [fact(node, path, value)]]));
      return { values, ends: values.size ? [] : [fact(node, path)] };
    }
    const form = this.shapes.parts(path);
    if (form.has(FIRST)) return this.sequence(node, this.shapes.members(path));
    if (form.has(INVERSE)) return this.backwards(node, form.get(INVERSE)[0]);
    if (form.has(ALTERNATIVE)) {
      const ways = this.shapes.members(form.get(ALTERNATIVE)[0]).map((way) => this.walk(node, way));
      return {
        values: new Map([...ways].reverse().flatMap((way) => [...way.values])), // of two ways to a value the first is told
        ends: ways.flatMap((way) => way.ends),
      };
    }
    if (form.has(ZERO_OR_MORE)) return this.onwards(node, form.get(ZERO_OR_MORE)[0]);
    throw new Error(`no rule uses a path of ${[...form.keys()]}`);
  }

  sequence(node, parts) {
    let reached = { values: new Map([[node, []]]), ends: [] };
    for (const part of parts) {
      const values = new Map();
      const ends = [...reached.ends];
      for (const [value, steps] of reached.values) {
        const further = this.walk(value, part);
        ends.push(...further.ends);
        for (const [last, more] of further.values) if (!values.has(last)) values.set(last, [...steps, ...more]);
      }
      reached = { values, ends };
    }
    return reached;
  }

  backwards(node, path) {
    if (!isIri(path)) throw new Error("no rule uses an inverse of more than one step");
    const values = new Map(of(this.saidBy, node, path).map((subject) => [subject, [fact(subject, path, node)]]));
    return { values, ends: values.size ? [] : [fact(node, path, null, true)] };
  }

  onwards(node, path) {
    const values = new Map([[node, []]]);
    for (const [at, before] of values) { // what is added meanwhile is visited too
      for (const [value, steps] of this.walk(at, path).values) {
        if (!values.has(value)) values.set(value, [...before, ...steps]);
      }
    }
    return { values, ends: [] };
  }
}

const of = (parts, node, predicate) =>
  parts.flatMap((part) => (part.get(node) ?? []).filter(([p]) => p === predicate).map(([, other]) => other));
