// An RDF/JS dataset with the indexes that a SHACL engine asks for; the usual one copies every answer into a new index.

import DataFactory from "@rdfjs/data-model/Factory.js";
import Environment from "@rdfjs/environment";
import NamespaceFactory from "@rdfjs/namespace/Factory.js";
import TermMapFactory from "@rdfjs/term-map/Factory.js";
import ClownfaceFactory from "clownface/Factory.js";
import { parts } from "../engine/terms.js";

const key = (term) => {
  if (term.termType === "NamedNode") return term.value;
  if (term.termType === "BlankNode") return `_:${term.value}`;
  return `"${term.value}"${term.language ? `@${term.language}` : `^${term.datatype.value}`}`;
};

/** Some quads of a dataset, as the answer to a match. */
class Found {
  constructor(quads) {
    this.quads = quads;
    this.size = quads.length;
  }

  [Symbol.iterator]() {
    return this.quads[Symbol.iterator]();
  }
}

const NONE = new Found([]);

export class Graph {
  constructor(quads = []) {
    this.bySubject = new Map();
    this.byObject = new Map();
    this.byPredicate = new Map();
    this.all = new Map();
    this.added = [...quads];
  }

  get size() {
    this.index();
    return this.all.size;
  }

  add(quad) {
    this.added.push(quad);
    return this;
  }

  /** Take in what was added. Only when somebody asks: the engine writes many small reports that nobody reads. */
  index() {
    for (const quad of this.added) {
      const [s, p, o] = [key(quad.subject), key(quad.predicate), key(quad.object)];
      const whole = `${s} ${p} ${o}`;
      if (this.all.has(whole)) continue;
      this.all.set(whole, quad);
      put(nested(this.bySubject, s), p, quad);
      put(nested(this.byObject, o), p, quad);
      put(this.byPredicate, p, quad);
    }
    this.added = [];
  }

  has(quad) {
    this.index();
    return this.all.has(`${key(quad.subject)} ${key(quad.predicate)} ${key(quad.object)}`);
  }

  match(subject, predicate, object) {
    if (this.added.length) this.index();
    if (subject && predicate && object) {
      const quad = this.all.get(`${key(subject)} ${key(predicate)} ${key(object)}`);
      return quad ? new Found([quad]) : NONE;
    }
    if (subject || object) {
      const of = subject ? this.bySubject.get(key(subject)) : this.byObject.get(key(object));
      if (!of) return NONE;
      const quads = predicate ? of.get(key(predicate)) ?? [] : [...of.values()].flat();
      return new Found(subject && object ? quads.filter((quad) => quad.object.equals(object)) : quads);
    }
    return new Found(predicate ? this.byPredicate.get(key(predicate)) ?? [] : [...this.all.values()]);
  }

  [Symbol.iterator]() {
    this.index();
    return this.all.values();
  }
}

function nested(map, name) {
  if (!map.has(name)) map.set(name, new Map());
  return map.get(name);
}

function put(map, name, quad) {
  const list = map.get(name);
  if (list) list.push(quad);
  else map.set(name, [quad]);
}

class GraphFactory {
  dataset(quads) {
    return new Graph(quads);
  }
}
GraphFactory.exports = ["dataset"];

/** What the SHACL engine builds its terms and datasets with. */
export const environment = new Environment([DataFactory, GraphFactory, NamespaceFactory, ClownfaceFactory, TermMapFactory]);

const terms = new Map();

/** The RDF/JS term of a term of ours. */
export function toTerm(text) {
  if (!terms.has(text)) {
    const { kind, value, lang, datatype } = parts(text);
    terms.set(text,
      kind === "iri" ? environment.namedNode(value)
      : kind === "blank" ? environment.blankNode(value)
      : environment.literal(value, lang || environment.namedNode(datatype)));
  }
  return terms.get(text);
}

/** A dataset of triples. */
export function graphOf(triples) {
  return new Graph(triples.map(([s, p, o]) => environment.quad(toTerm(s), toTerm(p), toTerm(o))));
}
