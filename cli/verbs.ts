/** @file Every verb, in the order of the help. */
import type { Verb } from "./verb.ts";
import { recipesVerb } from "./verbs/recipes.ts";

export const verbs: readonly Verb[] = [recipesVerb];
