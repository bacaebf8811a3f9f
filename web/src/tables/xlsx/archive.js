// The ZIP file around a workbook: looked over first, and unpacked only within limits.

import { Fault } from "../../engine/text.js";
import { damaged } from "./markup.js";
import { members, unpacked } from "./zip.js";

const [STORED, DEFLATED] = [0, 8];
const MAX_MEMBERS = 2_000;
const MAX_UNPACKED = 50 * 1024 * 1024;
/** A long list of much the same shrinks to a fiftieth; only filling shrinks beyond this. */
const MAX_RATIO = 250;
const RATIO_FROM = 4 * 1024 * 1024;
const ENDINGS = [".xml", ".rels", ".vml", ".svg"];
/** Pictures and printer settings, which hold no text and are never unpacked. */
const LEFT_ALONE = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".ico"];
const INCOMPLETE = ["den packade filen är ofullständig", "the packed file is incomplete"];

const plain = (name) => name.replaceAll("\\", "/").replace(/^\/+/, "");

/** The text parts of a workbook by name, without a leading slash. */
export function unpack(bytes, name) {
  const chosen = choose(guarded(name, () => members(bytes)), name);
  // No part is unpacked beyond the size in the table of contents, which is within the limit.
  return new Map(chosen.map((member) => {
    if (member.method !== STORED && member.method !== DEFLATED) throw damaged(name, ["okänd packningsmetod", "unknown way of packing"]);
    return [plain(member.name), guarded(name, () => unpacked(bytes, member))];
  }));
}

/** The members that hold text; what may not be in a workbook is refused. */
function choose(all, name) {
  if (all.length > MAX_MEMBERS) throw tooLarge(name);
  const chosen = [];
  const seen = new Set();
  for (const member of all) {
    if (member.isLocked) throw encrypted(name);
    if (member.name.endsWith("/")) continue;
    const key = plain(member.name).toLowerCase();
    if (seen.has(key)) throw damaged(name, ["samma del finns två gånger", "the same part is there twice"]);
    seen.add(key);
    if (ENDINGS.some((ending) => key.endsWith(ending))) chosen.push(member);
    else if (!LEFT_ALONE.some((ending) => key.endsWith(ending)) && !`/${key}`.includes("/printersettings/")) throw embedded(name, key);
  }
  const sum = (size) => chosen.reduce((total, member) => total + member[size], 0);
  if (sum("unpacked") > MAX_UNPACKED || (sum("unpacked") > RATIO_FROM && sum("unpacked") > MAX_RATIO * sum("packed"))) throw tooLarge(name);
  return chosen;
}

function guarded(name, work) {
  try {
    return work();
  } catch {
    throw damaged(name, INCOMPLETE);
  }
}

/** The fault of a workbook that is locked with a password. */
export function encrypted(name) {
  return new Fault(["arbetsboken är skyddad med lösenord", "the workbook is protected with a password"],
    ["Ta bort lösenordet i Excel och spara på nytt.", "Remove the password in Excel and save again."], name);
}

function tooLarge(name) {
  return new Fault(["arbetsboken blir orimligt stor när den packas upp", "the workbook becomes unreasonably large when unpacked"],
    ["Kopiera listan till en ny arbetsbok och spara den.", "Copy the list to a new workbook and save that."], name);
}

function embedded(name, part) {
  if (part.endsWith("vbaproject.bin")) {
    return new Fault(["arbetsboken innehåller makron", "the workbook contains macros"],
      ["Spara den som .xlsx utan makron.", "Save it as .xlsx without macros."], name);
  }
  return new Fault(
    ["arbetsboken innehåller en inbäddad fil, som inte kan granskas", "the workbook contains an embedded file, which cannot be examined"],
    ["Ta bort den inbäddade filen och spara på nytt.", "Remove the embedded file and save again."], name);
}
