// What a workbook or a CSV file holds, and how a place in it is named.

export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 500;
export const MAX_CELLS = 500_000;
export const LIMITS = [
  "200 000 rader, 500 kolumner eller 500 000 celler, räknat som en rektangel från A1",
  "200,000 rows, 500 columns or 500,000 cells, counted as a rectangle from A1",
];

/** The letters of a column counted from 1: A, Z, AA. */
export function letters(column) {
  let found = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    found = String.fromCharCode(65 + ((rest - 1) % 26)) + found;
  }
  return found;
}

/** The column (from 1) that has these letters. */
export const numberOf = (text) => [...text].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** The address of a cell, row and column counted from 1: C19. */
export const address = (row, column) => `${letters(column)}${row}`;

/** A sheet for a reader: the CSV file itself, or the sheet in its workbook. */
export function sheetPlace(workbook, sheet) {
  const ending = /\.[^./]*$/.exec(workbook)?.[0].toLowerCase();
  if (ending === ".csv") return [workbook, workbook];
  if (ending === ".xlsx") return [`${workbook}, bladet ${sheet}`, `${workbook}, sheet ${sheet}`];
  const file = `${workbook.replace(/\/+$/, "")}/${sheet}.csv`;
  return [file, file];
}

/** A cell for a reader. */
export function where(workbook, sheet, row, column) {
  const cell = address(row, column);
  return sheetPlace(workbook, sheet).map((place) => `${place}, cell ${cell}`);
}

/** The places after the first, without the name of the workbook that they have in common. */
export function others(workbook, places, shown = 5) {
  return [0, 1].map((index) => {
    const start = `${workbook}, `;
    const rest = places.slice(1).map((place) => (place[index].startsWith(start) ? place[index].slice(start.length) : place[index]));
    return rest.slice(0, shown).join("; ") + (rest.length > shown ? "; …" : "");
  });
}
