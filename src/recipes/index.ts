/** @file `gantry/recipes`: the published GANs, each a game with defaults and a citation. */
import type { Recipe } from "../game/recipe.ts";
import { dcgan } from "./dcgan.ts";
import { gan } from "./gan.ts";
import { gan2014 } from "./gan-2014.ts";

/** Every built-in recipe, in the order of `gantry recipes`. */
export const recipes: readonly Recipe[] = [gan, gan2014, dcgan];

export { dcgan, gan, gan2014 };
