// Answers of the browser's engine, for the tests that hold them against the command line's.
//
// Reads {"jobs": [{"knowledge", "rules", "questions": [{"id", "values", "lang"} | {"text"}], "lists": [[path, …]], "day"}]}
// on standard input, and writes for each job what its questions and lists give.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Asking, Checking } from "../src/engine/session.js";
import { Fault } from "../src/engine/text.js";

const wasm = readFileSync(fileURLToPath(import.meta.resolve("oxigraph/web_bg.wasm")));

function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return { fault: { ...error.told(), place: error.place } };
    throw error;
  }
}

function questions({ knowledge, questions: asked = [] }) {
  if (!asked.length) return [];
  const asking = new Asking({ wasm, knowledge });
  return asked.map(({ text, lang = "sv", ...chosen }) => {
    const filled = text ?? asking.text({ ...chosen, lang });
    return { text: filled, ...attempt(() => asking.ask({ text: filled, lang })) };
  });
}

function lists({ knowledge, rules, lists: given = [], day }) {
  if (!given.length) return [];
  const checking = new Checking({ wasm, knowledge, rules });
  const read = (path) => ({ name: path, bytes: new Uint8Array(readFileSync(path)) });
  return given.map((paths) => attempt(() => checking.check({ files: paths.map(read), day })));
}

const { jobs } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(jobs.map((job) => ({ questions: questions(job), lists: lists(job) }))));
