/** @file What bench/behaviour keeps of runs, and what it measures again. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

interface Row {
  readonly loss: string;
  readonly index: number;
  readonly modes: number;
}
type Rows = (file: string, list: string, keys: readonly string[]) => Row[];

const { href } = new URL("../bench/behaviour/record.mjs", import.meta.url);
const { alike, rowsThatStand, named } = (await import(href)) as {
  readonly alike: (row: object, other: object, keys: readonly string[]) => boolean;
  readonly rowsThatStand: Rows;
  readonly named: (names: readonly string[], known: readonly string[]) => readonly string[];
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("a run that stands in the record is not measured again, unless all are to be", () => {
  const file = join(mkdtempSync(join(tmpdir(), "gantry-record-")), "record.json");
  const row: Row = { loss: "ns", index: 3, modes: 8 };
  writeFileSync(file, JSON.stringify({ runs: [row] }));
  expect(rowsThatStand(file, "runs", ["loss", "index"])).toEqual([row]);
  vi.stubEnv("ANEW", "1");
  expect(rowsThatStand(file, "runs", ["loss", "index"])).toEqual([]);
});

test("a run with other settings is another run", () => {
  const row = { loss: "ns", settings: { width: 8, "lr.g": 0.1 }, modes: 8 };
  expect(alike(row, { loss: "ns", settings: { width: 8, "lr.g": 0.1 } }, ["loss", "settings"])).toBe(true);
  expect(alike(row, { loss: "ns", settings: { width: 8, "lr.g": 0.2 } }, ["loss", "settings"])).toBe(false);
  expect(alike(row, { loss: "ns", settings: { width: 8, "lr.g": 0.2 } }, ["loss"])).toBe(true);
});

test("a name that there is not ends the measurement with exit code 2, and says which there are", () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  expect(named(["ns", "ls"], ["ls", "ns", "hinge"])).toEqual(["ns", "ls"]);
  expect(exit).not.toHaveBeenCalled();
  named(["ns", "r1"], ["ls", "ns"]);
  expect(exit).toHaveBeenCalledWith(2);
  expect(said).toHaveBeenCalledWith("expected some of: ls, ns; got r1");
});
