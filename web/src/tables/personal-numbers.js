// Swedish personal identity numbers, recognised so that they can be refused and never repeated.

import { Fault } from "../engine/text.js";
import { others, where } from "./places.js";

const TELEPHONE = /tele|(?<![\p{L}\p{N}_])tel(?![\p{L}\p{N}_])|mobil|phone|(?<![\p{L}\p{N}_])fax|växel|(?<![\p{L}\p{N}_])sms(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])ring(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])jour|kontakt|(?<![\p{L}\p{N}_])nås/iu;
const PERSON = /person|(?<![\p{L}\p{N}_])pnr(?![\p{L}\p{N}_])|födel|samordning/iu;
/** A date by tens, a separator and four digits, at each place where they could begin. */
const NUMBER = /(?:(?<![\p{L}\p{N}_+])|(?<=nr))(?=(?:(?<century>18|19|20) ?)?(?<yy>[0-9]{2})(?<gap>[- ]?)(?<mm>[0-9]{2})\k<gap>(?<dd>[0-9]{2})(?<sep> ?[-+] ?| )?(?<last>[0-9]{4})(?![\p{L}\p{N}_]))/gu;
/** An HSA-id holds an organisation number and a running number; a GUID may hold any digits. */
const IDENTIFIERS = /(?<![\p{L}\p{N}_])SE[0-9]{10,12}-[0-9A-Z]{1,16}(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}(?![\p{L}\p{N}_])/giu;
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const DASHES = /[‐‑‒–—−﹣－]/g;
/** Rows in which a heading is looked for. */
const HEADING_ROWS = 20;
const isAscii = (text) => /^[\x00-\x7f]*$/.test(text); // eslint-disable-line no-control-regex

/** Whether a personal number stands in a text; `about` is its heading, which may settle that it is a telephone number. */
export function hasPersonalNumber(given, about = "") {
  let text = isAscii(given) ? given : given.replace(UNSEEN, "");
  if (!/\p{Nd}{4}/u.test(text)) return false;
  if (!isAscii(text)) text = text.replace(DASHES, "-").replace(/(?![0-9])\p{Nd}/gu, digit);
  text = text.replace(/\s+/g, " ").replace(IDENTIFIERS, "·");
  for (const match of text.matchAll(NUMBER)) {
    if (isValid(match.groups) && !isOther(match.groups, text.slice(0, match.index), about)) return true;
  }
  return false;
}

/** The value of a digit of another script: its digits stand in a row from a zero. */
function digit(char) {
  const code = char.codePointAt(0);
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10); // five sets in a row
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value % 10);
}

function isValid({ century, yy, mm, dd, last }) {
  const day = Number(dd) > 60 ? Number(dd) - 60 : Number(dd);
  const exists = (year) => {
    const date = new Date(Date.UTC(year, Number(mm) - 1, day));
    return date.getUTCFullYear() === year && date.getUTCMonth() === Number(mm) - 1 && date.getUTCDate() === day;
  };
  if (!(century ? [century] : ["18", "19", "20"]).some((tens) => exists(Number(tens + yy)))) return false;
  const total = [...(yy + mm + dd + last)].reduce((sum, char, position) => {
    const product = Number(char) * (2 - (position % 2));
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
  return total % 10 === 0;
}

/** A telephone number or a point in time that happens to have the digits of a personal number. */
function isOther({ century, yy, gap, mm, sep, last }, before, about) {
  if (/[-+]/.test(sep ?? "")) return false;
  if (gap === "-") return true;
  if (century) {
    const recent = Number(century + yy) > new Date().getFullYear() - 5;
    return recent && last < "2400" && last.slice(2) < "60";
  }
  if (!/^0[1-9]/.test(yy) || PERSON.test(about)) return false;
  return (yy === "07" && mm[0] === "0") || TELEPHONE.test(about) || TELEPHONE.test(before.slice(-40));
}

/** Whether a cell holds a personal number, as text or as a number. */
export function inValue(value, about = "") {
  if (typeof value === "string") return hasPersonalNumber(value, about);
  if (!Number.isInteger(value) || value <= 0) return false;
  let digits = String(value);
  if (PERSON.test(about) && (digits.length === 8 || digits.length === 9)) digits = digits.padStart(10, "0");
  return (digits.length === 10 || digits.length === 12) && hasPersonalNumber(digits, about);
}

/** The cells of a sheet that hold a personal number, as places for a reader. */
export function inSheet(workbook, sheet) {
  const found = [];
  const headings = new Map();
  sheet.rows.forEach((cells, index) => cells.forEach((value, place) => {
    if (inValue(value, headings.get(place) ?? "")) found.push(where(workbook, sheet.name, index + 1, place + 1));
    else if (index < HEADING_ROWS && typeof value === "string" && value.length < 300 && !headings.has(place)
      && (TELEPHONE.test(value) || PERSON.test(value))) headings.set(place, value);
  }));
  return found;
}

/** The fault that names the places of personal numbers and nothing of what stands there. */
export function refusal(workbook, places) {
  const more = places.length - 1;
  const rest = others(workbook, places);
  const also = !more ? ["", ""] : more > 1
    ? [` (och på ${more} ställen till: ${rest[0]})`, ` (and in ${more} more places: ${rest[1]})`]
    : [` (och på ett ställe till: ${rest[0]})`, ` (and in one more place: ${rest[1]})`];
  return new Fault(
    [`här står ett personnummer eller samordningsnummer${also[0]}`, `here stands a personal identity number or coordination number${also[1]}`],
    ["Ta bort numret; ingen regel behöver det. Inget har lästs in.", "Remove the number; no rule needs it. Nothing has been read."],
    places[0]);
}
