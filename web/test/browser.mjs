// Drives a real browser through the tools, for the tests. Reads a job on standard input,
// {"chromium", "pages": [{"url", "tool", "lang", "width"}], "question", "list", "refused", "day", "shots"}, and writes
// what was seen on each page.

import { readFileSync } from "node:fs";
import { axe, overflow, start, violations, watched } from "./chromium.mjs";

const job = JSON.parse(readFileSync(0, "utf8"));
/** A question that nobody could wait for. */
const ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
const WAIT = { timeout: 60_000 };

/** What a visitor does on a page, by the tool that stands there. */
const visits = {
  async ask(page, tool, seen) {
    await page.waitForSelector(`${tool}[data-ready] .cm-content`, WAIT);
    seen.editorReady = Math.round(await page.evaluate(() => performance.now() - window.clicked));
    await page.waitForSelector(`${tool}[data-ready=engine]`, WAIT);
    seen.engineReady = Math.round(await page.evaluate(() => performance.now() - window.clicked));
    await page.select(`${tool} select`, job.question);
    await page.click(`${tool} .kgov-main`);
    await page.waitForSelector(`${tool} .kgov-result table`, WAIT);
    seen.caption = await page.$eval(`${tool} caption`, (node) => node.textContent);
    seen.cells = await page.$$eval(`${tool} tbody tr`, (rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    seen.links = await page.$$eval(`${tool} tbody a`, (links) => links.map((link) => link.getAttribute("href")));
    await type(page, tool, "SELECT * WHERE {\n  ?s ?p\n}");
    await page.click(`${tool} .kgov-main`);
    await page.waitForSelector(`${tool} .kgov-fault`, WAIT);
    seen.fault = await page.$eval(`${tool} .kgov-fault`, (node) => node.textContent);
    await type(page, tool, "SELECT * WHERE { SERVICE <https://example.com/sparql> { ?s ?p ?o } }");
    await page.click(`${tool} .kgov-main`);
    await page.waitForFunction((t) => /SERVICE/.test(document.querySelector(`${t} .kgov-fault`)?.textContent ?? ""), WAIT, tool);
    await type(page, tool, ENDLESS);
    await page.click(`${tool} .kgov-main`);
    await page.waitForFunction((t) => !document.querySelector(`${t} .kgov-buttons button:nth-child(2)`).disabled, WAIT, tool);
    await page.click(`${tool} .kgov-buttons button:nth-child(2)`);
    await page.waitForFunction((t) => /Avbruten|Stopped/.test(document.querySelector(`${t} .kgov-status`).textContent), WAIT, tool);
    await page.$eval(tool, (node) => { node.dataset.deadline = "300"; });
    await type(page, tool, `${ENDLESS} # again`);
    await page.click(`${tool} .kgov-main`);
    await page.waitForSelector(`${tool} .kgov-fault`, WAIT);
    seen.late = await page.$eval(`${tool} .kgov-fault`, (node) => node.textContent);
    await page.$eval(tool, (node) => { delete node.dataset.deadline; });
    await type(page, tool, "ASK { ?s a kg:Region }");
    await page.click(`${tool} .kgov-main`);
    await page.waitForSelector(`${tool} .kgov-result table`, WAIT);
    seen.afterStop = await page.$eval(`${tool} tbody`, (node) => node.textContent);
  },

  async check(page, tool, seen) {
    await page.waitForSelector(`${tool}[data-ready] input[type=file]`, WAIT);
    await page.$eval(`${tool} input[type=date]`, (node, day) => { node.value = day; }, job.day);
    await drop(page, tool, job.list);
    await page.waitForFunction((t) => document.querySelector(`${t} .kgov-tiles, ${t} .kgov-fault`), WAIT, tool);
    seen.fault = await page.$eval(`${tool} .kgov-fault`, (node) => node.textContent).catch(() => "");
    seen.summary = Object.fromEntries(await page.$$eval(`${tool} .kgov-tiles li`, (tiles) =>
      tiles.map((tile) => [tile.dataset.outcome, Number(tile.querySelector("strong").textContent)])));
    seen.findings = await page.$$eval(`${tool} .kgov-finding`, (nodes) => nodes.map((node) => [node.dataset.finding, node.textContent]));
    seen.axeResult = await violations(page);
    await drop(page, tool, job.refused);
    await page.waitForSelector(`${tool} .kgov-fault`, WAIT);
    seen.refusal = await page.$eval(`${tool} .kgov-fault`, (node) => node.textContent);
  },
};

async function type(page, tool, text) {
  await page.click(`${tool} .cm-line`);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.sendCharacter(text);
  // The field takes its new height in the next frames; a click before that would land beside the button.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Drop a file as a visitor does; the bytes are given to the page as if the system had. */
async function drop(page, tool, path) {
  const [name, bytes] = [path.split("/").at(-1), readFileSync(path).toString("base64")];
  await page.$eval(`${tool} .kgov-drop`, (zone, name_, base64) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name_));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
  }, name, bytes);
}

async function visit(browser, { url, tool, lang, width }) {
  const { page, seen } = await watched(browser);
  await page.setViewport({ width: width ?? 1200, height: 900 });
  await page.evaluateOnNewDocument(axe); // as a browser extension would, past the policy of the page
  await page.goto(url, { waitUntil: "load" });
  seen.before = seen.requests.length;
  const selector = `[data-tool=${tool}][data-lang=${lang}]`;
  await page.evaluate((s) => {
    window.clicked = performance.now();
    document.querySelector(`${s} .kgov-start`).click();
  }, selector);
  await visits[tool](page, selector, seen);
  seen.axe = await violations(page);
  seen.overflow = await overflow(page);
  if (job.shots) await page.screenshot({ path: `${job.shots}/${tool}-${lang}-${width ?? 1200}-${url.startsWith("file:") ? "file" : "http"}.png`, fullPage: true });
  await page.close();
  return seen;
}

const browser = await start(job.chromium);
const seen = [];
try {
  for (const page of job.pages) seen.push(await visit(browser, page));
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
