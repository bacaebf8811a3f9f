// The mapping from sheets and columns to the knowledge graph, as it stands in tables/record.json.

import { expand, iri } from "../engine/terms.js";

const LISTS_OF_PERSONS = ["persons", "members", "assignments", "holdings"];

class Column {
  constructor(part) {
    this.name = part.name;
    this.titles = pair(part.titles);
    this.predicate = part.property ? iri(expand(part.property)) : null;
    this.values = part.values;
    this.many = part.many ?? false;
    this.inverse = part.inverse ?? false;
    this.feeds = (part.feeds ?? []).map((name) => iri(expand(name)));
    this.isGiven = this.values.startsWith("norm:");
    this.steers = ["sort", "marker", "id"].includes(this.values) || this.isGiven;
    this.language = this.values.startsWith("text") ? this.values.split("@")[1] ?? "" : "";
  }
}

const pair = ({ sv, en }) => [sv, en];

function sortOf(part) {
  const properties = Object.fromEntries(Object.entries(part.properties ?? {}).map(([name, value]) => [name, iri(expand(value))]));
  return {
    name: part.name, titles: pair(part.titles), type: part.class ? iri(expand(part.class)) : null,
    propertyOf: (column) => properties[column.name] ?? column.predicate,
  };
}

function tableOf(part, common) {
  const own = part.columns.map((column) => new Column(column));
  const stated = new Set(own.map((column) => `${column.predicate} ${column.values}`));
  const columns = [...own, ...common.filter((column) => !stated.has(`${column.predicate} ${column.values}`))];
  return {
    name: part.name, titles: pair(part.titles), sorts: (part.sorts ?? [part]).map(sortOf), columns, key: part.key,
    named: part.named ?? null, called: part.called ?? [], exists: part.exists ?? null, implied: part.implied ?? [],
    kinds: part.any ?? null, secret: part.secret ?? false,
    column: (name) => columns.find((column) => column.name === name),
    isSortedByColumn: columns.some((column) => column.values === "sort"),
  };
}

export class Mapping {
  constructor(whole) {
    const common = whole.common.map((column) => new Column(column));
    this.tables = whole.tables.map((table) => tableOf(table, common));
    this.ranges = whole.ranges;
  }

  /** The sheets whose rows may be meant by a cell of a range. */
  tablesOf(range) {
    return range.startsWith("code:") ? [] : this.ranges[range].tables ?? [];
  }

  /** Whether a cell of this range may name a person. */
  isPersonal(range) {
    return this.tablesOf(range).some((table) => LISTS_OF_PERSONS.includes(table));
  }
}
