// The text of a cell as a list keeps it, and what no cell may hold.

import { Fault } from "../engine/text.js";

/** What Excel itself can keep in one cell. */
export const MAX_LENGTH = 32_767;
/** More marks than this on one letter is no writing, and slow to put in order. */
const MAX_MARKS = 8;
const PLAIN = /^[\n\t\x20-\x7e\xa1-\xac\xae-\u024f]*$/;
const SPACES = { "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2028": "\n", "\u2029": "\n" };
const RETYPE = [
  "Skriv om texten i cellen för hand; inklistrad text kan bära med sig sådana tecken.",
  "Type the text of the cell again by hand; pasted text may carry such characters.",
];

/** The text in composed form, with \n as line end and plain spaces for no-break spaces. */
export function tidy(text, where) {
  const length = [...text].length;
  if (length > MAX_LENGTH) {
    throw new Fault([`cellen har ${length} tecken; en cell i Excel rymmer ${MAX_LENGTH}`,
      `the cell has ${length} characters; a cell in Excel holds ${MAX_LENGTH}`], ["Korta texten.", "Shorten the text."], where);
  }
  if (PLAIN.test(text)) return text;
  const even = text.replace(/\r\n?/g, "\n").replace(/[\u00a0\u2007\u202f\u2028\u2029]/g, (space) => SPACES[space]);
  let marks = 0;
  for (const char of even) {
    marks = /\p{M}/u.test(char) ? marks + 1 : 0;
    const problem = marks > MAX_MARKS
      ? ["fler än åtta accenter på ett tecken", "more than eight accents on one character"] : faultOf(char);
    if (problem) throw new Fault(problem, RETYPE, where);
  }
  return even.normalize("NFC");
}

function faultOf(char) {
  if (char === "\n" || char === "\t") return null;
  const code = `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  if (/\p{Cf}/u.test(char)) return [`ett osynligt tecken (${code})`, `an invisible character (${code})`];
  if (char === "\ufffd") {
    return ["ett tecken som gått förlorat vid en omvandling (U+FFFD)", "a character that was lost in a conversion (U+FFFD)"];
  }
  const isNothing = (char.codePointAt(0) & 0xfffe) === 0xfffe;
  return /[\p{Cc}\p{Cs}]/u.test(char) || isNothing ? [`ett styrtecken (${code})`, `a control character (${code})`] : null;
}
