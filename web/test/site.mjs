// Drives a real browser through a whole site, for the tests. Reads a job on standard input,
// {"chromium", "pages": [{"url", "lang"}], "searches": [{"start", "words"}], "follow": url}, and writes what was seen:
// {"pages": […], "searches": […], "followed"}.

import { readFileSync } from "node:fs";
import { axe, overflow, start, violations, watched } from "./chromium.mjs";

const job = JSON.parse(readFileSync(0, "utf8"));
const LIGHT = { name: "prefers-color-scheme", value: "light" };
const DARK = { name: "prefers-color-scheme", value: "dark" };
const NARROW = { width: 360, height: 800 };
const WIDE = { width: 1600, height: 1000 };
/** A sheet of A4 within its margins. */
const SHEET = { width: 720, height: 1000 };
/** More than stands before the first hit of a search. */
const MANY = 60;

/**
 * The ways in which every page is looked at. What axe finds does not hang on width and colours together, nor its
 * contrasts on the language, and it takes its time: it reads the Swedish page narrow and light, the English wide and dark.
 */
const LOOKS = [
  { name: "narrow light", size: NARROW, scheme: LIGHT, read: "sv" },
  { name: "wide dark", size: WIDE, scheme: DARK, read: "en" },
  { name: "paper", size: SHEET, scheme: DARK, media: "print", read: "en", rules: ["color-contrast"] },
];

async function visit({ page, seen, screen }, bare, { url, lang }) {
  const found = { axe: {}, overflow: {}, dark: {}, paper: "" };
  seen.errors.length = seen.requests.length = 0;
  await page.goto(url, { waitUntil: "load" });
  for (const { name, size, scheme, media, read, rules } of LOOKS) {
    await page.setViewport(size);
    await screen.send("Emulation.setEmulatedMedia", { media: media ?? "", features: [scheme] }); // one without the other forgets it
    found.dark[name] = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    if (read === lang) found.axe[name] = await violations(page, rules);
    found.overflow[name] = await overflow(page);
  }
  found.paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  found.charts = await page.$$eval("svg a", (links) => links.map((link) => new URL(link.href.baseVal, document.baseURI).href));
  found.text = await page.$eval("main", (node) => node.textContent);
  found.errors = [...seen.errors];
  found.requests = [...seen.requests];
  bare.seen.errors.length = 0;
  await bare.page.goto(url, { waitUntil: "load" });
  found.bareText = await bare.page.$eval("main", (node) => node.textContent);
  found.bareLinks = await bare.page.$$eval("main a, nav a", (links) => links.length);
  found.bareOverflow = await overflow(bare.page);
  found.bareErrors = [...bare.seen.errors];
  return found;
}

/** Press Tab until what a test knows has the focus; whether it came. */
async function tab(page, test, what) {
  for (let i = 0; i < MANY; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(test, what)) return true;
  }
  return false;
}

/** Search with the keyboard alone, from a page to the first hit. */
async function search({ page, seen }, { start: from, words }) {
  const found = { first: "", title: "" };
  seen.errors.length = seen.requests.length = 0;
  await page.setViewport(WIDE);
  await page.goto(from, { waitUntil: "load" });
  found.field = await tab(page, (id) => document.activeElement?.id === id, "find");
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
  found.hit = await tab(page, (id) => document.getElementById(id).contains(document.activeElement), "hits");
  found.first = await page.evaluate(() => document.activeElement.textContent);
  found.outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
  return { ...found, title: await page.$eval("h1", (node) => node.textContent), url: page.url(), errors: [...seen.errors], requests: [...seen.requests] };
}

/** Follow a link in a chart with the keyboard alone. */
async function follow({ page }, from) {
  await page.goto(from, { waitUntil: "load" });
  await page.$eval("figure svg", (node) => { node.closest("figure").tabIndex = -1; node.closest("figure").focus(); });
  await tab(page, () => document.activeElement instanceof SVGAElement);
  const goal = await page.evaluate(() => new URL(document.activeElement.href.baseVal, document.baseURI).href);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
  return { goal, url: page.url() };
}

const browser = await start(job.chromium);
const seen = { pages: [], searches: [] };
try {
  const [full, bare] = [await watched(browser), await watched(browser)];
  await bare.page.setJavaScriptEnabled(false);
  await bare.page.setViewport(NARROW);
  await full.page.evaluateOnNewDocument(axe); // as a browser extension would, past the policy of the page
  full.screen = await full.page.createCDPSession();
  for (const one of job.pages) seen.pages.push(await visit(full, bare, one));
  const plain = await watched(browser); // in front of the others, so that it has the keys
  for (const one of job.searches) seen.searches.push(await search(plain, one));
  seen.followed = await follow(plain, job.follow);
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
