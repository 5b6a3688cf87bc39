/** @file What recipes leave out and say why: never what they have, always what others have, and who that is. */
import { describe, expect, test } from "vitest";
import { isGantryError } from "../base/error.ts";
import { resolveConfig } from "../config/resolve.ts";
import { objectLayer } from "../config/sources.ts";
import type { DataShape } from "../game/recipe.ts";
import { errorSentence } from "../messages/errors.ts";
import { recipes } from "./index.ts";

const data: DataShape = { kind: "images", size: 16, channels: 1, classes: 3, count: 100 };
const recipeOf = (name: string) => recipes.find((recipe) => recipe.name === name) as (typeof recipes)[number];

/** What is said to whoever asks a recipe for a setting; null where it has it. */
function sentences(recipe: string, asked: Readonly<Record<string, unknown>>): readonly [string, string] | null {
  try {
    resolveConfig([objectLayer(asked)], recipeOf(recipe), data);
    return null;
  } catch (error) {
    if (!isGantryError(error)) throw error;
    return [error.message, errorSentence(error.code, error.parameters, "zh")];
  }
}

describe.each(recipes.filter(({ leftOut }) => leftOut !== undefined).map(({ name }) => name))("%s", (name) => {
  test.each(Object.entries(recipeOf(name).leftOut ?? {}))("leaves out %s", (key, { en, zh, instead }) => {
    expect(Object.hasOwn(recipeOf(name).settings, key)).toBe(false);
    expect(Object.keys(recipeOf(instead as string).settings)).toContain(key);
    expect(sentences(name, { [key]: 1 })).toEqual([expect.stringContaining(`: ${en}.`), expect.stringContaining(zh)]);
    expect(`${en}${zh}`).not.toMatch(/[.。]$/);
    expect(zh).toMatch(/[\u4e00-\u9fff]{2}/);
  });
});

test("packs are left out where D answers of one image, and taken where it does not", () => {
  expect(sentences("acgan", { pack: 2 })).toEqual([
    "config.pack: the recipe acgan has no such setting: D says of each image which class or code it has, and a pack is of " +
      "several images.\nleave it out, or use --recipe cgan, which has it",
    "config.pack：配方 acgan 没有这个设置：判别器要说出每张图像的类别或编码，而一个包里有多张图像。\n" +
      "请去掉它，或使用有此设置的 --recipe cgan",
  ]);
  for (const name of ["acgan", "infogan", "began", "sgan"]) {
    expect(sentences(name, { pack: 2 })?.[0]).toContain("several");
  }
  expect(sentences("cgan", { pack: 2 })).toBeNull();
});

test("what nobody has a reason to leave out is said as before", () => {
  expect(sentences("acgan", { "critic.clip": 1 })?.[0]).toContain("the recipe acgan has no such setting.\n");
  expect(sentences("acgan", { toString: 1 })?.[0]).toContain("has no such setting.\n");
});
