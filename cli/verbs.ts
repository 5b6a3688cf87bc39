/** @file Every verb, in the order of the help. */
import type { Verb } from "./verb.ts";
import { dataVerb } from "./verbs/data.ts";
import { demoVerb } from "./verbs/demo.ts";
import { exportVerb } from "./verbs/export.ts";
import { recipesVerb } from "./verbs/recipes.ts";
import { resumeVerb } from "./verbs/resume.ts";
import { runsLsVerb, runsShowVerb } from "./verbs/runs.ts";
import { sampleVerb } from "./verbs/sample.ts";
import { trainVerb } from "./verbs/train.ts";

export const verbs: readonly Verb[] = [
  demoVerb,
  trainVerb,
  resumeVerb,
  sampleVerb,
  exportVerb,
  runsLsVerb,
  runsShowVerb,
  dataVerb,
  recipesVerb,
];
