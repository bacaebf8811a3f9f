// The only module that knows Oxigraph.

import { initSync, namedNode, parse, Store } from "oxigraph/web.js";
import { Fault } from "./text.js";
import { PROLOGUE, lines, triples } from "./terms.js";

export { initSync as start };

const FORMATS = {
  turtle: "text/turtle", trig: "application/trig", ntriples: "application/n-triples", nquads: "application/n-quads",
  rdfxml: "application/rdf+xml", jsonld: "application/ld+json",
};

/** Named graphs; questions are asked of their union. */
export class Knowledge {
  constructor(trig) {
    this.store = new Store();
    this.store.load(trig, { format: FORMATS.trig, lenient: true, no_transaction: true });
  }

  /** Remove the lists that were published with the model, so that a visitor's own is judged alone. */
  withoutLists() {
    const graphs = this.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows.map(([g]) => g.value);
    for (const graph of graphs.filter((name) => name.startsWith("urn:kgov:list:"))) {
      this.store.update(`DROP GRAPH <${graph}>`);
    }
  }

  /** Add the triples of a list in a graph of its own. */
  add(given, graph) {
    this.store.load(lines(given), { format: FORMATS.ntriples, to_graph_name: namedNode(graph), lenient: true });
  }

  remove(graph) {
    this.store.update(`DROP SILENT GRAPH <${graph}>`);
  }

  query(text, format) {
    return this.store.query(`${PROLOGUE}\n${text}`, { results_format: format, use_default_graph_as_union: true });
  }

  /** Columns and rows of any query; cells are as in SPARQL's JSON, null where nothing is bound. */
  select(text) {
    const answer = this.query(text, "json");
    if (answer.startsWith("[")) return graphRows(this.query(text, "nt"));
    const { head, boolean, results } = JSON.parse(answer);
    if (boolean !== undefined) {
      const datatype = "http://www.w3.org/2001/XMLSchema#boolean";
      return { columns: ["answer"], rows: [[{ type: "literal", value: String(boolean), datatype }]] };
    }
    return { columns: head.vars, rows: results.bindings.map((row) => head.vars.map((name) => row[name] ?? null)) };
  }

  /** The triples of a CONSTRUCT query. */
  construct(text) {
    return triples(this.query(text, "nt"));
  }
}

function graphRows(text) {
  const rows = [...new Set(text.split("\n").filter(Boolean))].sort();
  const quads = parse(rows.join("\n"), { format: FORMATS.ntriples });
  const cell = (term) => ({
    type: { NamedNode: "uri", BlankNode: "bnode" }[term.termType] ?? "literal",
    value: term.value,
    ...(term.language ? { "xml:lang": term.language } : {}),
    ...(term.datatype ? { datatype: term.datatype.value } : {}),
  });
  return { columns: ["subject", "predicate", "object"], rows: quads.map((q) => [q.subject, q.predicate, q.object].map(cell)) };
}

/** The statements of an RDF text as triples; blank nodes get a mark of their own. */
export function readRdf(text, syntax, mark) {
  const renamed = (term) => (term.termType === "BlankNode" ? `_:${mark}${term.value}` : term.toString());
  const quads = parse(text, { format: FORMATS[syntax], base_iri: "urn:kgov:input" });
  const found = new Map();
  for (const quad of quads) {
    const triple = [quad.subject, quad.predicate, quad.object].map(renamed);
    found.set(triple.join(" "), triple);
  }
  return [...found.values()];
}

/** Whether an IRI is well formed. */
export function isWellFormed(iri) {
  try {
    namedNode(iri);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with a question, in words; the place is counted in the visitor's own text. */
export function unreadable(error) {
  const reason = String(error.message ?? error);
  const place = /error at (\d+):(\d+)/.exec(reason);
  const service = /service .* is not supported/i.test(reason);
  if (service) {
    return new Fault(
      ["frågan använder SERVICE, och inget hämtas från nätet", "the query uses SERVICE, and nothing is fetched from the network"],
      ["Ta bort SERVICE ur frågan.", "Take SERVICE out of the query."]);
  }
  const [line, column] = place ? [Number(place[1]) - 1, Number(place[2])] : [0, 0];
  const said = place ? [`fel på rad ${line}, tecken ${column}`, `fault at line ${line}, character ${column}`] : [reason, reason];
  const fault = new Fault(
    [`frågan kan inte läsas: ${said[0]}`, `the query cannot be read: ${said[1]}`],
    place ? ["Rätta SPARQL-texten på den plats som anges.", "Correct the SPARQL text at the place named."] : null);
  if (place) fault.place = { line, column };
  return fault;
}
