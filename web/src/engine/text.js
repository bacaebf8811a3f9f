// A text in both languages is a pair: Swedish first, English second.

/** The text of a pair in a language, or the other one where it is empty. */
export function pick(pair, lang) {
  const [sv, en] = pair;
  return lang === "en" ? en || sv : sv || en;
}

/** A pair with {name} filled in; a part may be a pair itself. */
export function fill(pair, parts) {
  const one = (text, index) => text.replace(/\{(\w+)\}/g, (whole, name) =>
    name in parts ? (Array.isArray(parts[name]) ? parts[name][index] : String(parts[name])) : whole);
  return pair.map(one);
}

/** A pair with a capital first letter. */
export function capital(pair) {
  return pair.map((text) => text.slice(0, 1).toUpperCase() + text.slice(1));
}

/** No text. */
export const NOTHING = ["", ""];

/** Sentences after one another; empty ones are left out. */
export const sentences = (...pairs) => NOTHING.map((_, index) => pairs.map((pair) => pair[index]).filter(Boolean).join(" "));

/** "a, b och c" in both languages. */
export function join(pairs, last = ["och", "and"]) {
  return last.map((word, index) => {
    const texts = pairs.map((pair) => pick(pair, index ? "en" : "sv"));
    return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1)}`;
  });
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzåäö";

/** Order texts as Swedish readers expect: å, ä and ö last, digits before letters. */
export function compareSwedish(a, b) {
  const [one, other] = [a, b].map((text) => [...text.toLowerCase().replaceAll("ß", "ss").replaceAll("é", "e").replaceAll("ü", "y")]);
  const at = one.findIndex((char, index) => char !== other[index]);
  if (at < 0) return one.length - other.length;
  if (at >= other.length) return 1;
  return LETTERS.indexOf(one[at]) - LETTERS.indexOf(other[at]) || one[at].codePointAt(0) - other[at].codePointAt(0);
}

/** Something in the input or the question stops the work: what is wrong, what to do, and where. */
export class Fault extends Error {
  constructor(problem, advice = null, where = "") {
    const place = Array.isArray(where) ? where : [where, where];
    super(place[1] ? `${place[1]}: ${problem[1]}` : problem[1]);
    this.problem = problem;
    this.advice = advice;
    this.where = place;
  }

  /** What can be sent from a worker to a page. */
  told() {
    return { problem: this.problem, advice: this.advice, where: this.where };
  }
}
