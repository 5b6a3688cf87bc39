/** @file Adversarial losses and gradient penalties, as graph. */
export { type DraganOptions, draganPenalty } from "./dragan.ts";
export { switchedGeneratorLoss } from "./generator-switch.ts";
export type { Critic } from "./gradient-norm.ts";
export { type GradientPenaltyOptions, gradientPenalty } from "./gradient-penalty.ts";
export { hingeDiscriminatorLoss, hingeGeneratorLoss } from "./hinge.ts";
export { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss } from "./least-squares.ts";
export { type MinimaxDiscriminatorOptions, minimaxDiscriminatorLoss, minimaxGeneratorLoss } from "./minimax.ts";
export { nonSaturatingGeneratorLoss } from "./non-saturating.ts";
export { type AdversarialLoss, isLossName, type LossName, losses } from "./registry.ts";
export { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic-average.ts";
export { wassersteinDiscriminatorLoss, wassersteinGeneratorLoss } from "./wasserstein.ts";
export { type R1Options, type R2Options, r1Penalty, r2Penalty } from "./zero-centred-penalty.ts";
