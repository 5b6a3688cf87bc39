/** @file `gantry/recipes/node`: built-in recipes by name, and users' own by path. */
export { isRecipePath, loadRecipe, recipeFingerprint } from "./load.node.ts";
