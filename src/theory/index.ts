/** @file `gantry/theory`: what "Generative adversarial nets" says of p_data, p_g and D, as functions of densities. */
import { jsd, kl, totalVariation, wasserstein1 } from "./divergences.ts";
import { histogram, histogramOf } from "./histogram.ts";
import { mixture } from "./mixture.ts";
import { normal, pushforward, uniform } from "./push-forward.ts";
import { criterion, gapToOptimal, optimalD, value } from "./value.ts";

export { type AlternatingOptions, alternate, type Round } from "./alternating.ts";
export { type CoinExample, coinExample } from "./coin.ts";
export type { Density } from "./density.ts";
export { jsd, kl, totalVariation, wasserstein1 } from "./divergences.ts";
export { normalCumulative, normalQuantile } from "./error-function.ts";
export { type BinOptions, histogram, histogramOf } from "./histogram.ts";
export { type GaussianPart, mixture } from "./mixture.ts";
export { checkProposition1, type Proposition1Check } from "./proposition-1.ts";
export {
  latentGrid,
  type Noise,
  normal,
  type PushForwardOptions,
  pushforward,
  pushforwardOfImages,
  uniform,
} from "./push-forward.ts";
export { integrate, type QuadratureOptions } from "./quadrature.ts";
export { smoothedGradient } from "./smoothed-gradient.ts";
export { checkTheorem1, type Theorem1Check } from "./theorem-1.ts";
export { criterionGradient, type Descent, type DescentOptions, type DescentStep, descend } from "./theorem-2.ts";
export { criterion, gapToOptimal, type Logits, optimalD, optimalLogits, value } from "./value.ts";

/** The everyday ones under one name, as in `theory.jsd(theory.mixture([…]), q)`. */
export const theory: {
  readonly mixture: typeof mixture;
  readonly histogram: typeof histogram;
  readonly histogramOf: typeof histogramOf;
  readonly normal: typeof normal;
  readonly uniform: typeof uniform;
  readonly pushforward: typeof pushforward;
  readonly optimalD: typeof optimalD;
  readonly value: typeof value;
  readonly criterion: typeof criterion;
  readonly gapToOptimal: typeof gapToOptimal;
  readonly jsd: typeof jsd;
  readonly kl: typeof kl;
  readonly totalVariation: typeof totalVariation;
  readonly wasserstein1: typeof wasserstein1;
} = {
  mixture,
  histogram,
  histogramOf,
  normal,
  uniform,
  pushforward,
  optimalD,
  value,
  criterion,
  gapToOptimal,
  jsd,
  kl,
  totalVariation,
  wasserstein1,
};
