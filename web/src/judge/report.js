// Lists against the rules, in six outcomes. No rule stands here: the view says what holds on the day, the shapes
// judge it, and this module puts the answers into findings.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { onDay } from "../engine/questions.js";
import { compare, isIri, localName, named, triples, valueOf } from "../engine/terms.js";
import { Fault } from "../engine/text.js";
import { Accounts, NO_ACCOUNT } from "./account.js";
import { outcomeOf, placeKey } from "./engine.js";
import { Trail } from "./evidence.js";
import { Pointer } from "./pointing.js";
import { message, remedy, sentence } from "./sentences.js";
import { asIfComplete, LISTED } from "./supposing.js";
import { periodOf } from "./words.js";
import { outOfForce } from "./wordings.js";

const [TYPE, REGISTERED, OWNER, LAPSED, FOLLOWS] = ["rdf:type", "kg:RegisteredBody", "kg:RegisteredOwner",
  "kg:hasLapsedCompleteness", "kg:followsReading"].map(named);
const [TARGET_CLASS, TARGET_NODE] = ["sh:targetClass", "sh:targetNode"].map(named);
const SHOWN = ["violated", "unclear", "missing"];

/** What holds on a day, as the queries of the view say. */
export function viewOn(knowledge, queries, day) {
  const found = new Map();
  for (const query of queries) {
    for (const triple of knowledge.construct(onDay(query, day))) found.set(triple.join(" "), triple);
  }
  return [...found.values()].sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || compare(a[2], b[2]));
}

/** One run over the lists at hand on one day. */
export class Judge {
  constructor({ model, knowledge, engine, columns, sources, day }) {
    Object.assign(this, { model, engine, sources, day, rules: model.rules, shapes: engine.shapes });
    this.view = viewOn(knowledge, this.rules.view, day);
    const typed = (type) => new Set(this.view.filter(([s, p, o]) => p === TYPE && o === type && isIri(s)).map(([s]) => s));
    this.bodies = typed(REGISTERED);
    this.owners = typed(OWNER);
    const norm = triples(this.rules.norm);
    this.data = [...this.view, ...norm];
    this.axioms = triples(this.rules.axioms);
    this.trail = new Trail(model, sources, this.view, this.shapes, this.bodies);
    this.accounts = new Accounts({ trail: this.trail, shapes: this.shapes, columns, norm: [...norm, ...this.axioms] });
    this.pointer = new Pointer(this.trail);
    this.outOfForce = outOfForce(this.rules, sources, day);
  }

  judge(data, only = null) {
    return this.engine.judge([...data, ...this.axioms], only);
  }

  /** The body, or the owner of bodies, at hand that a focus belongs to. */
  bodyOf(focus) {
    if (this.bodies.has(focus) || this.owners.has(focus)) return focus;
    const iri = valueOf(focus);
    const seat = this.rules.seats[iri] ?? this.rules.seatGroups[iri];
    return (seat?.in ?? []).map((body) => `<${body}>`).find((body) => this.bodies.has(body)) ?? null;
  }

  rule(term) {
    return this.rules.rules[valueOf(term)];
  }

  /** Judge every rule that governs a body at hand. */
  run() {
    const judged = this.judge(this.data);
    const findings = [];
    const done = new Set();
    for (const place of judged.values()) {
      const body = this.bodyOf(place.focus);
      if (!body || (this.outOfForce.has(place.rule) && !periodOf(place.value))) continue;
      done.add(`${place.rule} ${body}`);
      findings.push(this.finding(place, body, outcomeOf(place.holds), null));
    }
    findings.push(...this.nothingToJudge(done));
    this.giveReasons(findings.filter((finding) => finding.outcome === "missing" && !finding.reason));
    if (!findings.length) this.refuse();
    this.nameRulings(findings);
    return findings.sort(this.order);
  }

  refuse() {
    if (!this.bodies.size) {
      throw new Fault(
        ["underlaget nämner ingen grupp av ett slag som modellen känner", "the list names no body of a kind that the model knows"],
        ["Kontrollera vilken grupp och vilket slag av grupp som underlaget nämner.", "Check which body and which kind of body the list names."]);
    }
    const bodies = [...this.bodies].sort().map((body) => this.model.label(valueOf(body))[0]).join(", ");
    throw new Fault([`för ${bodies} finns inga regler som kan prövas`, `for ${bodies} there are no rules that can be judged`]);
  }

  /** Rules on members or months where the record has none: not applicable if it is complete. */
  nothingToJudge(done) {
    const found = [];
    for (const rule of this.shapes.rules.keys()) {
      if (this.outOfForce.has(rule) || !this.rule(rule)) continue;
      for (const target of this.targets(rule)) {
        const body = this.bodyOf(target);
        if (!body || done.has(`${rule} ${body}`)) continue;
        const needed = this.rule(rule).needs;
        const listed = this.values(body, LISTED);
        const complete = needed.length && needed.every((aspect) => listed.has(`<${aspect}>`));
        const place = { rule, focus: target, value: target };
        found.push(complete
          ? this.finding(place, body, "inapplicable", null)
          : this.finding(place, body, "missing", this.incomplete(rule, body)));
      }
    }
    return found;
  }

  values(node, property) {
    return new Set(this.trail.said(node).filter(([p]) => p === property).map(([, o]) => o));
  }

  /** What a rule is to be judged on: what it names, and the bodies of the kinds it names. */
  targets(rule) {
    const kinds = new Set(this.shapes.of(rule, TARGET_CLASS));
    const ofKind = [...this.bodies].sort(compare).filter((body) => [...this.values(body, TYPE)].some((type) => kinds.has(type)));
    return [...[...this.shapes.of(rule, TARGET_NODE)].sort(compare), ...ofKind];
  }

