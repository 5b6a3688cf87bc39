/** @file Images left out of a folder by name: what is read, what a run keeps of it, what is said. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columnsOf } from "../../src/data/attributes.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import { bytesOf, details, halves } from "./data-pictures.ts";
import { gantry } from "./gantry-process.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-exclude-"));
afterAll(() => rmSync(home, { recursive: true }));
const cacheDir = join(home, "cache");
const env = { GANTRY_CACHE: cacheDir };
const pictures = join(home, "pictures");
const LEVELS = [10, 40, 70, 100, 130, 160, 190, 220];

/** Eight pictures, one grey each, and two that nobody can read. */
beforeAll(async () => {
  mkdirSync(pictures);
  for (const [i, level] of LEVELS.entries()) {
    const picture = halves(16, 16, [level], [level]).toColourspace("b-w").png();
    await picture.toFile(join(pictures, `${i}.png`));
  }
  writeFileSync(join(pictures, "torn.png"), "no picture");
  writeFileSync(join(pictures, "empty.png"), "");
});

/** A copy of the pictures without some of them: what is left out must be as if it were not there. */
function copyWithout(name: string, gone: readonly string[]): string {
  const folder = join(home, name);
  cpSync(pictures, folder, { recursive: true, preserveTimestamps: true });
  for (const file of gone) rmSync(join(folder, file));
  return folder;
}

const open = (folder: string, options: OpenOptions = {}): Promise<Dataset> =>
  openDataset(folder, { cacheDir, ...options });
const levelsOf = (set: Dataset): number[] => Array.from({ length: set.count }, (_, i) => bytesOf(set, i)[0] as number);

