// Wordings of rules: which hold on a day.

import { named, valueOf } from "../engine/terms.js";

const TYPE = named("rdf:type");

/** The rules that do not hold on the day: their document is not in force yet, or their wording is replaced. */
export function outOfForce(rules, sources, day) {
  const all = sources.flatMap((source) => source.triples);
  const one = (curie) => named(curie);
  const [version, statement, from, revised, part, ofDocument] = ["kg:DocumentVersion", "kg:Statement", "kg:validFrom",
    "prov:wasRevisionOf", "dcterms:isPartOf", "dcterms:isVersionOf"].map(one);
  const ofType = (type) => new Set(all.filter(([, p, o]) => p === TYPE && o === type).map(([s]) => s));
  const values = (subject, property) => all.filter(([s, p]) => s === subject && p === property).map(([, , o]) => o);
  const versions = ofType(version);
  if (!versions.size) return new Set();
  const begun = (one_) => values(one_, from).every((day_) => valueOf(day_) <= day);
  const replaced = new Set();
  const revising = new Set();
  for (const later of ofType(statement)) {
    const earlier = values(later, revised);
    for (const whole of earlier.length ? values(later, part) : []) {
      revising.add(whole);
      if (versions.has(whole) && begun(whole)) earlier.forEach((old) => replaced.add(valueOf(old)));
    }
  }
  const coming = new Set();
  for (const one_ of versions) {
    if (!revising.has(one_) && !begun(one_)) values(one_, ofDocument).forEach((document) => coming.add(valueOf(document)));
  }
  return new Set(Object.entries(rules.rules)
    .filter(([, rule]) => rule.sources.some((source) => replaced.has(source)) || rule.documents.some((d) => coming.has(d)))
    .map(([iri]) => `<${iri}>`));
}
