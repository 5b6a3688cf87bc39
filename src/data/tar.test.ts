import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { tarEntries } from "./tar.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-tar-"));
afterAll(() => rmSync(folder, { recursive: true }));

const deep = `${"long-folder-name/".repeat(6)}x`; // longer than a header's name field: ustar's prefix
const contents = { "a.bin": "a".repeat(1000), "b/empty.bin": "", [`${deep}/c.bin`]: "c".repeat(512) };

const archive = (): Buffer => {
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return execFileSync("tar", ["--format=ustar", "-cf", "-", "a.bin", "b", "long-folder-name"], { cwd: folder });
};

test("plain files of an archive that tar wrote", () => {
  const entries = [...tarEntries(archive())].map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]);
  expect(Object.fromEntries(entries)).toEqual(contents);
});

test("an archive that is cut short ends with its last whole file", () => {
  const cut = archive().subarray(0, 512 + 900);
  expect([...tarEntries(cut)]).toEqual([]);
  expect([...tarEntries(new Uint8Array(10))]).toEqual([]);
});
