import { describe, expect, test } from "vitest";
import { ring8 } from "../../test/play.ts";
import { objectLayer, resolveConfig } from "../config/index.ts";
import { attributesOf } from "../data/attributes.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Recipe } from "../game/recipe.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { gan } from "../recipes/gan.ts";
import { dataShapeOf, planFor } from "./plan.ts";
import { recordOf } from "./record.ts";

const digits = embeddedDataset("strokes", { count: 30, size: 16, channels: 3 });

describe("what data look like to a recipe", () => {
  test("images have a size and channels, points dimensions; both may have classes", () => {
    expect(dataShapeOf(digits)).toEqual({ kind: "images", size: 16, channels: 3, classes: 10, count: 30 });
    expect(dataShapeOf(ring8)).toMatchObject({ kind: "points", dimensions: 2 });
    expect(dataShapeOf({ kind: "points", shape: [1] })).toEqual({ kind: "points", dimensions: 1, classes: 0 });
  });

  test("is the same from a run's record", () => {
    const shape = dataShapeOf(digits);
    const config = resolveConfig([objectLayer({ data: "strokes", width: 4, batch: 2 })], dcgan, shape);
    const plan = planFor(config, dcgan, digits);
    const record = recordOf(plan, { device: "cpu", threads: 2, versions: { node: "v20" } });
    expect(dataShapeOf(record.data)).toEqual(shape);
    expect(record).toMatchObject({
      recipe: "dcgan",
      seed: 0,
      device: "cpu",
      threads: 2,
      data: { name: "strokes", spec: "strokes", count: 30, fingerprint: digits.fingerprint, problems: [] },
      versions: { gantry: expect.any(String), node: "v20" },
      parameters: { G: plan.layout.G?.parameters.size, D: plan.layout.D?.parameters.size },
    });
    expect(record.config.width).toEqual({ value: 4, origin: "set" });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});

const numbers = Array.from({ length: 60 }, (_, i) => i);
const known = { ...digits, attributes: attributesOf(["ink", "slant"], numbers) };

describe("attributes of the data", () => {
  test("are told to a recipe, also from a run's record", () => {
    const shape = dataShapeOf(known);
    expect(shape.attributes).toEqual([
      { name: "ink", min: 0, max: 58, mean: 29, binary: false },
      { name: "slant", min: 1, max: 59, mean: 30, binary: false },
    ]);
    const config = resolveConfig([objectLayer({ data: "x", width: 4, batch: 2, conditional: true })], dcgan, shape);
    const plan = planFor(config, dcgan, known);
    expect(Object.keys(plan.game.inputs)).toEqual(expect.arrayContaining(["label", "attributes"]));
    expect(dataShapeOf(recordOf(plan, { device: "cpu", threads: 2, versions: {} }).data)).toEqual(shape);
  });

  test("that a game is told must be those of the data", () => {
    const shape = dataShapeOf(known);
    const config = resolveConfig([objectLayer({ data: "x", width: 4, batch: 2, conditional: true })], dcgan, shape);
    const recipe: Recipe = { ...dcgan, game: (settings) => dcgan.game(settings, shape) };
    expect(() => planFor(config, recipe, digits)).toThrow("the recipe dcgan needs attributes, and the data have none.");
    const others = { ...digits, attributes: attributesOf(["slant", "ink"], numbers) };
    expect(() => planFor(config, recipe, others)).toThrow(
      "input attributes: its attributes are ink, slant, those of the data slant, ink.",
    );
  });
});

test("a game is planned with the settings that somebody gave", () => {
  const config = resolveConfig([objectLayer({ data: "ring8", width: 9, depth: 1 })], gan, dataShapeOf(ring8));
  expect(planFor(config, gan, ring8).layout.G?.parameters.size).toBe(2 * 9 + 9 + 9 * 2 + 2);
});

test("a game that asks for labels is not planned for data without any", () => {
  const recipe: Recipe = {
    ...gan,
    game: (settings, data) => {
      const game = gan.game(settings, data);
      return { ...game, inputs: { ...game.inputs, y: { kind: "labels", shape: [256], of: "x" } } };
    },
  };
  const config = resolveConfig([objectLayer({ data: "ring8" })], recipe, dataShapeOf(ring8));
  const { labels: _, ...plain } = ring8;
  expect(() => planFor(config, recipe, plain)).toThrow("the recipe gan needs labels, and the data have none.");
  expect(planFor(config, recipe, ring8).game.inputs.y?.kind).toBe("labels");
});
