/** @file A recipe by name, or a user's own from a module: `--recipe ./mine.mjs` works wherever a built-in name does. */
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, Recipe } from "../game/recipe.ts";
import { recipes } from "../recipes/index.ts";

/** Whether somebody means a file and not a name: `./mine.mjs`, `C:\mine.mjs`, `mine.js`. */
export const isRecipePath = (name: string): boolean =>
  isAbsolute(name) || /^\.{1,2}[/\\]/.test(name) || /\.[cm]?[jt]s$/.test(name);

/**
 * @param name of a built-in recipe, or a module's path, relative to `folder`
 * @throws E103 no such recipe, E108 a module that cannot be loaded or exports none
 */
export async function loadRecipe(name: string, folder: string): Promise<Recipe> {
  if (isRecipePath(name)) return recipeOfModule(name, resolve(folder, name));
  const known = recipes.map((recipe) => recipe.name);
  const found = recipes.find((recipe) => recipe.name === name);
  if (found === undefined) throw new GantryError("E103", { got: name, suggestion: suggestionFor(name, known), known });
  return found;
}

async function recipeOfModule(name: string, path: string): Promise<Recipe> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as typeof module;
  } catch (cause) {
    throw new GantryError("E108", { path: name, problem: problemOf(cause) }, { cause });
  }
  const recipe = asRecipe(module.default, name);
  if (recipe === null) {
    throw new GantryError("E108", { path: name, problem: `its default export is ${kindOf(module.default)}` });
  }
  return recipe;
}

const problemOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split("\n")[0]?.replace(/\.$/, "") ?? "";

const kindOf = (value: unknown): string =>
  value === undefined ? "missing" : value === null ? "null" : `neither a recipe nor a function (${typeof value})`;

/** A recipe as it is; a game, or a function from data to a game, as a recipe without settings, named after its file. */
function asRecipe(exported: unknown, path: string): Recipe | null {
  if (typeof exported === "object" && exported !== null) {
    if ("game" in exported && "settings" in exported) return exported as Recipe;
    if ("players" in exported && "phases" in exported) return plainRecipe(path, () => exported as Game);
  }
  return typeof exported === "function" ? plainRecipe(path, exported as (data: DataShape) => Game) : null;
}

function plainRecipe(path: string, build: (data: DataShape) => Game): Recipe {
  const name = path.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
  return { name, summary: { en: name, zh: name }, citation: "", settings: {}, game: (_, data) => build(data) };
}
