/** @file Gantry as a library: games of one's own, leaving, aborting, errors, and the example that the README shows. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Recipe, TrainEvent } from "../../src/index.node.ts";
import { openRun } from "../../src/store/open-run.node.ts";
import { ring8 } from "../play.ts";
import { MAIN, start } from "./gantry-process.ts";
import { built, childFile, linesOf, startTraining, stateBytes, temporaryFolder } from "./training-process.ts";

const { adam, defineRecipe, linear, loadGenerator, mlp, recipes, relu, resume, train, twoPlayerGame } = built;
const folder = await temporaryFolder();
const out = join(folder, "runs");
const root = resolve(import.meta.dirname, "../..");

/** A recipe of one's own, as an object: a generator written by hand, a perceptron as D. */
const mine: Recipe = defineRecipe({
  name: "mine",
  summary: { en: "mine", zh: "我的" },
  citation: "none",
  settings: { "lr.g": { kind: "number", default: 1e-3, above: 0, help: "rate of G" } },
  game: (settings, data) => {
    if (data.kind !== "points") throw new Error("points only");
    const optimiser = adam({ learningRate: settings["lr.g"] as number });
    return twoPlayerGame({
      generator: {
        network: (scope, z) => {
          const hidden = relu(linear(scope.child("hidden"), z as never, { out: 16 }));
          return linear(scope.child("out"), hidden, { out: data.dimensions });
        },
        optimiser,
        ema: 0.9,
      },
      discriminator: { network: mlp({ hidden: [16], out: 1 }), optimiser },
      dataShape: [32, data.dimensions],
      z: { kind: "normal", shape: [32, 4] },
      loss: "hinge",
      lossSwitch: 0,
      penalty: "none",
      penaltyWeight: 0,
      discriminatorSteps: 1,
      reuseFakes: false,
    });
  },
});

async function collected(events: AsyncIterable<TrainEvent>): Promise<TrainEvent[]> {
  const list: TrainEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}
const common = { out, threads: 1, steps: 20 } as const;

describe("a recipe that is an object", () => {
  test("trains on this thread, with its own settings, and its generator draws", async () => {
    const events = await collected(train({ data: "ring8", recipe: mine, run: "mine", "lr.g": 0.002, ...common }));
    expect(events.at(-1)).toEqual({ type: "end", status: "done", step: 20, run: join(out, "mine") });
    const { record } = await openRun(join(out, "mine"));
    expect(record).toMatchObject({ recipe: "mine", recipeFingerprint: "object" });
    expect(record.config["lr.g"]).toMatchObject({ value: 0.002 });
    const generator = await loadGenerator(join(out, "mine"));
    expect((await generator.generate(generator.z(3, 0))).shape).toEqual([3, 2]);
    await generator.release();
  });

  test("is asked for again by a resume, and then goes on", async () => {
    await expect(collected(resume(join(out, "mine"), { steps: 30 }))).rejects.toThrow(
      `${join(out, "mine")} was trained with another recipe than mine is now: it was given as an object. ` +
        "Give it again, resume(run, { recipe }), or start a new run.",
    );
    const events = await collected(resume(join(out, "mine"), { steps: 30, recipe: mine }));
    expect(events[0]).toMatchObject({ type: "start", step: 20, steps: 30 });
    const whole = train({ data: "ring8", recipe: mine, run: "mine-whole", "lr.g": 0.002, ...common, steps: 30 });
    await collected(whole);
    expect((await stateBytes(join(out, "mine"))).equals(await stateBytes(join(out, "mine-whole")))).toBe(true);
  });

  test("that is a built-in one counts as its name", async () => {
    const gan = recipes.find(({ name }) => name === "gan") as Recipe;
    await collected(train({ data: "ring8", recipe: gan, run: "named", ...common, width: 8, batch: 16 }));
    const events = await collected(resume(join(out, "named"), { steps: 25 }));
    expect(events.at(-1)).toMatchObject({ status: "done", step: 25 });
  });

  test("may go with data that are an object", async () => {
    const events = await collected(train({ data: ring8, recipe: mine, run: "objects", ...common }));
    expect(events.at(-1)).toMatchObject({ status: "done", step: 20 });
    await expect(collected(resume(join(out, "objects"), { steps: 30, recipe: mine }))).rejects.toThrow(
      "no data was named",
    );
    const on = await collected(resume(join(out, "objects"), { steps: 30, recipe: mine, data: ring8 }));
    expect(on.at(-1)).toMatchObject({ status: "done", step: 30 });
  });
});

