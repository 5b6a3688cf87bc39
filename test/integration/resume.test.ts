/** @file What a resume refuses, what it passes over, and what it keeps. */
import { appendFile, cp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openRun } from "../../src/store/open-run.node.ts";
import { type Asked, type Said, stateBytes, temporaryFolder, trainedApart } from "./training-process.ts";

const folder = await temporaryFolder();
const runs = join(folder, "runs");
const train = { data: "ring8", recipe: "gan", width: 8, batch: 16, threads: 1, steps: 40, saveEvery: 10 };
const last = async (asked: Asked): Promise<Said | undefined> => (await trainedApart(asked, folder)).at(-1);

/** A copy of a run, as a person makes one. */
async function copyOf(name: string, as: string): Promise<string> {
  await cp(join(runs, name), join(runs, as), { recursive: true });
  return join(runs, as);
}

beforeAll(async () => {
  await last({ train: { ...train, run: "base" } });
  await last({ train: { ...train, steps: 60, run: "longer" } });
});

describe("a resume", () => {
  test("goes on in a copy of the run's folder, which is a run like any", async () => {
    const path = await copyOf("base", "copied");
    expect(await last({ resume: path, options: { steps: 60 } })).toMatchObject({ status: "done", step: 60, run: path });
    expect((await stateBytes(path)).equals(await stateBytes(join(runs, "longer")))).toBe(true);
  });

  test("without a step goes to where the run was to end, and then has nothing to do", async () => {
    expect(await last({ resume: join(runs, "base") })).toMatchObject({
      type: "error",
      code: "E516",
      message: `${join(runs, "base")} is at step 40 already, and was asked to train to 40. Give a later step: --steps 80`,
    });
    expect(await last({ resume: join(runs, "base"), options: { steps: 30 } })).toMatchObject({ code: "E516" });
  });

  test("keeps as many checkpoints as the run was told to keep", async () => {
    const keeping = { ...train, keep: 4, saveEvery: 5, steps: 20, run: "keeping" };
    await last({ train: keeping });
    await last({ resume: join(runs, "keeping"), options: { steps: 25 } });
    expect((await (await openRun(join(runs, "keeping"))).checkpoints()).steps).toEqual([10, 15, 20, 25]);
  });

  test("comes to the end of a run that was killed after its last checkpoint", async () => {
    const path = await copyOf("base", "unfinished");
    const status = JSON.parse(await readFile(join(path, "status.json"), "utf8"));
    await writeFile(join(path, "status.json"), JSON.stringify({ ...status, state: "training" }));
    for (const file of ["generator.onnx", "samples/000040.png"]) await rm(join(path, file));
    expect(await last({ resume: path })).toMatchObject({ type: "end", status: "done", step: 40 });
    expect(await readdir(path)).toContain("generator.onnx");
    expect(await readdir(join(path, "samples"))).toContain("000040.png");
    expect((await stateBytes(path)).equals(await stateBytes(join(runs, "base")))).toBe(true);
  });

  test("begins again a run that was killed before its first checkpoint", async () => {
    const path = await copyOf("base", "early");
    for (const name of await readdir(path)) if (name !== "run.json") await rm(join(path, name), { recursive: true });
    expect(await last({ resume: path })).toMatchObject({ status: "done", step: 40 });
    expect((await stateBytes(path)).equals(await stateBytes(join(runs, "base")))).toBe(true);
    expect(await readdir(path)).toContain("reals.png");
  });
});

