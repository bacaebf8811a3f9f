// The data as if all were declared complete: to say why an answer is missing.

import { expand, isIri, literal, named, XSD } from "../engine/terms.js";
import { bodyOfPeriod } from "./words.js";

export const LISTED = named("kg:isListedComplete");
/** What the view says of a month or a year, and the aspect that its body would declare. */
export const OF_PERIOD = new Map([
  [named("kg:hasCompleteCalendar"), named("kgc:aspect-calendar")],
  [named("kg:hasCompleteDocuments"), named("kgc:aspect-documents")],
]);
const YES = literal("true", { datatype: `${XSD}boolean` });

/** The data as if all were declared complete that can be: of the bodies and owners at hand, and of those that rules name. */
export function asIfComplete(data, shapes, atHand) {
  const mentioned = new Set(shapes.triples.map(([, , o]) => o).filter(isIri));
  const aspects = new Set([...OF_PERIOD.values(), ...[...mentioned].filter((term) => term.includes("/aspect-"))]);
  const ours = `<${expand("kgd:")}`;
  const periods = data.filter(([, p]) => OF_PERIOD.has(p)).map(([s]) => bodyOfPeriod(s));
  const things = new Set([...atHand, ...[...mentioned].filter((term) => term.startsWith(ours)), ...periods]);
  const declared = [...things].flatMap((thing) => [...aspects].map((aspect) => [thing, LISTED, aspect]));
  return [...data.map(([s, p, o]) => (OF_PERIOD.has(p) ? [s, p, YES] : [s, p, o])), ...declared];
}
