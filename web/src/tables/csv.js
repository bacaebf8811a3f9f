// CSV as Swedish Excel writes it: read whole, or refused with the line.

import { Fault } from "../engine/text.js";
import { LIMITS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, sheetPlace, where } from "./places.js";
import { MAX_LENGTH, tidy } from "./text.js";

const DELIMITERS = [";", ",", "\t"];
/** Rows that decide which character separates the cells. */
const LOOK = 200;

/** One sheet from the bytes of a CSV file. */
export function readCsv(bytes, workbook, sheet, encoding = "") {
  const file = sheetPlace(workbook, sheet)[0];
  let text = decoded(bytes, file, encoding);
  if (!text.trim()) {
    throw new Fault(["filen är tom", "the file is empty"], ["Ange den fil som innehåller underlaget.", "Name the file that holds the list."], file);
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw new Fault(["ett nolltecken; filen är ingen textfil", "a NUL character; the file is no text file"],
      ["Spara listan på nytt som CSV UTF-8.", "Save the list again as CSV UTF-8."], `${file}:${countLines(text.slice(0, nul))}`);
  }
  const told = /^"?sep=(.)"?(\r\n|\r|\n|$)/i.exec(text);
  if (told) text = text.slice(told[0].length);
  const delimiter = told ? told[1] : likeliest(text);
  const records = [];
  let cells = 0;
  for (const record of parsed(text, delimiter, told ? 2 : 1, file)) {
    records.push(record);
    cells += record.cells.length;
    if (records.length > MAX_ROWS || record.cells.length > MAX_COLUMNS || cells > MAX_CELLS) {
      throw new Fault([`mer än ${LIMITS[0]}`, `more than ${LIMITS[1]}`], ["Dela upp filen.", "Split the file."], `${file}:${record.line}`);
    }
  }
  return { name: sheet, rows: rowsOf(records, workbook, sheet, file) };
}

const countLines = (before) => before.split(/\r\n|\r|\n/).length;

function decoded(bytes, file, encoding) {
  if (encoding) return new TextDecoder(encoding).decode(bytes).replace(/^\ufeff/, "");
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.slice(0, 4).includes(0);
  if (utf16) {
    throw new Fault(["filen är sparad som UTF-16", "the file is saved as UTF-16"],
      ["Spara den i Excel som CSV UTF-8.", "Save it in Excel as CSV UTF-8."], file);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const before = new TextDecoder().decode(bytes).split("\ufffd", 1)[0];
    throw new Fault(["tecken som inte är UTF-8", "characters that are not UTF-8"],
      ["Välj en annan teckenkodning, ofta Windows-1252, eller spara filen i Excel som CSV UTF-8.",
        "Choose another encoding, often Windows-1252, or save the file in Excel as CSV UTF-8."], `${file}:${countLines(before)}`);
  }
}

/** The character that divides the first rows most evenly, and then into most cells. */
function likeliest(text) {
  const fit = (delimiter) => {
    const widths = [];
    try {
      for (const { cells } of parsed(text, delimiter, 1, "", false)) {
        if (cells.length) widths.push(cells.length);
        if (widths.length === LOOK) break;
      }
    } catch {
      // told in its place, once the delimiter is chosen
    }
    const header = widths.find((width) => width > 1);
    return header ? [widths.filter((width) => width === header).length / widths.length, header] : [0, 0];
  };
  let best = DELIMITERS[0];
  let bestFit = fit(best);
  for (const delimiter of DELIMITERS.slice(1)) {
    const found = fit(delimiter);
    if (found[0] > bestFit[0] || (found[0] === bestFit[0] && found[1] > bestFit[1])) [best, bestFit] = [delimiter, found];
  }
  return best;
}

/** The rows with the line each begins at. Strict: a quoted cell ends at a delimiter or a line end. */
function* parsed(text, delimiter, firstLine, file, strict = true) {
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    const begins = line;
    const cells = [];
    for (let more = true; more;) {
      let cell;
      if (text[at] === '"') [cell, at] = quoted(text, at, delimiter, strict, file, begins);
      else {
        const start = at;
        while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
        cell = text.slice(start, at);
      }
      if (strict && cell.length > 131_072) throw broken(true, `${file}:${begins}`);
      cells.push(cell);
      line += cell.split(/\r\n|\r|\n/).length - 1;
      more = text[at] === delimiter;
      if (more) at++;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    line++;
    yield { line: begins, cells: cells.length === 1 && !cells[0] ? [] : cells };
  }
}

function quoted(text, start, delimiter, strict, file, line) {
  let at = start + 1;
  let cell = "";
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) {
      if (strict) throw broken(false, `${file}:${line}`);
      return [cell + text.slice(at), text.length];
    }
    cell += text.slice(at, close);
    at = close + 1;
    if (text[at] === '"') {
      cell += '"';
      at++;
    } else if (at >= text.length || text[at] === delimiter || text[at] === "\n" || text[at] === "\r") {
      return [cell, at];
    } else if (strict) {
      throw broken(false, `${file}:${line}`);
    }
  }
}

function broken(isLong, place) {
  if (isLong) {
    return new Fault([`en cell med fler än ${MAX_LENGTH} tecken`, `a cell of more than ${MAX_LENGTH} characters`],
      ['Kontrollera om ett citattecken (") saknas på raden.', 'Check whether a quotation mark (") is missing on the line.'], place);
  }
  return new Fault(
    ['ett citattecken (") avslutas inte, eller står mitt i en cell', 'a quotation mark (") is not closed, or stands in the middle of a cell'],
    ["Rätta raden, eller öppna filen i Excel och spara den på nytt som CSV UTF-8.",
      "Correct the line, or open the file in Excel and save it again as CSV UTF-8."], place);
}

function rowsOf(records, workbook, sheet, file) {
  const width = records.find(({ cells }) => cells.length > 1)?.cells.length ?? 1;
  const rows = records.map(({ line, cells }, index) => {
    while (cells.length && !cells.at(-1)) cells.pop();
    if (cells.length > width) {
      throw new Fault([`raden har ${cells.length} celler, rubrikraden ${width}`, `the row has ${cells.length} cells, the heading row ${width}`],
        ["Text med skiljetecknet i ska stå inom citattecken; annars har en kolumn ingen rubrik.",
          "Text with the delimiter in it must be quoted; otherwise a column has no heading."], `${file}:${line}`);
    }
    return cells.map((cell, place) => (cell ? tidy(cell, where(workbook, sheet, index + 1, place + 1)) : null));
  });
  while (rows.length && !rows.at(-1).length) rows.pop();
  return rows;
}
