import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { isRecipePath, loadRecipe } from "./recipe-module.node.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-recipe-"));

beforeAll(() => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write("recipe.mjs", 'export default { name: "mine", summary: {}, citation: "", settings: {}, game: () => ({}) };');
  write("function.mjs", "export default (data) => ({ players: { G: data.kind }, phases: [] });");
  write("game.mjs", "export default { players: {}, phases: [] };");
  write("nothing.mjs", "export const x = 1;");
  write("number.mjs", "export default 3;");
  write("broken.mjs", "export default {;");
});

test.each([
  ["gan", false],
  ["wgan-gp", false],
  ["./mine.mjs", true],
  ["../mine", true],
  ["mine.js", true],
  ["/a/mine", true],
])("isRecipePath(%s)", (name, path) => {
  expect(isRecipePath(name)).toBe(path);
});

describe("loadRecipe", () => {
  test("a built-in one by name", async () => {
    expect((await loadRecipe("dcgan", folder)).name).toBe("dcgan");
  });

  test("a recipe, a function or a game from a module", async () => {
    expect((await loadRecipe("./recipe.mjs", folder)).name).toBe("mine");
    const made = await loadRecipe("./function.mjs", folder);
    expect([made.name, made.game({}, { kind: "points", dimensions: 2, classes: 0 })]).toEqual([
      "function",
      { players: { G: "points" }, phases: [] },
    ]);
    expect((await loadRecipe("./game.mjs", folder)).name).toBe("game");
  });

  test("E103 an unknown name", async () => {
    await expect(loadRecipe("dgcan", folder)).rejects.toThrow(
      "there is no recipe called dgcan.\ndid you mean  dcgan ?\na recipe of your own is a path: --recipe ./mine.mjs",
    );
  });

  test.each([
    ["./nothing.mjs", "./nothing.mjs cannot be used as a recipe: its default export is missing."],
    [
      "./number.mjs",
      "./number.mjs cannot be used as a recipe: its default export is neither a recipe nor a function (number).",
    ],
    ["./broken.mjs", /^\.\/broken\.mjs cannot be used as a recipe: .+\.\nexport one as its default/],
    ["./absent.mjs", /^\.\/absent\.mjs cannot be used as a recipe: .*absent\.mjs/],
  ])("E108 %s", async (path, sentence) => {
    await expect(loadRecipe(path, folder)).rejects.toThrow(sentence);
  });
});
