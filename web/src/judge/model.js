// The things of the model and of the lists at hand, as findings and cells call them.

import { both, isIri, localName, named, shortName, valueOf } from "../engine/terms.js";

const TYPE = named("rdf:type");
const LABEL = named("rdfs:label");

export class Model {
  /** `rules` is what the page for checking is given. */
  constructor(rules) {
    this.rules = rules;
    this.things = new Map(rules.things.map(([iri, label, names, known]) => [iri, { iri, label, names, known }]));
    this.classes = new Map(Object.entries(rules.classes));
    this.order = rules.things.map(([iri]) => iri);
    this.parties = new Set(rules.parties.map((name) => named(name)));
    this.kinds = new Set(rules.kinds.map((iri) => `<${iri}>`));
    this.ofLists = new Map();
  }

  /** Take in what lists say of the bodies and parties they speak of. */
  withLists(sources) {
    this.ofLists = new Map();
    const all = sources.flatMap((source) => source.triples);
    const typed = all.filter(([, p, o]) => p === TYPE && (this.parties.has(o) || this.kinds.has(o)));
    const labels = new Map(typed.map(([s]) => [s, []]));
    for (const [s, p, o] of all) if (p === LABEL) labels.get(s)?.push(o);
    for (const [s, found] of labels) if (isIri(s)) this.ofLists.set(valueOf(s), both(found));
    return this;
  }

  /** The label of a thing; an unknown one is called by the end of its name. */
  label(iri) {
    const own = this.things.get(iri);
    const name = localName(iri);
    if (own?.known) return own.label;
    const said = this.ofLists.get(iri);
    return said?.[0] ? said : [name, name];
  }

  short(iri) {
    return shortName(iri);
  }
}