  incomplete(rule, body) {
    const needs = this.rule(rule).needs.map((aspect) => `<${aspect}>`);
    const named = [...this.shapes.reads(rule)].filter((term) => this.bodies.has(term));
    const lapsed = [body, ...named].some((one) => needs.some((aspect) => this.values(one, LAPSED).has(aspect)));
    return lapsed ? "completeness-lapsed" : "list-incomplete";
  }

  /** Why an answer is missing: would it be known if every list were complete, or is a value absent? */
  giveReasons(missing) {
    if (!missing.length) return;
    const again = this.judge(asIfComplete(this.data, this.shapes, [...this.bodies, ...this.owners]), new Set(missing.map((finding) => finding.place.rule)));
    for (const finding of missing) {
      const { rule, focus, value } = finding.place;
      const holds = again.get(placeKey(rule, focus, value))?.holds ?? { applies: true, known: false };
      const settled = holds.known || !holds.applies;
      finding.reason = settled ? this.incomplete(rule, this.bodyOf(focus)) : "value-absent";
    }
  }

  finding(place, body, outcome, reason) {
    const rule = this.rule(place.rule);
    const period = periodOf(place.value);
    const account = SHOWN.includes(outcome) ? this.accounts.of(place, outcome) : NO_ACCOUNT;
    const parts = [rule.id, valueOf(body), valueOf(place.focus), valueOf(place.value), period ?? ""];
    return {
      id: bytesToHex(sha256(utf8ToBytes(parts.join("\x1f")))).slice(0, 16),
      place, rule, outcome, reason, period, body,
      severity: severityOf(this.rules.severities, rule, outcome),
      label: this.trail.label(place),
      account: account.text,
      evidence: SHOWN.includes(outcome) ? this.pointer.places(place, outcome, account) : [],
      questions: outcome === "unclear" ? this.questions(place.rule) : [],
      rulings: [],
    };
  }

  /** The questions of interpretation that leave a rule unclear: those whose readings its shapes ask for. */
  questions(rule) {
    const reads = this.shapes.reads(rule);
    const statements = new Set(this.rule(rule).statements);
    const every = Object.values(this.rules.interpretations);
    const asked = every.filter((question) => question.readings.some((reading) => reads.has(`<${reading}>`)));
    return asked.length ? asked : every.filter((question) => question.statements.some((id) => statements.has(id)));
  }

  /** Name the rulings that an outcome rests on: those without which it would be another. */
  nameRulings(findings) {
    if (!this.view.some(([, p]) => p === FOLLOWS)) return;
    const without = this.judge(this.data.filter(([, p]) => p !== FOLLOWS));
    for (const finding of findings) {
      const { rule, focus, value } = finding.place;
      const holds = without.get(placeKey(rule, focus, value))?.holds;
      if (!holds || outcomeOf(holds) === finding.outcome) continue;
      const about = new Set(finding.rule.statements);
      finding.rulings = [...this.values(finding.body, FOLLOWS)]
        .filter((reading) => (this.rules.readings[valueOf(reading)] ?? []).some((id) => about.has(id)))
        .map(valueOf).sort(compare);
    }
  }

  get order() {
    const outcomes = this.rules.outcomes.map(([name]) => name);
    const rank = (finding) => [
      valueOf(finding.body), outcomes.indexOf(finding.outcome), this.rules.severities.indexOf(finding.severity),
      finding.rule.id, finding.period ?? "", valueOf(finding.place.focus), valueOf(finding.place.value),
    ];
    return (a, b) => {
      const [one, other] = [rank(a), rank(b)];
      for (let i = 0; i < one.length; i++) {
        const order = typeof one[i] === "number" ? one[i] - other[i] : compare(one[i], other[i]);
        if (order) return order;
      }
      return 0;
    };
  }
}

function severityOf(severities, rule, outcome) {
  const stated = severities.indexOf(rule.severity);
  return severities[SHOWN.indexOf(outcome) > 0 ? Math.min(stated + 1, severities.length - 1) : stated];
}

/** How many places were judged with each outcome; all six are always there. */
export function summary(rules, findings) {
  return Object.fromEntries(rules.outcomes.map(([name]) => [name, findings.filter((f) => f.outcome === name).length]));
}

/** The outcome for a body as a whole: the gravest of its findings. */
export const gravest = (rules, findings) =>
  rules.outcomes.map(([name]) => name).find((name) => findings.some((finding) => finding.outcome === name)) ?? "inapplicable";

/** A finding as `kgov validate --format json` has it, with the words that a page shows. */
export function told(model, finding) {
  const short = (term) => (isIri(term) ? model.short(valueOf(term)) : valueOf(term));
  return {
    id: finding.id, rule: finding.rule.id, outcome: finding.outcome, reason: finding.reason, severity: finding.severity,
    body: short(finding.body), focus: short(finding.place.focus), value: short(finding.place.value),
    bodyLabel: model.label(valueOf(finding.body)), bodyIri: valueOf(finding.body), ruleIri: valueOf(finding.place.rule),
    label: finding.label, period: finding.period, evidence: finding.evidence,
    sentence: sentence(model.rules, finding), message: message(model.rules, finding), account: finding.account,
    when: finding.rule.when, remedy: remedy(model, finding), strength: finding.rule.strength,
    restated: finding.rule.restated, document: finding.rule.document, section: finding.rule.section,
    statement: finding.rule.statement,
    interpretation: finding.questions.map(({ id, label }) => [id, label]),
    settledBy: finding.outcome === "unclear" ? finding.rule.settledBy : null,
    ruling: finding.rulings.map((reading) => [localName(reading), model.label(reading)]),
  };
}

