// How periods and parts of findings are said.

const MONTHS = [
  ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
  ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
];
const PERIOD = /\/(month|year)\/([0-9-]+)>?$/;

/** 2026-03 or 2026 for a month or a year of a body, else null. */
export const periodOf = (value) => PERIOD.exec(value)?.[2] ?? null;

/** The body that a month or a year belongs to. */
export const bodyOfPeriod = (period) => period.replace(PERIOD, ">");

/** A month or a year as one says it. */
export function periodName(period) {
  const [year, month] = period.split("-");
  if (!month) return [`år ${year}`, `the year ${year}`];
  return MONTHS.map((names) => `${names[Number(month) - 1]} ${year}`);
}

/** A day as one writes it in a sentence. */
export function dayName(day) {
  const [year, month, date] = day.split("-").map(Number);
  return MONTHS.map((names) => `${date} ${names[month - 1]} ${year}`);
}
