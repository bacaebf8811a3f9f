// The cells that the browser reads of files, or the fault, for the tests that hold them against the command line's.
// Reads {"files": [{"path", "name"}]} on standard input.

import { readFileSync } from "node:fs";
import { Fault } from "../src/engine/text.js";
import { readTable } from "../src/lists/reading.js";
import { Day } from "../src/tables/xlsx/formats.js";

const plain = (value) => (value instanceof Day ? { day: value.text } : value);
const told = JSON.parse(readFileSync(0, "utf8")).files.map(({ path, name }) => {
  try {
    const { sheets } = readTable({ name, bytes: new Uint8Array(readFileSync(path)) });
    return { sheets: sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => row.map(plain)) })) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.told() };
  }
});
process.stdout.write(JSON.stringify(told));