describe("a folder of which images are left out", () => {
  test("is as one that never had them, and says what it left out", async () => {
    const exclude = ["torn.png", "3.png", "0.png"];
    const [set, witness] = [await open(pictures, { exclude }), await open(copyWithout("fewer", exclude))];
    expect(levelsOf(set)).toEqual([40, 70, 130, 160, 190, 220]);
    expect([set.files, set.fingerprint]).toEqual([witness.files, witness.fingerprint]);
    expect(details(set)).toEqual([
      "empty.png: skipped, it is empty.",
      ...["0.png", "3.png", "torn.png"].map((file) => `${file}: left out, as --exclude asks.`),
    ]);
    expect(set.problems.filter(({ code }) => code === "W312").map(({ file }) => file)).toEqual([
      ...["0.png", "3.png", "torn.png"],
    ]);
  });

  test("what was decoded of one choice is not taken for another; of the same one, in any order, it is", async () => {
    const folder = copyWithout("kept", []);
    const kept = (): number => readdirSync(join(cacheDir, "images")).length;
    const before = kept();
    const sets = [];
    for (const exclude of [[], ["1.png"], ["2.png"], ["2.png", "1.png"], ["1.png", "2.png"], []]) {
      sets.push(await open(folder, { exclude }));
    }
    expect(kept() - before).toBe(4);
    expect(sets.map(levelsOf)).toEqual([
      LEVELS,
      LEVELS.filter((level) => level !== 40),
      LEVELS.filter((level) => level !== 70),
      ...[LEVELS, LEVELS].map((all) => all.filter((level) => level !== 40 && level !== 70)),
      LEVELS,
    ]);
    expect(new Set(sets.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expect(details(sets[3] as Dataset)).toEqual(details(sets[4] as Dataset));
  });

  test("knows the attributes of those that are left, whatever is said of the others", async () => {
    const folder = copyWithout("known", []);
    const rows = ["torn.png", "empty.png", ...LEVELS.map((_, i) => `${i}.png`)].map((file, i) => `${file},${i}\n`);
    writeFileSync(join(folder, "attributes.csv"), `file,number\n${rows.join("").replace("3.png,5", "3.png,five")}`);
    await expect(open(folder)).rejects.toMatchObject({ code: "E311" });
    const set = await open(folder, { exclude: ["3.png"] });
    expect(columnsOf(set.attributes as never).number).toEqual([2, 3, 4, 6, 7, 8, 9]);
  });

  test("must keep two images, and have what is left out; other data have no files to leave out", async () => {
    const some = (count: number): string[] => LEVELS.slice(0, count).map((_, i) => `${i}.png`);
    expect((await open(pictures, { exclude: some(6) })).count).toBe(2);
    await expect(open(pictures, { exclude: some(7) })).rejects.toMatchObject({
      ...{ code: "E308", parameters: { name: "pictures", count: 1 } },
    });
    const all = [...some(8), "torn.png", "empty.png"];
    await expect(open(pictures, { exclude: all })).rejects.toMatchObject({ code: "E308", parameters: { count: 0 } });
    await expect(open(pictures, { exclude: ["9.png"] })).rejects.toMatchObject({ code: "E342" });
    writeFileSync(join(home, "points.csv"), "1,2\n3,4\n");
    for (const spec of ["ring8", "mnist", "stacked-mnist", join(home, "points.csv")]) {
      await expect(openDataset(spec, { exclude: ["a.png"] }), spec).rejects.toMatchObject({ code: "E343" });
      if (spec === "ring8") expect((await openDataset(spec, { exclude: [] })).count).toBe(50_000);
    }
  });
});

const train = (run: string, steps: number, data: string): string[] => [
  ...["train", data, "--recipe", "dcgan", "--steps", String(steps), "--batch", "4", "--width", "4", "--z", "3"],
  ...["--threads", "1", "--eval-every", "0", "--no-autotune", "--run", run, "--progress", "none", "--json"],
];

describe("a run", () => {
  const runs = join(home, "runs");
  const state = (run: string) => readFileSync(join(runs, run, "checkpoints/000008/state.safetensors"));
  const recordOf = (run: string) => JSON.parse(readFileSync(join(runs, run, "run.json"), "utf8"));

  test("trains on what is left, resumes to the same bytes, also when what it left out is gone", async () => {
    const folder = copyWithout("trained", []);
    const out = ["--exclude", "torn.png,2.png"];
    expect((await gantry([...train("whole", 8, folder), ...out], home, env)).code).toBe(0);
    expect((await gantry([...train("parts", 4, folder), ...out], home, env)).code).toBe(0);
    const { config, data } = recordOf("parts");
    expect(config.exclude).toEqual({ value: ["torn.png", "2.png"], origin: "flag" });
    expect([data.count, data.problems]).toEqual([
      ...[7, expect.arrayContaining(["2.png: left out, as --exclude asks."])],
    ]);
    rmSync(join(folder, "2.png"));
    const resumed = await gantry(["resume", "parts", "--steps", "8", "--progress", "none"], home, env);
    expect(resumed.code, resumed.err).toBe(0);
    expect(state("parts").equals(state("whole"))).toBe(true);
    const unlike = await gantry(train("all", 8, pictures), home, env);
    expect([unlike.code, state("all").equals(state("whole"))]).toEqual([0, false]);
  });

  test("is measured against what is left", async () => {
    const words = ["--n", "4", "--features", "pixels", "--metrics", "frechet", "--json"];
    const frechet = async (...more: string[]): Promise<number> => {
      const { code, out, err } = await gantry(["evaluate", "whole", ...more, ...words], home, env);
      expect(code, err).toBe(0);
      return JSON.parse(out.trim().split("\n").at(-1) as string).frechet;
    };
    expect(await frechet()).toBe(await frechet("--against", copyWithout("measured", ["2.png", "torn.png"])));
  });

  test("takes the list from a file too, where a name may hold a comma", async () => {
    const folder = copyWithout("commas", []);
    cpSync(join(folder, "0.png"), join(folder, "a, b.png"));
    writeFileSync(join(home, "gantry.config.json"), JSON.stringify({ exclude: ["a, b.png", "1.png"] }));
    const { code, err } = await gantry(
      [...train("listed", 1, folder), "--config", join(home, "gantry.config.json")],
      home,
      env,
    );
    rmSync(join(home, "gantry.config.json"));
    expect(code, err).toBe(0);
    expect([recordOf("listed").config.exclude.value, recordOf("listed").data.count]).toEqual([
      ...[["a, b.png", "1.png"], 7],
    ]);
  });
});

test("data says what was left out, and which name is none", async () => {
  const { code, out } = await gantry(["data", "pictures", "--exclude", "1.png", "--out", "sheet.png"], home, env);
  expect([code, out]).toEqual([0, expect.stringMatching(/W312 +1\.png: left out, as --exclude asks\./)]);
  expect(out).toMatch(/^items +7$/m);
  const wrong = await gantry(["data", "pictures", "--exclude", "1.jpg", "--lang", "zh"], home, env);
  expect([wrong.code, wrong.err]).toEqual([3, expect.stringContaining("您是否想输入  1.png ？")]);
});
