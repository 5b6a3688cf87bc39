/** @file Every recipe: it trains, resumes to the bits of a run that never stopped, draws. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Recipe } from "../../src/game/recipe.ts";
import { built, builtTraining, stateBytes, temporaryFolder } from "./training-process.ts";

/** The smallest that each recipe can be: what is tried here is the way through it. */
const SMALL = {
  ...{ batch: 10, width: 8, "g.width": 8, "z.size": 6, depth: 1, blocks: 1, unroll: 2, "d.steps": 2, labels: 20 },
  ...{ "code.classes": 3 },
};
/** Two runs may find other lowerings fastest, and then they round otherwise; one run keeps what it found. */
const COMMON = { data: "strokes", size: 16, threads: 1, evalEvery: 0, autotune: false } as const;

const smallOf = ({ settings }: Recipe): [string, number][] => Object.entries(SMALL).filter(([key]) => key in settings);

/** As objects: they train on this thread, whose code is warm after the first. */
const { recipes } = built;
const { exportParity, runGenerator } = builtTraining;
const folder = await temporaryFolder();
const runs = join(folder, "runs");

/** How a run ended. */
async function statusOf(events: ReturnType<typeof built.train>): Promise<string | null> {
  let status: string | null = null;
  for await (const event of events) if (event.type === "end") status = event.status;
  return status;
}

describe.each(recipes)("$name", (recipe) => {
  const { name } = recipe;
  const settings = smallOf(recipe);

  const given = { ...COMMON, recipe, ...Object.fromEntries(settings), out: runs };

  async function trainedInParts(): Promise<void> {
    expect(await statusOf(built.train({ ...given, run: name, steps: 3 }))).toBe("done");
    expect(await statusOf(built.resume(name, { root: runs, steps: 6, recipe }))).toBe("done");
  }

  async function trainedWhole(): Promise<void> {
    expect(await statusOf(built.train({ ...given, run: `${name}-whole`, steps: 6 }))).toBe("done");
  }

  beforeAll(() => Promise.all([trainedInParts(), trainedWhole()]));

  test("resumes to the bits of a run that never stopped", async () => {
    const [parts, whole] = [await stateBytes(join(runs, name)), await stateBytes(join(runs, `${name}-whole`))];
    expect(whole.length).toBeGreaterThan(1000);
    expect(parts.equals(whole)).toBe(true);
  });

  test("draws pictures, and leaves a generator that is the run's", async () => {
    expect(await exportParity(await runGenerator(join(runs, name)))).toBeLessThan(1e-5);
    const generator = await built.loadGenerator(join(runs, name));
    const { shape, data } = await generator.generate(generator.z(20, 0));
    await generator.release();
    expect(shape).toEqual([20, 1, 16, 16]);
    expect(new Set(data).size).toBeGreaterThan(1000); // pictures, not one grey
    expect(Math.max(...Array.from(data, Math.abs))).toBeLessThanOrEqual(1);
  });
});
