// The table of contents of a ZIP file, and its members, unpacked by fflate and held against length and checksum.

import { inflateSync } from "fflate";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

const CRC = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The members of an archive as its table of contents has them. Throws where there is none, or it is cut short. */
export function members(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_LENGTH;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first) throw new Error("no table of contents");
  const [count, size, start] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const before = end - size - start; // what stands before the archive itself
  if (before < 0) throw new Error("cut short");
  const found = [];
  for (let at = end - size, number = 0; number < count; number++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("no entry");
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [crc, packed, unpacked] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true));
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    found.push({
      name: textOf(name, view.getUint16(at + 8, true)), isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true), crc, packed, unpacked, offset: view.getUint32(at + 42, true) + before,
    });
    at += 46 + nameLength + extra + comment;
    if (at > end) throw new Error("cut short");
  }
  return found;
}

const textOf = (bytes, flags) => (flags & 0x800 ? new TextDecoder().decode(bytes) : String.fromCharCode(...bytes));

/** The bytes of a member; never more than the table of contents says. Throws where they are not what it says. */
export function unpacked(bytes, member) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(member.offset, true) !== LOCAL) throw new Error("no member");
  const nameLength = view.getUint16(member.offset + 26, true);
  const named = bytes.subarray(member.offset + 30, member.offset + 30 + nameLength);
  if (textOf(named, view.getUint16(member.offset + 6, true)) !== member.name) throw new Error("another name");
  const start = member.offset + 30 + nameLength + view.getUint16(member.offset + 28, true);
  const packed = bytes.subarray(start, start + member.packed);
  if (packed.length < member.packed) throw new Error("cut short");
  const found = member.method ? inflateSync(packed, { out: new Uint8Array(member.unpacked) }) : packed;
  if (found.length !== member.unpacked || checksum(found) !== member.crc) throw new Error("changed");
  return found;
}
