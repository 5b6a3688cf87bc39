/** @file A recipe by name, or a user's own by path: `--recipe ./mine.mjs`. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, Recipe } from "../game/recipe.ts";
import { recipes } from "./index.ts";

/** Whether a name means a file of the user's. */
export const isRecipePath = (name: string): boolean => /[\\/]/.test(name) || /\.[cm]?js$/.test(name);

/** Whether it is one that ships, not somebody's own. */
export const isPublished = (recipe: Recipe): boolean => recipes.some((published) => published === recipe);

/**
 * @param name of a built-in recipe, or a module whose default export is a recipe or a function from data to a game
 * @throws E103 there is none of that name, E108 the module cannot be used
 */
export async function loadRecipe(name: string): Promise<Recipe> {
  const known = recipes.find((recipe) => recipe.name === name);
  if (known !== undefined) return known;
  if (isRecipePath(name)) return importRecipe(name);
  const names = recipes.map((recipe) => recipe.name);
  throw new GantryError("E103", { got: name, suggestion: suggestionFor(name, names), known: names });
}

/** SHA-256 (hex) of a recipe that is a file of the user's; null for a built-in one. @throws E108 */
export async function recipeFingerprint(name: string): Promise<string | null> {
  if (!isRecipePath(name)) return null;
  const bytes = await readFile(name).catch((cause: unknown) => {
    throw new GantryError("E108", { path: name, problem: "missing" }, { cause });
  });
  return createHash("sha256").update(bytes).digest("hex");
}

async function importRecipe(name: string): Promise<Recipe> {
  const path = resolve(name);
  if (!existsSync(path)) throw new GantryError("E108", { path: name, problem: "missing" });
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href).catch((cause: unknown) => {
    const detail = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] as string;
    const problem = detail.startsWith("Cannot find package") ? "package" : "fails";
    throw new GantryError("E108", { path: name, problem, detail }, { cause });
  });
  const exported = module.default;
  if (typeof exported === "function") return bareRecipe(name, exported as (data: DataShape) => Game);
  if (isRecipe(exported)) return exported;
  throw new GantryError("E108", { path: name, problem: "export" });
}

const isRecipe = (value: unknown): value is Recipe =>
  typeof value === "object" && value !== null && "game" in value && "settings" in value && "name" in value;

/** A game without settings. */
function bareRecipe(path: string, game: (data: DataShape) => Game): Recipe {
  const name = basename(path, extname(path));
  return { name, summary: { en: path, zh: path }, citation: path, settings: {}, game: (_, data) => game(data) };
}
