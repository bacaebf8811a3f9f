// The small script of a page with tools: nothing heavy is loaded before the visitor asks for it.

import * as parts from "./page/parts.js";

const here = document.currentScript?.src ?? "";
parts.setFolder(here.slice(0, here.lastIndexOf("/") + 1));

const tools = (self.kgovTools ??= {});

const WORDS = {
  sv: { loading: "Läser in …", failed: "Verktyget kunde inte läsas in. Ladda om sidan, eller öppna utgåvan i en enda fil." },
  en: { loading: "Loading …", failed: "The tool could not be loaded. Reload the page, or open the edition in one single file." },
};

async function open(place, button) {
  const name = place.dataset.tool;
  const words = WORDS[place.dataset.lang] ?? WORDS.sv;
  const told = place.querySelector("[role=status]");
  button.disabled = true;
  told.textContent = words.loading;
  try {
    await parts.have(name, () => name in tools);
    await tools[name](place, parts);
  } catch (error) {
    button.disabled = false;
    told.textContent = words.failed;
    console.warn(error);
  }
}

for (const place of document.querySelectorAll("[data-tool]")) {
  const button = place.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => open(place, button));
}
