// What the thing in a row is called in the graph: by its designation, by what the model knows it as, or by its key.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compare, iri, valueOf } from "../engine/terms.js";
import { asText, termsOf, Unreadable } from "./cells.js";
import { explicit, folded, Unmatched } from "./words.js";

/** What may stand as a designation; anything else would not be the end of a name in the graph. */
const DESIGNATION = /^[\p{L}\p{N}\p{M}_.~-]+$/u;
/** An id in the catalogue of Swedish health care; it is about a person, and a plain digest of it could be guessed. */
const HSA_ID = /SE\d{10}-[\p{L}\p{N}_]+/iu;

/** A row that cannot be named; the column to look at, and what is wrong. */
export class Unnamed extends Error {
  constructor(column, problem) {
    super(problem[1]);
    Object.assign(this, { column, problem });
  }
}

export class Naming {
  constructor(words, base) {
    Object.assign(this, { words, base });
  }

  /** The thing that a row is about, and whether the model already knows it. */
  subject(table, sort, cells) {
    const designation = asText(cells.get("id")).trim();
    if (designation) {
      const thing = this.designated(designation);
      return [thing, this.words.model.things.get(valueOf(thing))?.known ?? false];
    }
    const name = asText(cells.get(table.named ?? "")).trim();
    if (name && table.kinds && !cells.has("kind")) {
      try {
        return [this.words.meant(name, table.name === "bodies" ? "body" : "organisation"), true];
      } catch (error) {
        if (!(error instanceof Unmatched)) throw error;
      }
    }
    return [this.made(table, sort, cells), false];
  }

  designated(text) {
    const spelled = explicit(text);
    if (!spelled && !DESIGNATION.test(text)) {
      throw new Unnamed("id", ["en beteckning har bara bokstäver, siffror, punkt och bindestreck",
        "a designation has letters, digits, full stops and hyphens only"]);
    }
    return spelled ?? iri(this.base + text);
  }

  /** A name made of what tells the row from others: the same each time it is read. */
  made(table, sort, cells) {
    const keys = table.key.filter((name) => name !== "sort");
    if (!keys.some((name) => isThere(cells.get(name)))) throw this.lacking(table, keys);
    const told = table.key.map((name) => (name === "sort" ? sort.name : this.means(table.column(name), cells.get(name))));
    const text = utf8ToBytes([table.name, ...told].join("\x1f"));
    if (!table.secret) return iri(`${this.base}${table.name}-${bytesToHex(sha256(text)).slice(0, 12)}`);
    if (told.some((part) => HSA_ID.test(part))) {
      throw new Unnamed(table.key[0], [
        "ett HSA-id kräver en hemlig nyckel, och en sådan finns inte på en webbsida: pröva listan med programmet kgov, eller skriv löpnummer",
        "an HSA-id asks for a secret key, and a web page has none: check the list with the program kgov, or write running numbers"]);
    }
    return iri(`${this.base}person-${bytesToHex(hmac(sha256, utf8ToBytes(this.base), text)).slice(0, 20)}`);
  }

  lacking(table, keys) {
    if (table.secret) {
      return new Unnamed(table.key[0], ["personen saknar nummer; skriv ett eget löpnummer, till exempel 1",
        "the person has no number; write a running number of your own, for instance 1"]);
    }
    const titles = keys.map((name) => table.column(name).titles);
    return new Unnamed(keys[0], [
      `raden saknar det som skiljer den från andra: fyll i ${titles.map(([sv]) => `”${sv}”`).join(" eller ")}`,
      `the row lacks what tells it from others: fill in ${titles.map(([, en]) => `“${en}”`).join(" or ")}`]);
  }

  /** What a cell means, in one form; what it says where it means nothing, which is told later. */
  means(column, value) {
    try {
      return termsOf(value, column, this.words).sort(compare).join(" ");
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return folded(asText(value));
    }
  }
}

/** Whether a cell says something; a zero and a plain "no" do not, as in the command line. */
const isThere = (value) => value !== undefined && value !== null && value !== "" && value !== 0 && value !== false;
