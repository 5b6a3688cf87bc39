import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recipes } from "./index.ts";
import { isRecipePath, loadRecipe, recipeFingerprint } from "./load.node.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gantry-recipes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function module(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

describe("a recipe", () => {
  test.each(recipes)("$name is found by its name", async (recipe) => {
    expect(await loadRecipe(recipe.name)).toBe(recipe);
    expect(await recipeFingerprint(recipe.name)).toBeNull();
  });

  test.each([
    ["./mine.mjs", true],
    ["mine.mjs", true],
    ["mine.js", true],
    ["folder/mine", true],
    ["folder\\mine.mjs", true],
    ["dcgan", false],
    ["gan-2014", false],
  ])("%s is a file of the user's: %s", (name, path) => {
    expect(isRecipePath(name)).toBe(path);
  });

  test("of one's own is what its module exports", async () => {
    const path = await module("mine.mjs", 'export default { name: "mine", settings: {}, game: () => 7 };');
    expect(await loadRecipe(path)).toMatchObject({ name: "mine" });
  });

  test("may be a function from data to a game; it is called as its file", async () => {
    const path = await module("bare.mjs", "export default (data) => ({ seen: data });");
    const recipe = await loadRecipe(path);
    expect(recipe).toMatchObject({ name: "bare", settings: {} });
    const data = { kind: "points", dimensions: 2, classes: 0 } as const;
    expect(recipe.game({}, data)).toEqual({ seen: data });
  });

  test("of one's own is known again by its bytes", async () => {
    const path = await module("known.mjs", "export default () => ({});");
    const sha256 = createHash("sha256").update("export default () => ({});").digest("hex");
    expect(await recipeFingerprint(path)).toBe(sha256);
    await expect(recipeFingerprint(join(folder, "gone.mjs"))).rejects.toThrow("gone.mjs cannot be used as a recipe: ");
  });
});

describe("what is no recipe is refused", () => {
  test("a name that is nearly one", async () => {
    await expect(loadRecipe("dcgna")).rejects.toThrow(
      "there is no recipe called dcgna.\ndid you mean  dcgan ?\na recipe of your own is a path: --recipe ./mine.mjs",
    );
  });

  test.each<[string, string | null, string, string]>([
    ["no file", null, "there is no such file", "check the path"],
    ["a file that is no module", "export default {{", "it does not load (", "mend the module; node "],
    [
      "a module that throws",
      'throw new Error("out of paint");',
      "it does not load (out of paint)",
      "mend the module; node ",
    ],
    ["a module whose package is not there", 'import "nowhere-at-all";', "is not installed", "npm install gantry"],
    [
      "a module that exports no default",
      "export const recipe = {};",
      "its default export is neither a recipe",
      "export default defineRecipe",
    ],
    [
      "a module that exports something else",
      "export default 5;",
      "its default export is neither a recipe",
      "export default defineRecipe",
    ],
  ])("%s", async (what, text, problem, mend) => {
    const name = `${what.replaceAll(" ", "-")}.mjs`;
    const path = text === null ? join(folder, name) : await module(name, text);
    const loading = loadRecipe(path);
    await expect(loading).rejects.toThrow(`${path} cannot be used as a recipe: `);
    await expect(loading).rejects.toThrow(problem);
    await expect(loading).rejects.toThrow(mend);
  });
});
