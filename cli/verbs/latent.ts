/** @file `gantry latent …`: the commands that look into a trained G and D, in the order of the help. */
import type { Verb } from "../verb.ts";
import { latentArithmeticVerb } from "./latent-arithmetic.ts";
import { latentDirectionsVerb } from "./latent-directions.ts";
import { latentFeaturesVerb } from "./latent-features.ts";
import { latentForgetVerb } from "./latent-forget.ts";
import { latentProbeVerb } from "./latent-probe.ts";
import { latentProjectVerb } from "./latent-project.ts";
import { latentTurnVerb } from "./latent-turn.ts";
import { walkVerb } from "./walk.ts";

export const latentVerbs: readonly Verb[] = [
  { ...walkVerb, name: "latent walk" },
  latentArithmeticVerb,
  latentTurnVerb,
  latentDirectionsVerb,
  latentProjectVerb,
  latentForgetVerb,
  latentFeaturesVerb,
  latentProbeVerb,
];
