/** @file Every verb, in the order of the help. */
import type { Verb } from "./verb.ts";
import { recipesVerb } from "./verbs/recipes.ts";
import { resumeVerb } from "./verbs/resume.ts";
import { trainVerb } from "./verbs/train.ts";

export const verbs: readonly Verb[] = [trainVerb, resumeVerb, recipesVerb];
