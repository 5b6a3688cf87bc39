/** @file What lies in the runs folder, and what only seems to. */
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdsLinksOut, runNames } from "./place.ts";

test.skipIf(process.platform === "win32").each(["samples/grid.json", "last.json", "best.json"])(
  "nor one whose %s is such a link",
  (file) => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "gantry-place-")));
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "gantry-outside-")));
    mkdirSync(join(root, "run", "samples"), { recursive: true });
    writeFileSync(join(outside, "secret.json"), "{}");
    expect(holdsLinksOut(root, join(root, "run"))).toBe(false);
    symlinkSync(join(outside, "secret.json"), join(root, "run", file));
    expect(holdsLinksOut(root, join(root, "run"))).toBe(true);
  },
);

test.skipIf(process.platform === "win32")("a run whose files are links out of the folder is none to show", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "gantry-place-")));
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "gantry-outside-")));
  for (const name of ["plain", "linked", "shared"]) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "run.json"), "{}");
  }
  writeFileSync(join(outside, "metrics.jsonl"), "secret\n");
  writeFileSync(join(root, "plain", "metrics.jsonl"), "{}\n");
  symlinkSync(join(outside, "metrics.jsonl"), join(root, "linked", "metrics.jsonl"));
  symlinkSync(join(root, "plain", "metrics.jsonl"), join(root, "shared", "metrics.jsonl")); // within the folder
  expect(["plain", "linked", "shared"].map((name) => holdsLinksOut(root, join(root, name)))).toEqual([
    false,
    true,
    false,
  ]);
  expect(runNames(root).runs.toSorted()).toEqual(["plain", "shared"]);
  expect(runNames(root).outside).toEqual(["linked"]);
});
