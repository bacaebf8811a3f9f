// The cells that the browser reads of files, or the fault, for the tests that hold them against the command line's.
// Reads {"files": [{"path", "name", "encoding"}], "texts": [[text, heading]]} on standard input; of texts it says which hold a
// personal number.

import { readFileSync } from "node:fs";
import { Fault } from "../src/engine/text.js";
import { readTable } from "../src/lists/reading.js";
import { hasPersonalNumber } from "../src/tables/personal-numbers.js";
import { Day } from "../src/tables/xlsx/formats.js";

const plain = (value) => (value instanceof Day ? { day: value.text } : value);
const { files = [], texts = [] } = JSON.parse(readFileSync(0, "utf8"));
const read = files.map(({ path, name, encoding }) => {
  try {
    const { sheets } = readTable({ name, bytes: new Uint8Array(readFileSync(path)) }, encoding);
    return { sheets: sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => row.map(plain)) })) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.told() };
  }
});
const numbered = texts.map(([text, heading]) => hasPersonalNumber(text, heading));
process.stdout.write(JSON.stringify({ files: read, texts: numbered }));
