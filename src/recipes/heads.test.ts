/** @file `acgan`, `infogan` and `began`: what they are by default, and what they cannot be played with. */
import { describe, expect, test } from "vitest";
import { bytesOf, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { recipeGame } from "../../test/play.ts";
import { checkedValue, typeOfSetting } from "../config/index.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { DataShape, Setting } from "../game/recipe.ts";
import { errorSentence } from "../messages/errors.ts";
import { declareGame } from "../steps/declare.ts";
import { acgan } from "./acgan.ts";
import { began } from "./began.ts";
import { infogan } from "./infogan.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number, classes = 10): DataShape => ({ kind: "images", size, channels: 1, classes });
const shapeOf = (game: ReturnType<typeof recipeGame>, player: string, name: string) =>
  declareGame(game)[player]?.parameters.entries.find((entry) => entry.name === name)?.shape;

describe("D answers with more than a logit", () => {
  test("acgan: and a logit for each class of the data; G gets z and a class", () => {
    const game = recipeGame(acgan, images(28));
    expect(shapeOf(game, "D", "logit.weight")).toEqual([11, 128, 4, 4]);
    expect(shapeOf(game, "G", "project.weight")?.[0]).toBe(32 + 10);
    expect(game.reading).toBe("logit");
  });

  test("infogan: and what Q says of the class and the codes, whatever labels there are", () => {
    const game = recipeGame(infogan, images(28, 1), { "code.classes": 7, "code.numbers": 3 });
    expect(shapeOf(game, "D", "logit.weight")?.[0]).toBe(1 + 7 + 3);
    expect(shapeOf(game, "G", "project.weight")?.[0]).toBe(34 + 7);
    expect(game.inputs.label).toEqual({ kind: "categorical", shape: [32], classes: 7 });
  });
});

describe("what D sees is changed", () => {
  const small = { batch: 4, width: 4, "z.size": 3, "d.steps": 2 };
  const seen = { augment: "auto", "augment.images": 1, instanceNoise: 0.2, "instanceNoise.steps": 9 };

  test.each([acgan, infogan])("$name resumes to the same bytes, strength and noise and all", async (recipe) => {
    const dataset = embeddedDataset("strokes", { count: 40, size: 16 });
    const game = recipeGame(recipe, images(16), { ...small, ...seen });
    const options = { dataset, steps: 6, sampleEvery: 100, saveEvery: 3 };
    const [straight, parted] = [memory(), memory()];
    await trained(loopOptions(game, straight, options));
    await trained(loopOptions(game, parted, { ...options, steps: 3 }));
    await trained(loopOptions(game, parted, { ...options, checkpoint: await lastOf(parted) }));
    expect(await bytesOf(parted)).toEqual(await bytesOf(straight));
    const controlsOf = async (run: typeof straight) => (await lastOf(run))?.meta.controls;
    const { values } = (await controlsOf(straight)) as { readonly values: Readonly<Record<string, number>> };
    expect(values.augment).toBeGreaterThan(0); // p has moved
    expect(await controlsOf(parted)).toEqual(await controlsOf(straight));
  });
});

describe("what cannot be", () => {
  test.each([
    ["began", began, "use --recipe gan"],
    ["acgan", acgan, "use --recipe cgan"],
    ["infogan", infogan, "use --recipe gan"],
  ] as const)("%s on points", (name, recipe, instead) => {
    expect(() => recipeGame(recipe, points)).toThrow(
      `the recipe ${name} needs images, and the data have none.\n${instead}`,
    );
  });

  test("acgan without labels", () => {
    expect(() => recipeGame(acgan, images(28, 1))).toThrow("the recipe acgan needs labels, and the data have none.");
  });

  test("more codes than z is long", () => {
    expect(() => recipeGame(infogan, images(28), { "z.size": 4, "code.numbers": 5 })).toThrow(
      "--code-numbers: expected at most 4, the length of z (--z), got 5.",
    );
    const expected = "at most 4, the length of z (--z)";
    const zh = errorSentence("E112", { where: "--code-numbers", expected, got: "5" }, "zh");
    expect(zh).toBe("--code-numbers：需要不超过 4，即 z 的长度（--z），得到 5。");
  });

  test("sizes that cannot be halved", () => {
    expect(() => recipeGame(began, images(50))).toThrow("autoencoder.size: expected 4, 5, 6 or 7 times a power of two");
  });

  test.each([
    ["class.weight", acgan, -1],
    ["code.weight", infogan, -0.1],
    ["code.classes", infogan, 1],
    ["gamma", began, 1.5],
    ["k.rate", began, -0.001],
    ["lr.factor", began, 0],
  ] as const)("%s out of its range", (key, recipe, value) => {
    const type = typeOfSetting(recipe.settings[key] as Setting);
    expect(() => checkedValue(type, { key, value, where: key }, value)).toThrow(key);
  });
});
