// All text of a workbook outside its cells, searched for personal numbers: comments, headers, choices, properties.

import { hasPersonalNumber } from "../personal-numbers.js";
import { sheetPlace } from "../places.js";
import { ownerOf, WORKBOOK } from "./layout.js";

/** What a search takes, however short the text, counted in characters. */
const SEARCH = 100;
/** Tags within a run of text; any other tag ends it. */
const RUNS = new Set(["t", "r", "rPr", "b", "i", "u", "sz", "color", "rFont", "font", "family", "scheme", "charset",
  "vertAlign", "strike", "latin", "ea", "cs", "sym", "fld", "solidFill", "srgbClr", "schemeClr", "phoneticPr"]);
const HEADERS = new Set(["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"]);
const PARTS = [
  ["docprops/", ["dokumentets egenskaper (Arkiv – Info)", "the document's properties (File – Info)"]],
  ["xl/persons/", ["uppgifter om den som kommenterat", "details of a person who commented"]],
  ["xl/tables/", ["en tabells rubriker", "the headings of a table"]],
  ["xl/pivot", ["en pivottabell", "a pivot table"]],
  ["xl/externallinks/", ["värden ur en annan arbetsbok", "values from another workbook"]],
  ["xl/charts/", ["ett diagram", "a chart"]],
  ["xl/drawings/", ["en textruta eller figur", "a text box or shape"]],
  [WORKBOOK, ["arbetsbokens namn och inställningar", "names and settings of the workbook"]],
];

function labelOf(part, sheet) {
  if (part.endsWith(".rels")) return ["en länk", "a link"];
  if (part.startsWith("xl/worksheets/") && sheet) return ["bladets inställningar", "the settings of the sheet"];
  return PARTS.find(([prefix]) => part.toLowerCase().startsWith(prefix))?.[1]
    ?? ["en del av arbetsboken som inte syns", "a part of the workbook that does not show"];
}

/** Gathers runs of text and attributes of one part, and notes the place where a personal number stands. */
export class Search {
  constructor(name, part, layout, budget, places) {
    Object.assign(this, { name, budget, places, pieces: [] });
    this.sheet = layout.sheetOf(part.endsWith(".rels") ? ownerOf(part) : part);
    this.about = labelOf(part, this.sheet);
    // Copies of cells stand without their headings, so ten bare digits may be a telephone number.
    this.context = /^xl\/(pivot|externalLinks)/.test(part) ? "telefon" : "";
    this.spot = this.about;
    if (hasPersonalNumber(part)) places.push([`${name}, namnet på en del`, `${name}, the name of a part`]);
  }

  start(tag, attributes) {
    this.budget.tag(3); // a search takes about as long as three tags of a cell
    this.spot = this.spotOf(tag, attributes) ?? this.spot;
    for (const value of Object.values(attributes)) if (value.length > 9) this.tryText(value);
    if (!RUNS.has(tag)) this.flush();
  }

  spotOf(tag, { ref = "", sqref = "" }) {
    const cell = ref.slice(0, 40);
    if (tag === "comment" || tag === "threadedComment") return [`kommentar till cell ${ref}`, `comment on cell ${ref}`];
    if (HEADERS.has(tag)) return ["sidhuvud eller sidfot", "header or footer"];
    if (tag === "dataValidation") {
      return [`listval eller hjälptext för cell ${sqref.slice(0, 40)}`, `choices or help text of cell ${sqref.slice(0, 40)}`];
    }
    if (tag === "hyperlink") return [`länk i cell ${cell}`, `link in cell ${cell}`];
    return tag === "definedName" ? ["ett definierat namn", "a defined name"] : null;
  }

  end(tag) {
    if (!RUNS.has(tag)) this.flush();
    if (["dataValidation", "hyperlink", "definedName"].includes(tag) || HEADERS.has(tag)) this.spot = this.about;
  }

  text(text) {
    this.pieces.push(text);
  }

  tryText(text) {
    this.budget.spend(text.length + SEARCH);
    if (!hasPersonalNumber(text, this.context)) return;
    const place = this.sheet ? sheetPlace(this.name, this.sheet) : [this.name, this.name];
    this.places.push(place.map((where, index) => `${where}, ${this.spot[index]}`));
  }

  flush() {
    const text = this.pieces.join("");
    this.pieces = [];
    if (text.length > 9) this.tryText(text);
  }
}
