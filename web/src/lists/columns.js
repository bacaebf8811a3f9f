// The columns of the mapping by what they state: their headings, their sheets, and what a rule reads of them.

const inner = (map, key) => {
  if (!map.has(key)) map.set(key, new Map());
  return map.get(key);
};

export class Columns {
  /**
   * headings: for each property the headings of the columns that state it, by the class of the rows. marks: the same for
   * what the view makes of a column that only says that there is a thing. reckonedFrom: for what the view reckons the
   * properties that columns state and that it reckons from; deciding: the classes of the rows with such columns.
   * statedOn and reckonedOn: the sheets that state each property, or that the view reckons it from.
   */
  constructor(mapping) {
    for (const name of ["headings", "marks", "reckonedFrom", "deciding", "statedOn", "reckonedOn"]) this[name] = new Map();
    for (const table of mapping.tables) for (const column of table.columns) this.enter(table, column);
  }

  enter(table, column) {
    const { predicate, inverse, feeds, titles } = column;
    for (const sort of table.sorts) {
      const property = sort.propertyOf(column);
      if (property && !inverse && !inner(this.headings, property).has(sort.type)) inner(this.headings, property).set(sort.type, titles);
    }
    if (predicate && !inverse) inner(this.statedOn, predicate).set(table.name, table.titles);
    for (const fed of feeds) {
      inner(this.reckonedOn, fed).set(table.name, table.titles);
      if (predicate) inner(this.reckonedFrom, fed).set(predicate, predicate);
      for (const { type } of table.sorts) {
        inner(this.deciding, fed).set(type, type);
        if (column.name === table.exists) inner(this.marks, fed).set(type, titles);
      }
    }
  }

  /** What the column is called that states a property; that of the thing's own sheet where several do. */
  heading(predicate, sorts) {
    const called = this.headings.get(predicate) ?? this.marks.get(predicate) ?? new Map();
    const own = sorts.find((sort) => called.has(sort));
    return (own ? called.get(own) : [...called.values()][0]) ?? null;
  }
}
