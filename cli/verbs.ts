/** @file Every verb, in the order of the help. */
import type { Verb } from "./verb.ts";
import { benchVerb } from "./verbs/bench.ts";
import { dataVerb } from "./verbs/data.ts";
import { demoVerb } from "./verbs/demo.ts";
import { doctorVerb } from "./verbs/doctor.ts";
import { evaluateVerb } from "./verbs/evaluate.ts";
import { explainVerb } from "./verbs/explain.ts";
import { exportVerb } from "./verbs/export.ts";
import { initVerb } from "./verbs/init.ts";
import { latentVerbs } from "./verbs/latent.ts";
import { recipesVerb } from "./verbs/recipes.ts";
import { reportVerb } from "./verbs/report.ts";
import { resumeVerb } from "./verbs/resume.ts";
import { runsLsVerb, runsShowVerb } from "./verbs/runs.ts";
import { runsNoteVerb, runsRestoreVerb, runsTagVerb, runsTrashVerb } from "./verbs/runs-organise.ts";
import { sampleVerb } from "./verbs/sample.ts";
import { studioVerb } from "./verbs/studio.ts";
import { theoryVerb } from "./verbs/theory.ts";
import { trainVerb } from "./verbs/train.ts";
import { walkVerb } from "./verbs/walk.ts";

export const verbs: readonly Verb[] = [
  demoVerb,
  initVerb,
  trainVerb,
  resumeVerb,
  sampleVerb,
  walkVerb,
  ...latentVerbs,
  evaluateVerb,
  theoryVerb,
  exportVerb,
  reportVerb,
  studioVerb,
  runsLsVerb,
  runsShowVerb,
  runsNoteVerb,
  runsTagVerb,
  runsTrashVerb,
  runsRestoreVerb,
  dataVerb,
  recipesVerb,
  doctorVerb,
  benchVerb,
  explainVerb,
];
