// What runs beside the page: it is started with programs and data, and answers one message at a time.

import { Asking, Checking } from "./engine/session.js";
import { Fault } from "./engine/text.js";

let session = null;

const ways = {
  start: ({ kind, ...given }) => {
    session = kind === "asking" ? new Asking(given) : new Checking(given);
    return true;
  },
  text: (content) => session.text(content),
  ask: (content) => session.ask(content),
  check: (content) => session.check(content),
};

self.onmessage = ({ data: { number, what, content } }) => {
  try {
    self.postMessage({ number, answer: ways[what](content) });
  } catch (error) {
    const told = error instanceof Fault ? { fault: { ...error.told(), place: error.place } } : { failed: String(error?.message ?? error) };
    self.postMessage({ number, ...told });
  }
};
