// What settles a finding in one sentence: headings and values as they stand in the lists, and what was counted.

import { isIri, isText, named, typed, valueOf } from "../engine/terms.js";
import { compareSwedish, fill, join, NOTHING } from "../engine/text.js";
import { TYPE } from "./grounds.js";
import { periodName, periodOf } from "./words.js";

const [DATE, MEETING] = ["dcterms:date", "kg:Meeting"].map(named);
/** How much is told before "and so many more": values or entries, headings, entries counted, and values asked for. */
const [MOST_VALUES, MOST_HEADINGS, MOST_COUNTED, MOST_ASKED] = [4, 4, 8, 4];

const [YES, NO] = [["ja", "yes"], ["nej", "no"]];
const IN_THE_LIST = ["I underlaget: {what}.", "In the list: {what}."];
const HAS = ["”{heading}” är {value}", "“{heading}” is {value}"];
const HAS_NOT = ["”{heading}” saknar uppgift", "“{heading}” has no entry"];
const HAS_NOT_FOR = ["”{heading}” saknar uppgift för {nodes}", "“{heading}” has no entry for {nodes}"];
const OF = ["{value} för {nodes}", "{value} for {nodes}"];
const NO_ROW = ["inget som räknas på bladet ”{sheet}”", "nothing that counts on the sheet “{sheet}”"];
const NOT = ["{value}, inte {wanted}", "{value}, not {wanted}"];
const COUNTED = ["{number} räknas: {nodes}", "{number} counted: {nodes}"];
const NONE_COUNTED = ["ingen räknas", "none is counted"];
const MORE = ["{number} till", "{number} more"];
const OR = ["eller", "or"];

const unique = (items) => [...new Set(items)];
const textKey = (pair) => pair.join("\n");
const bySwedish = (a, b) => compareSwedish(a[0], b[0]);

export class Wording {
  constructor(trail, columns) {
    Object.assign(this, { trail, columns });
  }

  /** The facts under the headings of their columns, those first of which another value is asked for. */
  say(facts, met) {
    const parts = [...this.counts(met), ...(facts.length ? [] : this.emptySheets(met))];
    const byHeading = new Map();
    for (const one of facts) {
      const heading = this.columns.heading(one.predicate, this.trail.stated(one.node, TYPE)) ?? NOTHING;
      gather(byHeading, textKey(heading), { heading, some: [] }).some.push(one);
    }
    const alone = new Set(facts.map(({ node }) => node)).size === 1 && !parts.length;
    const told = [...byHeading.values()].map(({ heading, some }) => this.values(heading, some, met, alone));
    told.sort((a, b) => Number(b.isAsked) - Number(a.isAsked));
    parts.push(...told.slice(0, MOST_HEADINGS).flatMap(({ texts }) => texts));
    return parts.length ? fill(IN_THE_LIST, { what: [0, 1].map((index) => parts.map((part) => part[index]).join("; ")) }) : NOTHING;
  }

  /** Whether another value is asked for under a heading, and the values with those for whom each stands. */
  values(heading, facts, met, alone) {
    const ofNode = new Map();
    for (const { node, value } of facts) gather(ofNode, node, new Set()).add(value);
    for (const values of ofNode.values()) values.delete(null);
    const same = new Map();
    for (const [node, values] of ofNode) gather(same, [...values].join("\n"), { values: [...values], nodes: [] }).nodes.push(node);
    const empty = same.get("")?.nodes ?? [];
    same.delete("");
    const asked = this.asked(ofNode, facts[0].predicate, met);
    const texts = [];
    if (same.size) {
      const told = [...same.values()].map(({ values, nodes }) => this.value(values, nodes, alone)).sort(bySwedish);
      const text = fill(HAS, { heading, value: join(shortened(told)) });
      texts.push(asked ? fill(NOT, { value: text, wanted: asked }) : text);
    }
    if (empty.length) texts.push(fill(alone ? HAS_NOT : HAS_NOT_FOR, { heading, nodes: join(shortened(this.called(empty))) }));
    return { isAsked: Boolean(asked), texts };
  }

  /** The values that are asked for in place of those that stand there; null where one of them stands there. */
  asked(ofNode, predicate, met) {
    const asked = [...met.wanted.values()].filter((one) => ofNode.has(one.node) && one.predicate === predicate).map(({ value }) => value);
    const standing = new Set([...ofNode.values()].flatMap((values) => [...values]));
    if (!standing.size || asked.length > MOST_ASKED || asked.some((value) => standing.has(value))) return null;
    const names = this.called(asked.filter(isIri));
    return names.length ? join(shortened(names), OR) : null;
  }

  value(values, nodes, alone) {
    const value = join(shortened(this.called(values)));
    return alone ? value : fill(OF, { value, nodes: join(shortened(this.called(nodes))) });
  }

  /** The sheets on which nothing stands that counts for a period, or for a body. */
  emptySheets(met) {
    if (!this.trail.sources.some(({ rows }) => rows.size)) return [];
    const lacking = [...met.facts.values()].filter(({ node, value, ofOthers }) => value === null && (ofOthers || periodOf(node)));
    const { statedOn, reckonedOn } = this.columns;
    const sheets = lacking.map(({ predicate, ofOthers }) => [...((ofOthers ? statedOn : reckonedOn).get(predicate)?.values() ?? [])]);
    return unique(sheets.filter(({ length }) => length === 1).map(([sheet]) => sheet)).map((sheet) => fill(NO_ROW, { sheet }));
  }

  counts(met) {
    return telling(met).map(({ counted }) => (counted.length
      ? fill(COUNTED, { number: counted.length, nodes: join(shortened(this.called(counted), MOST_COUNTED)) }) : NONE_COUNTED));
  }

  called(terms) {
    const names = terms.map((term) => this.name(term));
    return [...new Map(names.map((name) => [textKey(name), name])).values()].sort(bySwedish);
  }

  /** A value or an entry in words; a person by designation, never by name. */
  name(term) {
    if (isText(term)) {
      const value = typed(term);
      if (typeof value === "boolean") return value ? YES : NO;
      return [valueOf(term), valueOf(term)];
    }
    const period = periodOf(term);
    if (period) return periodName(period);
    const said = this.trail.said(term);
    const [, day] = said.find(([p]) => p === DATE) ?? [];
    if (day && said.some(([p, o]) => p === TYPE && o === MEETING)) return [`mötet ${valueOf(day)}`, `the meeting of ${valueOf(day)}`];
    return this.trail.calledInWords(term);
  }
}

/** The counts that settle it: too few where more than one is asked for, or too many. */
export const telling = (met) => [...met.tallies.values()].filter(({ limit, atLeast, counted }) =>
  (atLeast ? limit > 1 : limit >= 1 && limit < counted.length));

function gather(map, key, fresh) {
  if (!map.has(key)) map.set(key, fresh);
  return map.get(key);
}

/** The first of many, and how many more there are. */
function shortened(texts, most = MOST_VALUES) {
  return texts.length <= most + 1 ? texts : [...texts.slice(0, most), fill(MORE, { number: texts.length - most })];
}
