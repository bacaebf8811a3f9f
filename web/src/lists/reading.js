// A list of any sort, RDF or workbook, read by its file ending.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Fault } from "../engine/text.js";
import { readCsv } from "../tables/csv.js";
import { hasPersonalNumber, inSheet, refusal } from "../tables/personal-numbers.js";
import { encrypted } from "../tables/xlsx/archive.js";
import { readXlsx } from "../tables/xlsx/read.js";
import { toSource } from "./importing.js";
import { readRdfList, SYNTAXES } from "./rdf.js";

const MAX_TABLE = 20 * 1024 * 1024;
const AS_XLSX = ["Spara den som .xlsx (Excel-arbetsbok).", "Save it as .xlsx (Excel Workbook)."];
const AS_TABLE = ["Spara den som .xlsx (Excel-arbetsbok) eller CSV UTF-8.", "Save it as .xlsx (Excel Workbook) or CSV UTF-8."];
/** What several CSV files that are read together are called. */
const FOLDER = "csv";

const endingOf = (name) => /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? "";
const stem = (name) => name.split("/").at(-1).replace(/\.[^.]*$/, "");

/** Read files; several CSV files are the sheets of one workbook. `files` have name and bytes; `encoding` is that of CSV. */
export function readLists(files, model, mapping, encoding = "") {
  const tables = files.filter(({ name }) => endingOf(name) === ".csv");
  const others = files.filter(({ name }) => endingOf(name) !== ".csv");
  const sources = others.map((file, index) => readOne(file, model, mapping, `l${index + 1}`));
  if (tables.length) sources.push(toSource(csvWorkbook(tables, encoding), model, mapping));
  return sources;
}

function readOne({ name, bytes }, model, mapping, mark) {
  const ending = endingOf(name);
  if (ending in SYNTAXES) return readRdfList(name, bytes, SYNTAXES[ending], mark);
  return toSource(readTable({ name, bytes }), model, mapping);
}

/** The sheets of one file; Fault where it holds a personal number. */
export function readTable({ name, bytes }, encoding = "") {
  refuseName(name);
  const ending = endingOf(name);
  refuseOther(bytes, ending, name);
  const csv = () => {
    const sheet = readCsv(bytes, name, stem(name), encoding);
    return { sheets: [sheet], personal: inSheet(name, sheet) };
  };
  const { sheets, personal } = ending === ".csv" ? csv() : readXlsx(bytes, name);
  if (personal.length) throw refusal(name, personal);
  return { name, sheets, digest: bytesToHex(sha256(bytes)) };
}

function csvWorkbook(files, encoding) {
  if (files.length === 1) return readTable(files[0], encoding);
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sheets = [];
  const personal = [];
  for (const file of ordered) {
    refuseName(file.name);
    refuseOther(file.bytes, ".csv", file.name);
    const sheet = readCsv(file.bytes, FOLDER, stem(file.name), encoding);
    sheets.push(sheet);
    personal.push(...inSheet(FOLDER, sheet));
  }
  if (personal.length) throw refusal(FOLDER, personal);
  const listed = ordered.map((file) => `${bytesToHex(sha256(file.bytes))}  ${file.name}\n`).join("");
  return { name: FOLDER, sheets, digest: bytesToHex(sha256(utf8ToBytes(listed))) };
}

function refuseName(name) {
  if (hasPersonalNumber(name)) {
    throw new Fault(["filens namn innehåller ett personnummer eller samordningsnummer",
      "the name of the file contains a personal identity number or coordination number"], ["Byt namn på filen.", "Rename the file."]);
  }
}

/** Refuse what is no table by its ending, or something else by its first bytes. */
function refuseOther(bytes, ending, name) {
  if (ending !== ".xlsx" && ending !== ".csv") {
    throw new Fault([`kan inte läsa ${ending || "filer utan filändelse"}`, `cannot read ${ending || "files without an ending"}`], AS_TABLE, name);
  }
  if (bytes.length > MAX_TABLE) {
    throw new Fault(["filen är större än 20 MB", "the file is larger than 20 MB"],
      ["Dela upp den, eller ta bort bilderna.", "Split it, or remove the pictures."], name);
  }
  if (!bytes.length) {
    throw new Fault(["filen är tom", "the file is empty"], ["Ange den fil som innehåller underlaget.", "Name the file that holds the list."], name);
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    if (new TextDecoder("utf-16le").decode(bytes).includes("EncryptedPackage")) throw encrypted(name);
    throw new Fault(["filen är i Excels gamla format (.xls)", "the file is in Excel's old format (.xls)"], AS_XLSX, name);
  }
  const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (ending === ".xlsx" && !isPacked) {
    throw new Fault(["filen är ingen Excel-arbetsbok, trots filändelsen", "the file is no Excel workbook, despite its ending"],
      ["Öppna den i Excel och spara den som .xlsx.", "Open it in Excel and save it as .xlsx."], name);
  }
  if (ending === ".csv" && isPacked) {
    throw new Fault(["filen är en packad fil, inte CSV", "the file is a packed file, not CSV"],
      ["Är det en Excel-arbetsbok: ge den filändelsen .xlsx.", "If it is an Excel workbook: give it the ending .xlsx."], name);
  }
}