test("a process that trains the same run twice gets the same bytes twice, and nothing between zero and the normal numbers", async () => {
  const options = { data: "ring8", seed: 3, width: 32, batch: 32, steps: 400, threads: 1, autotune: false, out };
  const rates = { "lr.g": 0.02, "lr.d": 0.02 }; // units die, and their moments are halved at each step
  const asked = JSON.stringify({ ...options, ...rates });
  const { out: said, err } = await start(process.execPath, [childFile("twice.mjs"), asked], folder).ended;
  expect([said, err]).toEqual(["done\ndone\n", ""]);
  const [first, second] = [await stateBytes(join(out, "first")), await stateBytes(join(out, "second"))];
  expect(first.equals(second)).toBe(true);
  const words = new Uint32Array(Uint8Array.from(first.subarray(8 + Number(first.readBigUInt64LE(0)))).buffer);
  const exponents = words.map((word) => (word >>> 23) & 0xff);
  expect(words.filter((word, i) => exponents[i] === 0 && (word & 0x7fffff) !== 0).length).toBe(0);
  expect(exponents.filter((exponent) => exponent > 0 && exponent < 27).length, "below 1e-30").toBeGreaterThan(0);
});

describe.each([
  ["in a worker", {}],
  ["on this thread", { recipe: mine }],
])("a run %s", (where, recipe) => {
  const name = where.replaceAll(" ", "-");
  const long = { data: "ring8", ...recipe, ...common, steps: 100_000, saveEvery: 90_000 };

  test("that is aborted finishes its step, saves, and says so", async () => {
    const abort = new AbortController();
    const events: TrainEvent[] = [];
    for await (const event of train({ ...long, run: `${name}-aborted`, signal: abort.signal })) {
      events.push(event);
      if (event.type === "metrics" && event.step === 12) abort.abort();
    }
    const end = events.at(-1) as Extract<TrainEvent, { type: "end" }>;
    expect(end).toMatchObject({ type: "end", status: "interrupted" });
    const run = await openRun(join(out, `${name}-aborted`));
    expect(await run.status()).toMatchObject({ state: "interrupted", step: end.step, steps: 100_000 });
    expect((await run.readCheckpoint())?.step).toBe(end.step);
  });

  test("that was aborted before it began is saved at its beginning", async () => {
    const signal = AbortSignal.abort();
    const events = await collected(train({ ...long, run: `${name}-never`, signal }));
    expect(events.at(-1)).toMatchObject({ type: "end", status: "interrupted", step: 0 });
  });

  test("that is left early finishes its step and saves; nobody holds it then", async () => {
    for await (const event of train({ ...long, run: `${name}-left` })) {
      if (event.type === "metrics" && event.step === 12) break;
    }
    const run = await openRun(join(out, `${name}-left`));
    expect(await run.owner()).toBeNull();
    const { state, step } = (await run.status()) as { readonly state: string; readonly step: number };
    expect(state).toBe("interrupted");
    expect((await run.readCheckpoint())?.step).toBe(step);
    expect(step).toBeGreaterThanOrEqual(12);
  });

  test("that throws where it is watched is saved as well", async () => {
    const watched = async (): Promise<void> => {
      for await (const event of train({ ...long, run: `${name}-thrown` })) {
        if (event.type === "metrics" && event.step === 12) throw new Error("the watcher's own");
      }
    };
    await expect(watched()).rejects.toThrow("the watcher's own");
    const run = await openRun(join(out, `${name}-thrown`));
    expect((await run.readCheckpoint())?.step).toBeGreaterThanOrEqual(12);
  });
});

