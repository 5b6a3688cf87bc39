import type { Recipe } from "gantry/game";
import { gan } from "gantry/recipes";

/** A recipe that is not built in. */
export const renamed: Recipe = { ...gan, name: "renamed" };
