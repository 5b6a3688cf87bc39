import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { storedEntries } from "../../../src/features/zip.ts";
import { crc32 } from "./crc32.ts";
import { filmWriters } from "./film-writer.ts";
import { zipWriter } from "./zip.ts";

const bytesOf = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

const PYTHON = "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())";

/** What programs that people have say of an archive: their complaints, where there is such a program. */
function complaintsOf(zip: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  const path = join(folder, "film.zip");
  writeFileSync(path, zip);
  const programs = [
    ["unzip", "-tqq", path],
    ["python3", "-c", PYTHON, path],
  ] as const;
  const answers = programs.map(([program, ...words]) => spawnSync(program, words, { encoding: "utf8" }));
  rmSync(folder, { recursive: true });
  return answers
    .filter(({ error, status }) => error === undefined && status !== 0)
    .map(({ stdout, stderr }) => stdout + stderr);
}

describe("an archive", () => {
  test("has what went in, under its name and checked", async () => {
    const { add, finish } = zipWriter();
    const files = new Map([
      ["a.txt", Uint8Array.from([104, 105])],
      ["empty", new Uint8Array()],
      ["b.bin", Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) & 0xff)],
    ]);
    for (const [name, bytes] of files) add(name, bytes);
    const zip = await bytesOf(finish());
    expect(storedEntries(zip, "film.zip")).toEqual(
      new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes)])),
    );
    expect(complaintsOf(zip)).toEqual([]);
  });

  test("that holds nothing is one", async () => {
    expect(storedEntries(await bytesOf(zipWriter().finish()), "film.zip").size).toBe(0);
  });

  test("is damaged by a changed byte: what looks at it looks", async () => {
    const { add, finish } = zipWriter();
    add("a", Uint8Array.from([1, 2, 3]));
    const zip = await bytesOf(finish());
    const checkers = ["unzip", "python3"].filter((name) => spawnSync(name, ["--help"]).error === undefined);
    zip[32] = (zip[32] as number) ^ 1; // of the content, behind 30 bytes and the name
    expect(complaintsOf(zip).length).toBe(checkers.length);
  });
});

test("CRC-32 is Node's", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => crc32(bytes) === nodeCrc32(bytes)));
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926); // the check value of its definition
});

test("a film as PNGs: each a file of its own, to the byte", async () => {
  const [width, height] = [19, 7];
  const frames = [1, 2, 3].map((seed) =>
    Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * seed * 37) & 0xff)),
  );
  const writer = filmWriters.png({ width, height, milliseconds: 80 });
  for (const [i, frame] of frames.entries()) await writer.frame(frame, `00${i}0`);
  const entries = storedEntries(await bytesOf(writer.finish()), "film.zip");
  expect([...entries.keys()]).toEqual(["0000.png", "0010.png", "0020.png"]);
  const back = await Promise.all([...entries.values()].map((png) => sharp(png).ensureAlpha().raw().toBuffer()));
  expect(back.map((pixels) => Array.from(pixels))).toEqual(frames.map((frame) => Array.from(frame)));
});
