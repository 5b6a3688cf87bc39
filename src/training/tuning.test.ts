/** @file What a run settles before it begins: what it is told, what is kept, and how it ends early. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ring8 } from "../../test/play.ts";
import { objectLayer, resolveConfig } from "../config/index.ts";
import type { Dataset } from "../data/dataset.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Recipe } from "../game/recipe.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { gan } from "../recipes/gan.ts";
import { dataShapeOf, type Plan, planFor } from "./plan.ts";
import { fixedTuning, type Tuning, type TuningOptions, tuneRun } from "./tuning.node.ts";

function planned(recipe: Recipe, dataset: Dataset, values: Readonly<Record<string, unknown>>): Plan {
  const layers = [objectLayer({ data: dataset.name, ...values })];
  return planFor(resolveConfig(layers, recipe, dataShapeOf(dataset), { threads: 2 }), recipe, dataset);
}

const points = planned(gan, ring8, { width: 8, depth: 1, batch: 4 });
const digits = embeddedDataset("strokes", { count: 30, size: 16 });
const images = planned(dcgan, digits, { width: 16, batch: 128, threads: 1 });
const newFile = (): string => join(mkdtempSync(join(tmpdir(), "gantry-tuning-")), "tuned.json");

async function settled(plan: Plan, options: TuningOptions, stopped = false): Promise<Tuning & { codes: string[] }> {
  const codes: string[] = [];
  const tuning = tuneRun(plan, { requested: () => (stopped ? "interrupt" : null) }, options);
  for (;;) {
    const { done, value } = await tuning.next();
    if (done === true) return { ...value, codes };
    codes.push(value.type === "alert" ? value.code : value.type);
  }
}

test("threads are measured, kept, and known the next time", async () => {
  const file = newFile();
  const first = await settled(points, { file, budget: 1e6 });
  expect(first).toMatchObject({ threadsMeasured: true, choices: {}, codes: [] });
  const kept = readFileSync(file, "utf8");
  expect(await settled(points, { file, budget: 0 })).toEqual(first);
  expect(readFileSync(file, "utf8")).toBe(kept);
});

test("threads that somebody gave are not measured", async () => {
  const file = newFile();
  const plan = planned(gan, ring8, { width: 8, depth: 1, batch: 4, threads: 2 });
  expect(await settled(plan, { file })).toEqual({ threads: 2, threadsMeasured: false, choices: {}, codes: [] });
  expect(existsSync(file)).toBe(false);
});

test("threads that cannot be kept are told, once", async () => {
  const [inTheWay, foreign] = [newFile(), newFile()];
  for (const file of [inTheWay, foreign]) writeFileSync(file, "{}");
  expect((await settled(points, { file: join(inTheWay, "tuned.json") })).codes).toEqual(["W404"]);
  expect((await settled(points, { file: foreign })).codes).toEqual(["W403"]);
  expect(readFileSync(foreign, "utf8")).toBe("{}");
});

test("what no time is left for is told; who stopped it is told nothing", async () => {
  const file = newFile();
  const { choices } = fixedTuning(images);
  const early = await settled(images, { file, budget: -1 });
  expect(early).toEqual({ threads: 1, threadsMeasured: false, choices, codes: ["W405"] });
  expect(await settled(images, { file }, true)).toEqual({ ...early, codes: [] });
  const unmeasured = { threads: 2, threadsMeasured: false, choices: {}, codes: [] };
  expect(await settled(points, { file, budget: -1 })).toEqual(unmeasured);
  expect(await settled(points, { file }, true)).toEqual(unmeasured);
  expect(existsSync(file)).toBe(false);
});
