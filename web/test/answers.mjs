// Answers of the browser's engine, for the tests that hold them against the command line's.
// Reads a job on standard input, {"knowledge", "rules", "questions": [{"id", "values", "lang"}], "lists": [path], "day"},
// and writes what each question and list gives.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { Asking, Checking } from "../src/engine/session.js";
import { Fault } from "../src/engine/text.js";

const job = JSON.parse(readFileSync(0, "utf8"));
const wasm = readFileSync(fileURLToPath(import.meta.resolve("oxigraph/web_bg.wasm")));
const out = { questions: [], lists: [] };

const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return { fault: error.told() };
    throw error;
  }
};

if (job.questions) {
  const asking = new Asking({ wasm, knowledge: job.knowledge });
  out.questions = job.questions.map(({ id, values, lang, text }) =>
    attempt(() => asking.ask({ text: text ?? asking.text({ id, values, lang }), lang: lang ?? "sv" })));
}
if (job.lists) {
  const checking = new Checking({ wasm, knowledge: job.knowledge, rules: job.rules });
  out.lists = job.lists.map((paths) => attempt(() => checking.check({
    files: [paths].flat().map((path) => ({ name: job.names ? basename(path) : path, bytes: readFileSync(path) })),
    day: job.day,
  })));
}
process.stdout.write(JSON.stringify(out));
