// What all sheets of a workbook may take together.

import { Fault } from "../../engine/text.js";
import { MAX_CELLS } from "../places.js";

const MAX_TAGS = 1_000_000;
/** Characters of all cells together: far more than a list has, and few enough to hold. */
const MAX_TEXT = 20_000_000;

export class Budget {
  constructor(name) {
    Object.assign(this, { name, cells: MAX_CELLS, area: MAX_CELLS, characters: MAX_TEXT, tags: MAX_TAGS });
  }

  tag(weight = 1) {
    this.tags -= weight;
    if (this.tags < 0) throw this.tooMuch();
  }

  spend(characters) {
    this.characters -= characters;
    if (this.characters < 0) throw this.tooMuch();
  }

  tooMuch() {
    return new Fault(["arbetsboken innehåller orimligt mycket text", "the workbook holds unreasonably much text"],
      ["Kopiera listan till en ny arbetsbok, eller dela upp den.", "Copy the list to a new workbook, or split it."], this.name);
  }
}
