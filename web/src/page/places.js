// Places in the visitor's files, as one says them.

/** How many places of one file or sheet are named before the rest are counted. */
const NAMED = 6;

const WORDS = {
  sv: { sheet: "bladet", cell: "cell", cells: "cellerna", row: "rad", and: "och", more: (n) => `${n} till` },
  en: { sheet: "sheet", cell: "cell", cells: "cells", row: "row", line: "line", and: "and", more: (n) => `${n} more` },
};

const listed = (items, word) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`);

/** Every file or sheet once, with its places in order: "lista.ttl, rad 41, 57 och 60". */
export function places(evidence, lang) {
  const words = WORDS[lang];
  const parts = new Map();
  for (const item of evidence) {
    const key = `${item.file}\n${item.sheet ?? ""}`;
    parts.set(key, [...(parts.get(key) ?? []), item]);
  }
  return [...parts.values()].map((items) => {
    const [{ file, sheet, row }] = items;
    const spots = [...new Set(items.map((item) => (item.column ? `${item.column}${item.row}` : item.row ?? item.line)).filter(Boolean).map(String))];
    const named = spots.slice(0, NAMED);
    if (spots.length > NAMED) named.push(words.more(spots.length - NAMED));
    const hasCells = items.some((item) => item.column);
    const noun = hasCells ? (spots.length > 1 ? words.cells : words.cell) : row || !words.line ? words.row : words.line;
    const where = named.length ? `${noun} ${listed(named, words.and)}` : "";
    return [file, sheet ? `${words.sheet} ${sheet}` : "", where].filter(Boolean).join(", ");
  });
}
