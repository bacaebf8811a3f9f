// Why a shape holds at a node, or does not: the values that settle it. The verdict is the engine's; this decides nothing.

import { compare, isText, named, parts, typed } from "../engine/terms.js";
import { fact, Routes } from "./routes.js";
import { PATH } from "./shapes.js";

export const [TYPE, SUBCLASS] = ["rdf:type", "rdfs:subClassOf"].map(named);
const SH = named("sh:").slice(0, -1);
const QUALIFIED = named("sh:qualifiedValueShape");
/** What stands in a shape and demands nothing by itself. */
const SILENT = new Set([TYPE, PATH, QUALIFIED, ...["targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "message",
  "severity", "name", "description", "order", "group"].map((name) => named(`sh:${name}`))]);

/** What settles whether a shape holds, in the order of the shape and without repetition. */
export class Grounds {
  constructor(facts = []) {
    this.facts = new Map(facts.map((one) => [one.key, one]));
    this.wanted = new Map();
    this.tallies = new Map();
  }

  add(other) {
    for (const name of ["facts", "wanted", "tallies"]) for (const [key, one] of other[name]) this[name].set(key, one);
  }

  note(facts) {
    for (const one of facts) this.facts.set(one.key, one);
  }
}

/**
 * Gathers the grounds of shapes over one set of data. `sorting` are the properties that say of what sort a thing is: where
 * a count is too low, a thing of another sort is no reason, unless all are. With `nearest`, of several ways in which a
 * shape could hold and does not, those are told that fail in least.
 */
export class Witness {
  constructor(shapes, said, saidBy, sorting, nearest) {
    Object.assign(this, { shapes, sorting, nearest, routes: new Routes(shapes, said, saidBy), held: new Map(), asked: new Map() });
  }

  holds(node, shape) {
    const key = `${shape}\n${node}`;
    if (!this.held.has(key)) {
      let holds = true;
      for (const { met } of this.demands(node, shape)) {
        holds = met;
        if (!holds) break;
      }
      this.held.set(key, holds);
    }
    return this.held.get(key);
  }

  /** What settles that a shape holds, or else what of it fails and why. */
  grounds(node, shape) {
    const demands = [...this.demands(node, shape)];
    const holds = demands.every(({ met }) => met);
    const found = new Grounds();
    for (const { met, gather } of demands) if (met === holds) found.add(gather());
    return found;
  }

  /** Each demand of a shape on a node: whether it is met, and what settles that, gathered only when it is asked for. */
  *demands(node, shape) {
    const { each, whole } = this.constraints(shape);
    const reached = this.routes.ofShape(node, shape);
    for (const [demand, argument] of each) {
      for (const [value, steps] of reached.values) yield demand(this, value, steps, argument);
    }
    for (const [demand, argument] of whole) yield demand(this, node, shape, reached, argument);
  }

  /** What a shape demands of each value, and of all together. */
  constraints(shape) {
    if (!this.asked.has(shape)) {
      const found = { each: [], whole: [] };
      for (const [predicate, given] of this.shapes.parts(shape)) {
        if (SILENT.has(predicate) || !predicate.startsWith(SH)) continue;
        const name = predicate.slice(SH.length, -1);
        if (Object.hasOwn(OF_EACH, name)) found.each.push(...given.map((argument) => [OF_EACH[name], argument]));
        else if (Object.hasOwn(OF_ALL, name)) found.whole.push([OF_ALL[name], given[0]]);
        else throw new Error(`no rule uses ${predicate}`);
      }
      this.asked.set(shape, found);
    }
    return this.asked.get(shape);
  }

  /** The steps to a value, and why shapes hold there or do not. */
  along(steps, ways) {
    const found = new Grounds(steps);
    for (const [value, shape] of ways) found.add(this.grounds(value, shape));
    return found;
  }

  leastFailing(ways) {
    if (!this.nearest) return ways;
    const failed = ways.map((way) => [...this.demands(...way)].filter(({ met }) => !met).length);
    const least = Math.min(...failed);
    return ways.filter((_, index) => failed[index] === least);
  }

  /** Of the things that do not count those that are of the right sort; all of them where none is. */
  ofTheSort(apart) {
    const near = [...apart].filter(([, why]) => ![...why.facts.values()].some(({ predicate }) => this.sorting.has(predicate)));
    return near.length ? new Map(near) : apart;
  }
}

// ---- demands on each value

const shaped = (witness, value, steps, shape) =>
  ({ met: witness.holds(value, shape), gather: () => witness.along(steps, [[value, shape]]) });

const not = (witness, value, steps, shape) =>
  ({ met: !witness.holds(value, shape), gather: () => witness.along(steps, [[value, shape]]) });

function or(witness, value, steps, head) {
  const ways = witness.shapes.members(head).map((shape) => [value, shape]);
  const held = ways.filter((way) => witness.holds(...way));
  return { met: held.length > 0, gather: () => witness.along(steps, held.length ? held : witness.leastFailing(ways)) };
}

