// The questions of the catalogue, filled in as the command line does.

import { iri, literal, XSD } from "./terms.js";

/** The term that a value of a parameter is. */
export function termOf(parameter, value) {
  if (parameter.kind === "iri") return iri(value);
  return parameter.kind === "date" ? literal(value, { datatype: `${XSD}date` }) : literal(value);
}

/**
 * The text of a question with each parameter line filled, or taken out where nothing is chosen.
 * `values` has a list of terms for each parameter by name.
 */
export function filled(question, values, lang) {
  let text = question.text;
  const parameters = [...question.parameters, ...(question.lang ? [{ name: "lang", need: "default" }] : [])];
  for (const { name, need } of parameters) {
    const terms = name === "lang" && !values.lang ? [literal(lang)] : values[name] ?? [];
    if (!terms.length && need === "default") continue;
    const line = new RegExp(`^[ \\t]*VALUES \\?${name} \\{[^}]*\\}[^\\n]*\\n`, "gm");
    text = text.replace(line, () => (terms.length ? `  VALUES ?${name} { ${terms.join(" ")} }\n` : ""));
  }
  return text;
}

/** A text of the program with its day filled in. */
export function onDay(text, day) {
  return text.replace(/^[ \t]*VALUES \?asOf \{[^}]*\}[^\n]*\n/gm, () => `  VALUES ?asOf { "${day}"^^<${XSD}date> }\n`);
}
