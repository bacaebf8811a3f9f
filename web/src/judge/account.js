// What settles a finding: the entries of the lists with their values, or with what they lack.

import { named, valueOf } from "../engine/terms.js";
import { NOTHING } from "../engine/text.js";
import { telling, Wording } from "./account-wording.js";
import { bothWays, NAMING } from "./evidence.js";
import { Grounds, TYPE, Witness } from "./grounds.js";
import { fact } from "./routes.js";
import { HELPERS, PATH } from "./shapes.js";
import { LISTED, OF_PERIOD } from "./supposing.js";
import { bodyOfPeriod } from "./words.js";

/** What says of what sort an entry is: an entry of another sort is no reason why too few are counted. */
const SORTING = new Set(["rdf:type", "kg:hasRole", "kg:hasDecisionKind", "kg:takesSeat"].map(named));
/** What was settled or stated beside the lists, and what is stated of whole lists. */
const ABOUT_THE_LIST = new Set(["kg:followsReading", "kg:lacks", "kg:isListedComplete", "kg:hasCompleteCalendar", "kg:hasCompleteDocuments",
  "kg:hasLapsedCompleteness"].map(named));
/** What is expressly stated to be lacking, which makes the difference between a breach and data missing. */
const LACKS = named("kg:lacks");
/** What keeps a member from being counted. */
const [COUNTS, SUBSTITUTES] = ["kg:countsMember", "kg:isSubstituteFor"].map(named);

const uniqueBy = (items, key) => [...new Map(items.map((item) => [key(item), item])).values()];
const declaredKey = ([body, aspect]) => `${body} ${aspect}`;

/** An account: the sentence, the facts, the entries counted, and the lists, each as body and aspect, that are or are not complete. */
const account = (given) => ({ text: NOTHING, facts: [], counted: [], undeclared: [], declared: [], ...given });
export const NO_ACCOUNT = account({});

export class Accounts {
  constructor({ trail, shapes, columns, norm }) {
    Object.assign(this, { trail, shapes, columns, wording: new Wording(trail, columns) });
    const { said, saidBy } = bothWays(norm);
    const witness = (nearest) => new Witness(shapes, [trail.to, said], [trail.back, saidBy], SORTING, nearest);
    Object.assign(this, { ofAll: witness(false), ofNearest: witness(true) });
  }

  /** What settles a breach or a question, or what is lacking where the answer is missing. */
  of(place, outcome) {
    const { rule, focus, value } = place;
    if (this.shapes.of(rule, PATH).length && value === focus) return account({ undeclared: this.neverDeclared(place) }); // nothing to judge
    const known = this.ofAll.grounds(value, this.shapes.of(rule, HELPERS.known)[0]);
    if (outcome === "missing") {
      const lacking = this.spoken(known).filter((one) => one.value === null);
      const asked = [...known.wanted.values()].filter(({ predicate }) => predicate === LISTED).map((one) => [one.node, one.value]);
      return account({
        text: this.wording.say(lacking, new Grounds()), facts: lacking,
        undeclared: uniqueBy([...asked, ...ofPeriods(known, false)], declaredKey),
      });
    }
    const met = this.ofNearest.grounds(value, this.shapes.of(rule, HELPERS.met)[0]);
    const spoken = this.spoken(met);
    const both = spoken.filter(({ key }) => known.facts.has(key));
    let proven = [both, spoken].find((facts) => facts.length) ?? this.spoken(known);
    if (!proven.length && !telling(met).length && value !== focus) { // on what names an entry: who sits where
      proven = this.spoken(met, [ABOUT_THE_LIST]).filter(({ node }) => node === value);
    }
    const facts = [...proven, ...[...known.facts.values()].filter((one) => one.predicate === LACKS && one.value !== null)];
    return account({
      text: this.wording.say(facts, met), facts, counted: telling(met).flatMap(({ counted }) => counted),
      declared: [...listed(known), ...ofPeriods(known, true)],
    });
  }

  /** What a rule would have to be told of a body of which nothing is listed. */
  neverDeclared({ rule, focus }) {
    const declared = new Set(this.trail.said(focus).filter(([p]) => p === LISTED).map(([, o]) => o));
    const needed = this.trail.model.rules.rules[valueOf(rule)].needs.map((aspect) => `<${aspect}>`);
    return needed.filter((aspect) => !declared.has(aspect)).map((aspect) => [focus, aspect]);
  }

  // ---- which facts

  /** The facts that a list states, or could state, in a place of its own; some are left aside. */
  spoken(grounds, aside = [SORTING, NAMING, ABOUT_THE_LIST]) {
    return uniqueBy([...grounds.facts.values()].flatMap((one) => {
      if (aside.some((some) => some.has(one.predicate))) return [];
      if (!this.trail.isListed(one.node)) return this.marked(one);
      const heading = this.columns.heading(one.predicate, this.trail.stated(one.node, TYPE));
      if (one.ofOthers || !heading) return this.reckonedFrom(one);
      return one.value !== null || this.mayState(one) ? [one] : [];
    }), ({ key }) => key);
  }

  /** What the view reckons stands in the columns that it reckons from. */
  reckonedFrom({ node, predicate }) {
    const from = new Set(this.columns.reckonedFrom.get(predicate)?.keys() ?? []);
    if (predicate === COUNTS) from.add(SUBSTITUTES);
    return [...from].flatMap((property) => this.trail.stated(node, property).map((value) => fact(node, property, value)));
  }

  /** The entries that say this of a thing of the norm, as that a seat is vacant. */
  marked({ node, predicate, value }) {
    const marks = this.columns.marks.get(predicate);
    if (!marks) return [];
    const marking = this.trail.mentions(node).filter((thing) => this.trail.stated(thing, TYPE).some((sort) => marks.has(sort)));
    return marking.map((thing) => fact(thing, predicate, value));
  }

  /** Whether a column of the entry's own sheet states this, or decides it. */
  mayState({ node, predicate }) {
    const { headings, deciding } = this.columns;
    const states = (sort) => headings.get(predicate)?.has(sort);
    return states(null) || this.trail.stated(node, TYPE).some((sort) => states(sort) || deciding.get(predicate)?.has(sort));
  }
}

const listed = (known) =>
  [...known.facts.values()].filter(({ predicate, value }) => predicate === LISTED && value !== null).map(({ node, value }) => [node, value]);

/** The lists of which the grounds say that they are, or are not, complete for a month or a year. */
const ofPeriods = (known, isComplete) => [...known.facts.values()]
  .filter(({ predicate, value }) => OF_PERIOD.has(predicate) && (value !== null && valueOf(value) === "true") === isComplete)
  .map(({ node, predicate }) => [bodyOfPeriod(node), OF_PERIOD.get(predicate)]);
