/** @file `gantry/config/node`: the part of the configuration that reads files. */
export { isRecipePath, loadRecipe } from "./recipe-module.node.ts";
