/** @file Help for the recipes' settings, by the recipes' own English help: nothing is to be put in its place. */

export const settings: Readonly<Record<string, string>> = {};
