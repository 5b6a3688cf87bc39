/**
 * @file The entries of an archive that only stores, as `torch.save` writes them: uncompressed, so nothing in it can
 * grow beyond the file's own size, and entries are views of it.
 *
 * PKWARE's APPNOTE 6.3: the end record, the central directory's headers, each with the place of a local header, after
 * which the bytes lie. With zip64's wider fields, which PyTorch always writes. Every place is checked against the file,
 * and a directory is never longer than the bytes it is in, whatever count a file claims.
 */
import { GantryError } from "../base/error.ts";
import type { WeightsDamage } from "../messages/en/errors-weights.ts";

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const HEADER = 0x02014b50;
const HEADER_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** In a 32-bit field: the value stands in a zip64 field. */
const WIDE = 0xffffffff;
const WIDE_FIELD = 1;

interface Archive {
  readonly where: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

function fail({ where }: Archive, damage: WeightsDamage): never {
  throw new GantryError("E710", { path: where, damage });
}

/** Entries by name. @throws E710 for an archive that is cut short or damaged, or with a compressed entry */
export function storedEntries(bytes: Uint8Array, where: string): ReadonlyMap<string, Uint8Array> {
  const archive = { where, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  const entries = new Map<string, Uint8Array>();
  const end = endRecord(archive);
  for (let at = directoryAt(archive, end); at < end && isAt(archive, at, HEADER, HEADER_BYTES); ) {
    const entry = readHeader(archive, at);
    entries.set(entry.name, stored(archive, entry));
    at = entry.next;
  }
  return entries;
}

const isAt = ({ bytes, view }: Archive, at: number, signature: number, length: number): boolean =>
  at >= 0 && at + length <= bytes.length && view.getUint32(at, true) === signature;

/** Where the end record lies: before a comment of any length. */
function endRecord(archive: Archive): number {
  const last = archive.bytes.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (isAt(archive, at, END, END_BYTES)) return at;
  }
  return fail(archive, { kind: "short" });
}

/** 64 bits; beyond 53 they are outside any file, and fail where they are used. */
const wide = ({ view }: Archive, at: number): number => Number(view.getBigUint64(at, true));

function directoryAt(archive: Archive, end: number): number {
  const narrow = archive.view.getUint32(end + 16, true);
  if (narrow !== WIDE) return narrow;
  const locator = end - LOCATOR64_BYTES;
  const record = isAt(archive, locator, LOCATOR64, LOCATOR64_BYTES) ? wide(archive, locator + 8) : -1;
  return isAt(archive, record, END64, END64_BYTES) ? wide(archive, record + 48) : fail(archive, { kind: "short" });
}

interface Entry {
  readonly name: string;
  readonly compression: number;
  readonly size: number;
  /** Of its local header. */
  readonly at: number;
  /** Where the next entry's header begins. */
  readonly next: number;
}

function readHeader(archive: Archive, at: number): Entry {
  const { bytes, view } = archive;
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
  ];
  const extra = at + HEADER_BYTES + nameBytes;
  const next = extra + extraBytes + commentBytes;
  if (next > bytes.length) fail(archive, { kind: "short" });
  const name = new TextDecoder().decode(bytes.subarray(at + HEADER_BYTES, extra));
  const [packed, size, place] = [20, 24, 42].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ];
  const fields = wideFields(archive, extra, extraBytes, [size, packed, place]);
  return { name, compression: view.getUint16(at + 10, true), size: fields[0], at: fields[2], next };
}

/** Size, packed size and place, those that do not fit in 32 bits from the extra field, where only they stand. */
function wideFields(
  archive: Archive,
  start: number,
  length: number,
  narrow: readonly [number, number, number],
): readonly [number, number, number] {
  const { view } = archive;
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== WIDE_FIELD) continue;
    let field = at + 4;
    return narrow.map((value) => {
      if (value !== WIDE) return value;
      field += 8;
      return field <= start + length ? wide(archive, field - 8) : fail(archive, { kind: "short" });
    }) as [number, number, number];
  }
  return narrow;
}

function stored(archive: Archive, { name, compression, size, at }: Entry): Uint8Array {
  if (compression !== 0) fail(archive, { kind: "compressed", name });
  if (!isAt(archive, at, LOCAL, LOCAL_BYTES)) fail(archive, { kind: "short" });
  const { bytes, view } = archive;
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + size > bytes.length) fail(archive, { kind: "short" });
  return bytes.subarray(start, start + size);
}
