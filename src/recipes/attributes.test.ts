/** @file Every recipe whose players may be told what is known of the data may be told attributes, alone and with classes. */
import { describe, expect, test } from "vitest";
import { recipeGame } from "../../test/play.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { CONDITIONINGS } from "../models/conditioned.ts";
import { declareGame } from "../steps/declare.ts";
import { recipes } from "./index.ts";

const attributes = ["age", "smiling"].map((name) => ({ name, min: 0, max: 1, mean: 0.5, binary: false }));
const told = recipes.filter(({ settings }) => "conditional" in settings);
const small: Settings = { batch: 4, width: 4, "z.size": 5, pack: 2, conditional: true, augment: "none" };

/** They have perceptrons for images too, which projection is not for. */
const PERCEPTRONS = ["gan"];
/** They have convolutions alone. */
const IMAGES = ["dcgan"];

test("which recipes they are", () => {
  const names = ["cgan", "dcgan", "gan", "r3gan", "sngan", "unrolled", "wgan", "wgan-gp"];
  expect(told.map(({ name }) => name).sort()).toEqual(names);
});

describe.each(told)("$name", (recipe) => {
  /** As declared; what G and D are told are the attributes, with classes where there are some. */
  function check(data: DataShape, condition: string): void {
    const game = recipeGame(recipe, data, { ...small, condition });
    expect(game.inputs.attributes).toMatchObject({ kind: "attributes", shape: [4, 2], columns: attributes });
    expect(game.sampler.inputs).toEqual(["z", ...(data.classes > 0 ? ["label"] : []), "attributes"]);
    expect(Object.keys(declareGame(game))).toEqual(["G", "D"]);
  }

  test.each(CONDITIONINGS)("images, %s", (condition) => {
    for (const classes of [0, 3]) {
      const data: DataShape = { kind: "images", size: 16, channels: 1, classes, attributes };
      if (condition !== "projection" || !PERCEPTRONS.includes(recipe.name)) check(data, condition);
      else expect(() => check(data, condition)).toThrow("condition: expected concat or embedding with perceptrons");
    }
  });

  test.each(IMAGES.includes(recipe.name) ? [] : ["concat", "embedding"])("points, %s", (condition) => {
    for (const classes of [0, 3]) check({ kind: "points", dimensions: 2, classes, attributes }, condition);
  });

  test("not where there are none", () => {
    const data: DataShape = { kind: "images", size: 16, channels: 1, classes: 0 };
    expect(() => recipeGame(recipe, data, small)).toThrow("needs labels or attributes, and the data have none.");
  });
});