function and(witness, value, steps, head) {
  const ways = witness.shapes.members(head).map((shape) => [value, shape]);
  const failed = ways.filter((way) => !witness.holds(...way));
  return { met: !failed.length, gather: () => witness.along(steps, failed.length ? failed : ways) };
}

const isIn = (witness, value, steps, head) => ({ met: witness.shapes.members(head).includes(value), gather: () => new Grounds(steps) });

function isOfClass(witness, value, steps, sort) {
  const queue = [...witness.routes.values(value, TYPE)];
  const seen = new Set();
  while (queue.length) {
    const at = queue.pop();
    if (seen.has(at)) continue;
    seen.add(at);
    queue.push(...witness.routes.values(at, SUBCLASS));
  }
  return { met: seen.has(sort), gather: () => new Grounds(steps) };
}

/** A demand that each value lies on one side of a limit; a value of another datatype does not. */
const bound = (fits) => (witness, value, steps, limit) => ({
  met: isText(value) && parts(value).datatype === parts(limit).datatype && fits(order(typed(value), typed(limit))),
  gather: () => new Grounds(steps),
});

const order = (a, b) => (typeof a === "string" ? compare(a, b) : a - b);

// ---- demands on all values together

const allSteps = (reached) => [...[...reached.values.values()].flat(), ...reached.ends];

/** The step that ends each way, and that would have had to end elsewhere; a step to what sort a thing is does not. */
function lastSteps(reached) {
  const last = (steps) => steps.filter(({ predicate }) => predicate !== TYPE && predicate !== SUBCLASS).at(-1);
  return [...[...reached.values.values()].map(last).filter(Boolean), ...reached.ends.filter(({ ofOthers }) => !ofOthers)];
}

function hasValue(witness, node, shape, reached, value) {
  const met = reached.values.has(value);
  return {
    met,
    gather() {
      if (met) return new Grounds(reached.values.get(value));
      const found = new Grounds(allSteps(reached));
      for (const last of lastSteps(reached)) {
        found.wanted.set(fact(last.node, last.predicate, value).key, { node: last.node, predicate: last.predicate, value });
      }
      return found;
    },
  };
}

const count = (fits) => (witness, node, shape, reached, limit) =>
  ({ met: fits(reached.values.size, typed(limit)), gather: () => new Grounds(allSteps(reached)) });

const qualified = (atLeast) => (witness, node, shape, reached, number) => {
  const limit = typed(number);
  const [sort] = witness.shapes.of(shape, QUALIFIED);
  const counted = [...reached.values.keys()].filter((value) => witness.holds(value, sort));
  const met = atLeast ? counted.length >= limit : counted.length <= limit;
  return {
    met,
    gather() {
      const why = (values) => new Map(values.map((value) => [value, witness.grounds(value, sort)]));
      const others = why([...reached.values.keys()].filter((value) => !counted.includes(value)));
      const found = new Grounds(reached.values.size ? [] : reached.ends);
      for (const [value, grounds] of met === atLeast ? why(counted) : witness.ofTheSort(others)) {
        found.note(reached.values.get(value));
        found.add(grounds);
      }
      const apart = [...others].map(([value, { facts }]) => [value, ...facts.keys()]);
      found.tallies.set(JSON.stringify([limit, atLeast, counted, apart]), { limit, atLeast, counted });
      return found;
    },
  };
};

/** A demand on the values of a path and those of another property of the node. */
const against = (fits) => (witness, node, shape, reached, other) => {
  const values = witness.routes.values(node, other);
  const stated = () => (values.length ? values.map((value) => fact(node, other, value)) : [fact(node, other)]);
  return { met: fits([...reached.values.keys()], values), gather: () => new Grounds([...allSteps(reached), ...stated()]) };
};

const isDisjoint = (some, others) => !some.some((value) => others.includes(value));
const isEqual = (some, others) => some.every((value) => others.includes(value)) && others.every((value) => some.includes(value));
const isNotAfter = (some, others) => some.every((low) => others.every((high) =>
  parts(low).datatype === parts(high).datatype && order(typed(low), typed(high)) <= 0));

const OF_EACH = {
  property: shaped, node: shaped, not, or, and, in: isIn, class: isOfClass,
  minInclusive: bound((sign) => sign >= 0), maxInclusive: bound((sign) => sign <= 0), maxExclusive: bound((sign) => sign < 0),
};
const OF_ALL = {
  hasValue,
  minCount: count((number, limit) => number >= limit), maxCount: count((number, limit) => number <= limit),
  qualifiedMinCount: qualified(true), qualifiedMaxCount: qualified(false),
  disjoint: against(isDisjoint), equals: against(isEqual), lessThanOrEquals: against(isNotAfter),
};
