// A real browser for the tests, and what is asked of every page in it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export const start = (chromium) => puppeteer.launch({
  executablePath: chromium, headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A new page, and what it complains of and asks for from now on. */
export async function watched(browser) {
  const page = await browser.newPage();
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => seen.requests.push(request.url()));
  return { page, seen };
}

/** What axe finds on a page that it is loaded in, at WCAG 2.1 AA or by some of its rules. */
export async function violations(page, rules) {
  const runOnly = rules ? { type: "rule", values: rules } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const wanted = { runOnly, resultTypes: ["violations"], preload: false }; // it would fetch style sheets, which a page from a disk may not
  const { violations: found } = await page.evaluate((options) => window.axe.run(document, options), wanted);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
}

/** By how many pixels a page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