test("a process whose loop leaves a run early ends by itself", async () => {
  const asked = { train: { data: "ring8", threads: 1, steps: 100_000, run: "alone" }, leaveAt: 5 };
  const { code, err } = await startTraining(asked, folder).ended;
  expect([code, err]).toEqual([0, ""]);
});

describe("errors", () => {
  const throws = childFile("throws.mjs");

  test.each([
    ["a setting that is none, before a worker is started", { train: { data: "ring8", widht: 3 } }, "E102", "widht"],
    ["data that are not there", { train: { data: "rign8" } }, "E300", "ring8"],
    [
      "a recipe that throws, from the worker",
      { train: { data: "ring8", recipe: throws } },
      undefined,
      "not in this thread",
    ],
    ["a run that is not there, from the worker", { resume: "nobody" }, "E504", "nobody"],
  ])("%s", async (_, asked, code, words) => {
    const { out: said, code: exit } = await startTraining(asked, folder).ended;
    const error = linesOf(said).at(-1);
    expect(exit).toBe(1);
    expect(error?.type).toBe("error");
    expect(error?.code).toBe(code);
    expect(error?.name).toBe(code === undefined ? "TypeError" : "GantryError");
    expect(error?.message).toContain(words);
  });

  test("a worker that ends without a word is not taken for the end of a run", async () => {
    const asked = { train: { data: "ring8", recipe: childFile("exits.mjs") } };
    const { out: said, code } = await startTraining(asked, folder).ended;
    expect(code).toBe(1);
    expect(linesOf(said).at(-1)?.message).toBe("the training thread ended before the run did, with exit code 7");
  });

  test.each([
    ["in the middle", "25", 20],
    ["before its first step", "0", 0],
  ])("a worker that dies %s lets go of its run: the same process may resume it", async (_, diesAt, step) => {
    const run = `dies-${diesAt}`;
    const asked = { data: "ring8", recipe: childFile("dies.mjs"), steps: 30, saveEvery: 10, out, run };
    process.env.GANTRY_TEST_DIES_AT = diesAt;
    try {
      await expect(collected(train({ ...asked, threads: 1 }))).rejects.toThrow("with exit code 7");
      await expect(collected(resume(join(out, run)))).rejects.toThrow("with exit code 7"); // and lets go again
    } finally {
      delete process.env.GANTRY_TEST_DIES_AT;
    }
    const events = await collected(resume(join(out, run)));
    expect(events[0]).toMatchObject({ type: "start", step });
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 30 });
  });

  test("from a worker are the package's own class, with code and parameters", async () => {
    const caught = await collected(resume("nobody", { root: out })).catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(built.GantryError);
    expect(built.isGantryError(caught) && caught.parameters).toMatchObject({ run: "nobody", root: out });
  });
});

describe("examples/own-game", () => {
  const example = join(root, "examples/own-game");
  const lines = async (): Promise<string[]> =>
    (await readFile(join(example, "README.md"), "utf8"))
      .split("\n")
      .filter((line) => /^(npx gantry|node) /.test(line))
      .map((line) => line.replace(/ *#.*$/, ""));

  test("its README's commands run", async () => {
    const commands = await lines();
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const [program, ...words] = command.replace(/^npx gantry/, `node ${MAIN}`).split(" ") as [string, ...string[]];
      expect(program).toBe("node");
      const inRoot = words.map((word) => (/examples\//.test(word) ? resolve(root, word) : word));
      const { code, out: said, err } = await start(process.execPath, inRoot, folder).ended;
      expect(code, `${command}\n${said}${err}`).toBe(0);
    }
  });

  test("train.mjs says how it goes and draws samples", async () => {
    const { out: said } = await start(process.execPath, [join(example, "train.mjs"), join(folder, "own")], folder)
      .ended;
    expect(said).toMatch(/^(step \d00 {2}D -?\d+\.\d\d {2}G -?\d+\.\d\d\n){3}four samples: (-?\d+\.\d\d ?){8}\n$/);
  });
});
