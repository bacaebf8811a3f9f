// Which styles show a number as a day, a time of day or a length of time.

import { walk } from "./markup.js";

const DAYS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47]);
const LENGTH = 46;

/** What each style of a workbook shows: "day", "length" or nothing. */
export function stylesOf(bytes, name) {
  const custom = new Map();
  const styles = [];
  let inside = false;
  if (!bytes) return styles;
  const start = (tag, attributes) => {
    if (tag === "numFmt") custom.set(Number(attributes.numFmtId), shows(attributes.formatCode ?? ""));
    if (tag === "cellXfs") inside = true;
    if (tag === "xf" && inside) {
      const id = Number(attributes.numFmtId ?? 0);
      styles.push(custom.get(id) ?? (id === LENGTH ? "length" : DAYS.has(id) ? "day" : ""));
    }
  };
  const end = (tag) => {
    if (tag === "cellXfs") inside = false;
  };
  walk(bytes, name, { start, end, text: () => {} }, true);
  return styles;
}

/** What a format code shows, by its first part. */
function shows(code) {
  const first = code.replace(/[_\\]./gs, "").replace(/"[^"]*"?/g, "").split(";")[0];
  if (/\[(h+|m+|s+)\]/i.test(first)) return "length";
  const bare = first.replace(/\[[^\]]*\]/g, "").replace(/general/i, "");
  return /[dmhys]/i.test(bare) || /a(m\/p|\/p)/i.test(bare) ? "day" : "";
}

const DAY = 86_400_000;
const two = (number) => String(number).padStart(2, "0");

/** A day, as a cell holds it; it is no text and no number. */
export class Day {
  constructor(text) {
    this.text = text;
  }
}

/** What a number of days says: a day, a day with a time, or a time of day. Null for a day before 1901 or below zero. */
export function dayOf(serial, since1904) {
  if (serial < 0) return null;
  if (serial < 1) return timeOf(serial);
  const days = serial + (since1904 ? 1462 : serial < 60 ? 1 : 0) - 25_569;
  const moment = new Date(Math.round((days * DAY) / 1000) * 1000);
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1901 || moment.getUTCFullYear() > 9999) return null;
  const [day, time] = moment.toISOString().slice(0, 19).split("T");
  return new Day(time === "00:00:00" ? day : `${day} ${time}`);
}

function timeOf(part) {
  const seconds = Math.round(part * 86_400) % 86_400;
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(h)}:${two(m)}${s ? `:${two(s)}` : ""}`;
}

/** A length of time as one writes it. Null below zero. */
export function lengthOf(serial) {
  if (serial < 0) return null;
  const seconds = Math.round(serial * 86_400);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}${rest ? `:${two(rest)}` : ""}`;
}