describe("a resume with other things than the run began with is refused", () => {
  test("data that have changed", async () => {
    const rows = Array.from({ length: 64 }, (_, i) => `${Math.sin(i)},${Math.cos(i)}`).join("\n");
    await writeFile(join(folder, "points.csv"), `${rows}\n`);
    await last({ train: { ...train, data: "./points.csv", steps: 20, run: "csv" } });
    await appendFile(join(folder, "points.csv"), "1,2\n");
    const refused = await last({ resume: join(runs, "csv"), options: { steps: 30 } });
    expect(refused).toMatchObject({ type: "error", code: "E515" });
    expect(refused?.message).toContain(`csv was trained on other data: ${join(folder, "points.csv")} now has the `);
    expect(refused?.message).toMatch(
      / fingerprint [0-9a-f]{12}…, the run began with [0-9a-f]{12}…\. Bring the data back as it was, or start a new run\.$/,
    );
    await writeFile(join(folder, "points.csv"), `${rows}\n`);
    // Asked in another folder than the run was begun in: it knows its data by whole path.
    const elsewhere = await trainedApart({ resume: "csv", options: { root: ".", steps: 30 } }, runs);
    expect(elsewhere.at(-1)).toMatchObject({ status: "done", step: 30 });
  });

  const recipe = (rate: string): string =>
    `import { adam, defineGame, mean, mlp, neg, softplus, add } from "gantry";
export default (data) => defineGame({
  players: {
    G: { network: mlp({ hidden: [8], out: data.dimensions }), optimiser: adam({ learningRate: ${rate} }) },
    D: { network: mlp({ hidden: [8], out: 1 }), optimiser: adam({ learningRate: 1e-3 }) },
  },
  inputs: { x: { kind: "data", shape: [16, data.dimensions] }, z: { kind: "normal", shape: [16, 4] } },
  phases: [
    { name: "D", updates: ["D"], loss: ({ G, D }, { x, z }) =>
      ({ loss: add(mean(softplus(neg(D(x)))), mean(softplus(D(G(z))))) }) },
    { name: "G", updates: ["G"], loss: ({ G, D }, { z }) => ({ loss: mean(softplus(neg(D(G(z))))) }) },
  ],
  sampler: { player: "G", inputs: ["z"], output: "sample", draw: ({ G }, { z }) => G(z) },
});
`;

  test("a recipe of one's own that has changed, though its tensors fit", async () => {
    // Beside the package, so that it finds it by name.
    const file = join(import.meta.dirname, "training-children", `changing-${process.pid}.mjs`);
    try {
      await writeFile(file, recipe("1e-3"));
      await last({ train: { ...{ data: "ring8", threads: 1, steps: 20 }, recipe: file, run: "changing" } });
      await writeFile(file, recipe("2e-3"));
      expect(await last({ resume: join(runs, "changing"), options: { steps: 30 } })).toMatchObject({
        type: "error",
        code: "E518",
        message:
          `${join(runs, "changing")} was trained with another recipe than ${file} is now: ` +
          "the file has changed since. Bring it back as it was, or start a new run.",
      });
      await writeFile(file, recipe("1e-3"));
      expect(await last({ resume: join(runs, "changing"), options: { steps: 30 } })).toMatchObject({ status: "done" });
    } finally {
      await rm(file, { force: true });
    }
  });
});

describe("a checkpoint that is damaged", () => {
  const flipByte = async (file: string): Promise<void> => {
    const handle = await open(file, "r+");
    const { size } = await handle.stat();
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, size - 9);
    byte[0] = (byte[0] as number) ^ 4;
    await handle.write(byte, 0, 1, size - 9);
    await handle.close();
  };

  test.each<[string, (folder: string) => Promise<void>, RegExp]>([
    [
      "has a flipped byte",
      (at) => flipByte(join(at, "state.safetensors")),
      /its SHA-256 is [0-9a-f]{12}… where [0-9a-f]{12}… was written/,
    ],
    [
      "is cut short",
      (at) => truncate(join(at, "state.safetensors"), 1000),
      /it has 1,000 bytes where [\d,]+ were written/,
    ],
  ])("because it %s is passed over for the one before it, with a word", async (how, damage, words) => {
    const path = await copyOf("base", `damaged ${how}`.replaceAll(" ", "-"));
    await damage(join(path, "checkpoints/000040"));
    const said = await trainedApart({ resume: path, options: { steps: 60 } }, folder);
    expect(said[0]).toMatchObject({ type: "alert", code: "W501", step: 30 });
    expect(said[0]?.parameters).toMatchObject({ instead: "checkpoints/000030" });
    expect(said[1]).toMatchObject({ type: "start", step: 30 });
    expect(said.at(-1)).toMatchObject({ status: "done", step: 60 });
    expect((await stateBytes(path)).equals(await stateBytes(join(runs, "longer")))).toBe(true);
    const { built } = await import("./training-process.ts");
    const alert = said[0] as unknown as { readonly code: "W501"; readonly parameters: never };
    expect(new built.GantryError(alert.code, alert.parameters).message).toMatch(words);
  });

  test("like all others ends the resume, each named; nothing is lost", async () => {
    const path = await copyOf("base", "all-damaged");
    for (const step of ["000030", "000040"]) await flipByte(join(path, "checkpoints", step, "state.safetensors"));
    const before = (await readdir(path, { recursive: true })).filter((name) => !/owner|events/.test(name)).sort();
    const refused = await last({ resume: path, options: { steps: 60 } });
    expect(refused).toMatchObject({ type: "error", code: "E510" });
    expect(refused?.message).toMatch(/has no whole checkpoint\. .*000040.*000030/);
    const after = (await readdir(path, { recursive: true })).filter((name) => !/owner|events/.test(name)).sort();
    expect(after).toEqual(before);
  });
});
