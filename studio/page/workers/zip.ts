/**
 * @file Writes ZIP (PKWARE's APPNOTE 6.3) that only stores: what goes in is packed already. Names are ASCII; no time is told,
 * so that equal pictures make equal files.
 */
import { CallError } from "./calls.ts";
import { crc32 } from "./crc32.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** 1 January 1980, the first day that the format knows. */
const DAY = 0x21;
const VERSION = 10;

/** Offsets have four bytes; the directory comes behind. */
const MOST = 2 ** 32 - 2 ** 20;
const TOO_LARGE = {
  en: "a ZIP of more than 4 GB: take fewer pictures, or enlarge them less",
  zh: "ZIP 会超过 4 GB：请减少图片数，或降低放大倍数",
};

/** Little endian: [value, bytes] each. */
function fields(...all: readonly (readonly [number, 2 | 4])[]): Bytes {
  const bytes: number[] = [];
  for (const [value, width] of all) {
    for (let i = 0; i < width; i += 1) bytes.push((value >>> (8 * i)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

export interface ZipWriter {
  readonly add: (name: string, bytes: Bytes) => void;
  readonly finish: () => Blob;
}

export function zipWriter(): ZipWriter {
  const parts: (Bytes | Blob)[] = []; // a browser may lay blobs aside
  const directory: Bytes[] = [];
  let at = 0;
  const add = (name: string, bytes: Bytes): void => {
    const letters = new TextEncoder().encode(name);
    const shared = sharedFields(letters, bytes);
    const local = fields([0x04034b50, 4], ...shared);
    const rest = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [at, 4],
    ] as const; // no comment, first volume, no attributes, its place
    directory.push(fields([0x02014b50, 4], [VERSION, 2], ...shared, ...rest), letters);
    parts.push(local, letters, new Blob([bytes]));
    at += local.length + letters.length + bytes.length;
    if (at > MOST) throw new CallError({ code: null, sentence: TOO_LARGE });
  };
  const finish = (): Blob => {
    const [count, length] = [directory.length / 2, directory.reduce((sum, part) => sum + part.length, 0)];
    const end = fields([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [length, 4], [at, 4], [0, 2]);
    return new Blob([...parts, ...directory, end], { type: "application/zip" });
  };
  return { add, finish };
}

/** What stands before the bytes and in the directory: version, flags, stored, time, check, size twice, the name's, nothing more. */
const sharedFields = (letters: Uint8Array, bytes: Uint8Array): (readonly [number, 2 | 4])[] => [
  ...([
    [VERSION, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [DAY, 2],
  ] as const),
  ...([
    [crc32(bytes), 4],
    [bytes.length, 4],
    [bytes.length, 4],
    [letters.length, 2],
    [0, 2],
  ] as const),
];
