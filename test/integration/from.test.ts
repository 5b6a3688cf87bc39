/** @file `--from`: real runs that begin with what another has learnt, and what cannot be begun with. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeTensors, encodeTensors, type NamedTensor } from "../../src/base/safetensors.ts";
import { floatTensor } from "../../src/base/tensor.ts";
import { type Ended, freshFolder, gantry } from "./gantry-process.ts";

const folder = freshFolder();
const statePath = (run: string, step: number): string =>
  join(folder, "runs", run, "checkpoints", String(step).padStart(6, "0"), "state.safetensors");
const tensorsOf = (run: string, step: number): ReadonlyMap<string, NamedTensor> => {
  const path = statePath(run, step);
  return new Map(decodeTensors(readFileSync(path), path).tensors.map((tensor) => [tensor.name, tensor]));
};
const numbers = (tensor: NamedTensor | undefined): number[] => [...(tensor?.data ?? [])];

const common = ["--steps", "20", "--threads", "1", "--batch", "16", "--out", "runs", "--progress", "none"];
const train = (run: string, ...more: string[]): Promise<Ended> =>
  gantry(["train", "ring8", ...common, "--set", "width=8", "--run", run, ...more], folder);

/** Names that begin so, of two checkpoints: whether they hold the same numbers. */
function expectSame(got: ReadonlyMap<string, NamedTensor>, want: ReadonlyMap<string, NamedTensor>, of: RegExp): void {
  const names = [...want.keys()].filter((name) => of.test(name));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(numbers(got.get(name)), name).toEqual(numbers(want.get(name)));
}

beforeAll(async () => {
  expect((await train("base", "--seed", "1")).code).toBe(0);
});

describe("a run that begins with another", () => {
  test("has its weights and averages at step 0, and optimisers of its own", async () => {
    const { code, err } = await train("next", "--seed", "2", "--from", "base");
    expect(code).toBe(0);
    const [begun, former] = [tensorsOf("next", 0), tensorsOf("base", 20)];
    expect([...begun.keys()].sort()).toEqual([...former.keys()].sort());
    expectSame(begun, former, /^[GD]\.(average\.)?parameters\./);
    for (const [name, tensor] of begun) {
      if (name.includes(".optimiser.m.")) expect(new Set(numbers(tensor)), name).toEqual(new Set([0]));
    }
    const learnt = [...former.keys()].filter((name) => !name.includes(".optimiser."));
    expect(err.match(/^ +taken +[GD]\./gm)).toHaveLength(learnt.length);
    expect(err).toContain(statePath("base", 20));
    expect(err).toContain(`${learnt.length} of ${learnt.length} tensors taken`);
    expect(err).not.toContain("W505");
    const record = JSON.parse(readFileSync(join(folder, "runs/next/run.json"), "utf8"));
    expect(record.config.from).toEqual({ value: statePath("base", 20), origin: "flag" });
  });

  test("takes a checkpoint's folder and its file alike", async () => {
    const file = statePath("base", 20);
    for (const [run, from] of [
      ["by-folder", join(file, "..")],
      ["by-file", file],
    ] as const) {
      expect((await train(run, "--seed", "2", "--from", from)).code).toBe(0);
      expect(readFileSync(statePath(run, 20)).equals(readFileSync(statePath("next", 20))), run).toBe(true);
    }
  });

  test("resumes exactly, also where the other run is gone", async () => {
    copyFileSync(statePath("base", 20), join(folder, "kept.safetensors"));
    expect((await train("half", "--seed", "2", "--from", "kept.safetensors", "--steps", "10")).code).toBe(0);
    rmSync(join(folder, "kept.safetensors"));
    const resumed = await gantry(["resume", "runs/half", "--steps", "20", "--progress", "none"], folder);
    expect(resumed.err).not.toContain("W504");
    expect(resumed.code).toBe(0);
    expect(readFileSync(statePath("half", 20)).equals(readFileSync(statePath("next", 20)))).toBe(true);
  });

  test("of another width takes what fits, and says of the rest why it begins anew", async () => {
    const { code, err } = await train("wide", "--from", "base", "--set", "width=12");
    expect(code).toBe(0);
    expect(err).toMatch(/^ +other shape +G\.parameters\.\S+ +\[12, .*it has \[8, .*: begins anew$/m);
    expectSame(tensorsOf("wide", 0), tensorsOf("base", 20), /^[GD]\.parameters\.out\.bias$/);
  });

  test("a dry run says it too, and writes nothing", async () => {
    const { code, out } = await train("dry", "--from", "base", "--dry-run", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out).from).toMatchObject({ path: statePath("base", 20), recipe: "gan" });
    expect(() => readFileSync(join(folder, "runs/dry/run.json"))).toThrow();
  });

  test("of another recipe is warned of", async () => {
    const { code, err } = await train("other", "--recipe", "gan-2014", "--from", "base", "--lang", "zh");
    expect(code).toBe(0);
    expect(err).toContain("是用配方 gan 训练的，而本任务的配方是 gan-2014");
  });
});

describe("what cannot be begun with ends the run before it has a folder", () => {
  const refused = async (from: string, ...said: string[]): Promise<void> => {
    const { code, err } = await train("refused", "--from", from);
    for (const text of said) expect(err).toContain(text);
    expect(code).toBe(2);
    expect(() => readFileSync(join(folder, "runs/refused/run.json"))).toThrow();
  };

  test("no such run", () => refused("nobody", "E504", "nobody"));

  test("a folder that is no run", async () => {
    mkdirSync(join(folder, "photos"), { recursive: true });
    await refused("photos", "E505", "photos");
  });

  test("a file that holds no tensors", async () => {
    writeFileSync(join(folder, "notes.txt"), "these are some notes of mine, and no tensors at all");
    await refused("notes.txt", "E511", "notes.txt");
  });

  test("tensors of which none fits", async () => {
    const foreign = [{ name: "layer.weight", ...floatTensor([2, 3], [1, 2, 3, 4, 5, 6]) }];
    writeFileSync(join(folder, "foreign.safetensors"), encodeTensors(foreign));
    await refused("foreign.safetensors", "E519", "layer.weight [2, 3]", "G.parameters.");
  });
});
