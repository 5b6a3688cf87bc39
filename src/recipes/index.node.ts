/** @file `gantry/recipes/node`: built-in recipes by name, and users' own by path. */
export { isRecipePath, loadRecipe } from "./load.node.ts";
