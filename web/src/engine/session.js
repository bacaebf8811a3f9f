// One visitor's work: the knowledge that was published, questions to it, and lists checked against it.

import { Columns } from "../lists/columns.js";
import { Mapping } from "../lists/mapping.js";
import { readLists } from "../lists/reading.js";
import { Engine } from "../judge/engine.js";
import { Model } from "../judge/model.js";
import { gravest, Judge, summary, told } from "../judge/report.js";
import { dayName } from "../judge/words.js";
import { Shapes } from "../judge/shapes.js";
import { filled, termOf } from "./questions.js";
import { Knowledge, start, unreadable } from "./store.js";
import { named, valueOf } from "./terms.js";
import { fill } from "./text.js";

/** Questions to the published data. */
export class Asking {
  constructor({ wasm, knowledge }) {
    start({ module: wasm });
    this.given = knowledge;
    this.knowledge = new Knowledge(knowledge.trig);
  }

  /** The text of a question of the catalogue with chosen values: lists of IRIs, days or texts by parameter. */
  text({ id, values, lang }) {
    const question = this.given.questions.find((one) => one.id === id);
    const parameter = (name) => question.parameters.find((one) => one.name === name) ?? { kind: "text" };
    const terms = Object.entries(values).map(([name, given]) => [name, given.map((value) => termOf(parameter(name), value))]);
    return filled(question, Object.fromEntries(terms), lang);
  }

  /** Columns and rows, and the labels of what stands in them. */
  ask({ text, lang }) {
    let answer;
    try {
      answer = this.knowledge.select(text);
    } catch (error) {
      throw unreadable(error);
    }
    return { ...answer, labels: this.labels(answer.rows, lang) };
  }

  labels(rows, lang) {
    const iris = new Set(rows.flat().filter((cell) => cell?.type === "uri" && !/[<>"{}|^`\\\s]/.test(cell.value)).map((cell) => cell.value));
    if (!iris.size) return {};
    const listed = [...iris].map((iri) => `<${iri}>`).join(" ");
    const found = this.knowledge.select(
      `SELECT ?thing ?label WHERE { VALUES ?thing { ${listed} } ?thing rdfs:label|skos:prefLabel ?label } ORDER BY ?thing ?label`);
    const labels = {};
    for (const [thing, label] of found.rows) {
      const own = label["xml:lang"] === lang;
      if (own || !labels[thing.value]) labels[thing.value] = label.value;
    }
    return labels;
  }
}

/** Lists against the rules. */
export class Checking {
  constructor({ wasm, knowledge, rules }) {
    start({ module: wasm });
    this.rules = rules;
    this.knowledge = new Knowledge(knowledge.trig);
    this.knowledge.withoutLists();
    this.model = new Model(rules);
    this.mapping = new Mapping(rules.mapping);
    this.columns = new Columns(this.mapping);
    this.engine = new Engine(new Shapes(rules.shapes));
  }

  /** Judge files as they stand on a day. `files` have name and bytes; `encoding` is that of CSV files, if not UTF-8. */
  check({ files, day, encoding }) {
    const sources = readLists(files, this.model, this.mapping, encoding);
    const graphs = sources.map((source, index) => {
      const graph = `urn:kgov:list:${index + 1}`;
      this.knowledge.add(source.triples, graph);
      return graph;
    });
    try {
      this.model.withLists(sources);
      const judge = new Judge({ model: this.model, knowledge: this.knowledge, engine: this.engine, columns: this.columns, sources, day });
      return this.report(judge, judge.run(), sources);
    } finally {
      graphs.forEach((graph) => this.knowledge.remove(graph));
    }
  }

  report(judge, findings, sources) {
    const bodies = [...new Set([...judge.bodies, ...findings.map((finding) => finding.body)])].sort();
    const synthetic = named("kg:isSynthetic");
    return {
      day: judge.day,
      summary: summary(this.rules, findings),
      bodies: bodies.map((body) => ({
        iri: valueOf(body), label: this.model.label(valueOf(body)),
        outcome: gravest(this.rules, findings.filter((finding) => finding.body === body)),
        summary: summary(this.rules, findings.filter((finding) => finding.body === body)),
      })),
      findings: findings.map((finding) => told(this.model, finding)),
      conformity: fill(this.rules.conformity, { day: dayName(judge.day), model: this.rules.model.slice(0, 12) }),
      files: sources.map(({ name, digest, notes, triples }) => ({ name, digest, notes, synthetic: triples.some(([, p]) => p === synthetic) })),
    };
  }
}
