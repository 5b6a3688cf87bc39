/** @file Words beside the recipes' equations, by the recipes' own lines: nothing is to be put in their place. */

export const equations: Readonly<Record<string, string>> = {};
