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

/** "a, b och c" in both languages. */
export function join(pairs) {
  return ["och", "and"].map((word, index) => {
    const texts = pairs.map((pair) => pair[index]);
    return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1)}`;
  });
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
