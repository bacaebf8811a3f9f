// The XML of a workbook's parts: one pass over well-formed text, without document types or entities. Knows saxes.

import { SaxesParser } from "saxes";
import { Fault } from "../../engine/text.js";

/** The fault of a workbook that Excel would not have written. */
export function damaged(name, detail, where = name) {
  return new Fault([`arbetsboken är skadad: ${detail[0]}`, `the workbook is damaged: ${detail[1]}`],
    ["Öppna den i Excel eller LibreOffice, spara den på nytt som .xlsx och försök igen.",
      "Open it in Excel or LibreOffice, save it again as .xlsx and try again."], where);
}

/** A text as its writer meant it: a character that XML cannot hold stands by its number. */
export const meant = (text) =>
  text.includes("_x") ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16))) : text;

/** A tag or attribute without its namespace prefix. */
export const local = (tag) => tag.slice(tag.lastIndexOf(":") + 1);

/**
 * Go through one part, calling back at each tag and each piece of text, tags without prefix.
 * `plain` refuses what readers of cells do not all take the same way: text that is not UTF-8, and comments,
 * CDATA sections and instructions among the tags.
 */
export function walk(bytes, name, { start, end, text }, plain = false) {
  const parser = new SaxesParser();
  const unexpected = () => {
    throw damaged(name, ["oväntad XML", "unexpected XML"]);
  };
  parser.on("error", () => {
    throw damaged(name, ["en del är inte läsbar XML", "a part is not readable XML"]);
  });
  parser.on("doctype", () => {
    throw damaged(name, ["en DOCTYPE, som kan växa utan gräns", "a DOCTYPE, which can grow without end"]);
  });
  parser.on("opentag", (tag) => start(local(tag.name), tag.attributes));
  parser.on("closetag", (tag) => end(local(tag.name)));
  parser.on("text", text);
  parser.on("cdata", plain ? unexpected : text);
  if (plain) {
    parser.on("comment", unexpected);
    parser.on("processinginstruction", unexpected);
    parser.on("xmldecl", ({ encoding }) => {
      if (encoding && !["utf-8", "us-ascii"].includes(encoding.toLowerCase())) unexpected();
    });
  }
  parser.write(decoded(bytes, plain, unexpected)).close();
}

function decoded(bytes, plain, unexpected) {
  const marks = (bytes[0] << 8) | bytes[1];
  if (marks === 0xfffe || marks === 0xfeff || bytes.subarray(0, 100).includes(0)) {
    if (plain) unexpected();
    return new TextDecoder(marks === 0xfeff || bytes[0] === 0 ? "utf-16be" : "utf-16le").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: plain }).decode(bytes);
  } catch {
    return unexpected();
  }
}
