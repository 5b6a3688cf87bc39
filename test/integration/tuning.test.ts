/** @file A run that measures its machine: what it leaves, and that a resume follows it to the same bytes. */
import { existsSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CONVOLUTION_LOWERINGS } from "../../src/onnx/convolution-lowerings.ts";
import { start } from "./gantry-process.ts";
import { type Asked, childFile, linesOf, type Said, stateBytes, temporaryFolder } from "./training-process.ts";

const folder = await temporaryFolder();
const tuned = join(folder, "tuned.json");
const train = {
  ...{ data: "strokes", size: 32, recipe: "dcgan", width: 16, batch: 16, threads: 1 },
  ...{ steps: 4, saveEvery: 2, sampleEvery: 100 },
};

async function said(asked: Asked, file = tuned): Promise<Said[]> {
  const child = start(process.execPath, [childFile("train.mjs"), JSON.stringify(asked)], folder, {
    GANTRY_TUNED: file,
  });
  const { out, err } = await child.ended;
  expect(err).toBe("");
  return linesOf(out);
}

const runPath = (name: string): string => join(folder, "runs", name);
const json = async (path: string) => JSON.parse(await readFile(path, "utf8"));
const loweringsOf = async (name: string): Promise<Record<string, Record<string, string>>> =>
  (await json(join(runPath(name), "run.json"))).lowerings;
const namesOf = async (name: string): Promise<string[]> =>
  Object.values(await loweringsOf(name)).flatMap((kinds) => Object.values(kinds));

/** The file of measurements as if each had ended with one lowering. */
async function measuredAs(lowering: string): Promise<void> {
  const file = await json(tuned);
  for (const { convolutions } of Object.values(file.machines) as { convolutions: object }[])
    for (const groups of Object.values(convolutions))
      for (const kinds of Object.values(groups as object))
        for (const kind of Object.keys(kinds)) kinds[kind] = lowering;
  await writeFile(tuned, JSON.stringify(file));
}

const MOST_RUNS = 6;

/** On a machine that is busy, time may be up before all is measured; the next run measures on. */
beforeAll(async () => {
  for (let run = 0; ; run += 1) {
    const events = await said({ train: { ...train, steps: 1, run: `warming-${run}` } });
    if (!events.some(({ code }) => code === "W405")) break;
    if (run === MOST_RUNS) throw new Error(`three convolutions were not measured in ${MOST_RUNS} runs`);
  }
  await said({ train: { ...train, run: "first" } });
});

describe("a first run", () => {
  test("writes what every convolution gets into itself", async () => {
    const lowerings = await loweringsOf("first");
    expect(Object.keys(lowerings)).toEqual([
      expect.stringMatching(/^16x16x16x16 32x16x4x4 16x32x8x8 /),
      expect.stringMatching(/^16x32x8x8 64x32x4x4 16x64x4x4 /),
      expect.stringMatching(/^16x1x32x32 16x1x4x4 16x16x16x16 /),
    ]);
    for (const kinds of Object.values(lowerings)) {
      expect(Object.keys(kinds)).toEqual(["conv", "convTranspose", "convWeight"]);
      for (const name of Object.values(kinds)) expect(CONVOLUTION_LOWERINGS).toContain(name);
    }
  });

  test("keeps what it measured, which the next run takes", async () => {
    const before = await readFile(tuned, "utf8");
    await said({ train: { ...train, run: "second" } });
    expect(await loweringsOf("second")).toEqual(await loweringsOf("first"));
    expect(await readFile(tuned, "utf8")).toBe(before);
    expect((await stateBytes(runPath("second"))).equals(await stateBytes(runPath("first")))).toBe(true);
  });
});

describe("a resume", () => {
  test("follows the run, whatever was measured since, to the same bytes", async () => {
    await said({ train: { ...train, steps: 2, run: "halves" } });
    const kept = await readFile(tuned, "utf8");
    await measuredAs("product");
    await said({ resume: runPath("halves"), options: { steps: 4 } });
    await writeFile(tuned, kept);
    expect((await stateBytes(runPath("halves"))).equals(await stateBytes(runPath("first")))).toBe(true);
  });

  test("of a run from before there were choices takes the fixed ones", async () => {
    await cp(runPath("halves"), runPath("old"), { recursive: true });
    const { lowerings: _, ...record } = await json(join(runPath("old"), "run.json"));
    await writeFile(join(runPath("old"), "run.json"), JSON.stringify(record));
    expect((await said({ resume: runPath("old"), options: { steps: 5 } })).at(-1)).toMatchObject({ status: "done" });
  });
});

test("threads that were measured are told from those that are given", async () => {
  const points = { data: "ring8", width: 8, batch: 8, steps: 1 };
  await said({ train: { ...points, run: "counted" } });
  await said({ train: { ...points, threads: 1, run: "given" } });
  const originOf = async (name: string) => (await json(join(runPath(name), "run.json"))).config.threads.origin;
  expect(await originOf("counted")).toBe(availableParallelism() > 1 ? "measured" : "default");
  expect(await originOf("given")).toBe("set");
});

describe("without measuring", () => {
  test("the fixed choices are written into the run, and no file", async () => {
    const none = join(folder, "none.json");
    await said({ train: { ...train, autotune: false, steps: 1, run: "fixed" } }, none);
    expect(existsSync(none)).toBe(false);
    expect(new Set(await namesOf("fixed"))).toEqual(new Set(["winograd4", "direct"]));
  });

  test("so are those of mixed precision", async () => {
    const none = join(folder, "none.json");
    await said({ train: { ...train, precision: "mixed", steps: 1, run: "mixed" } }, none);
    expect(existsSync(none)).toBe(false);
    expect(new Set(await namesOf("mixed"))).toEqual(new Set(["winograd2", "direct"]));
  });
});

describe("the file of measurements", () => {
  test("decides, where it knows", async () => {
    const kept = await readFile(tuned, "utf8");
    await measuredAs("product");
    await said({ train: { ...train, steps: 1, run: "decided" } });
    await writeFile(tuned, kept);
    expect(new Set(await namesOf("decided"))).toContain("product");
  });

  test("is told and left alone where it is not one", async () => {
    const other = join(folder, "package.json");
    const text = '{ "name": "something" }';
    await writeFile(other, text);
    const events = await said({ train: { ...train, steps: 1, run: "other" } }, other);
    expect(events.filter(({ code }) => code === "W403" || code === "W404")).toHaveLength(1);
    expect(await readFile(other, "utf8")).toBe(text);
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done" });
  });

  test("that cannot be written is told, and the run trains", async () => {
    const inTheWay = join(folder, "in-the-way");
    await writeFile(inTheWay, "");
    const events = await said({ train: { ...train, steps: 1, run: "unkept" } }, join(inTheWay, "tuned.json"));
    expect(events.filter(({ type }) => type === "alert").map(({ code }) => code)).toContain("W404");
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done" });
    await rm(inTheWay);
  });
});
