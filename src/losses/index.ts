/** @file Adversarial losses and gradient penalties, as graph. */
export { type DraganOptions, draganPenalty } from "./dragan.ts";
export { switchedGeneratorLoss } from "./generator-switch.ts";
export type { Critic } from "./gradient-norm.ts";
export { type GradientPenaltyOptions, gradientPenalty } from "./gradient-penalty.ts";
export { hingeDiscriminatorLoss, hingeGeneratorLoss } from "./hinge.ts";
export { codeLoss } from "./information.ts";
export { type LabelTarget, type LabelTargets, smoothedDiscriminatorLoss } from "./label-smoothing.ts";
export { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss } from "./least-squares.ts";
export { minimaxDiscriminatorLoss, minimaxGeneratorLoss } from "./minimax.ts";
export { nonSaturatingGeneratorLoss } from "./non-saturating.ts";
export { reconstructionLoss } from "./reconstruction.ts";
export { type AdversarialLoss, isLossName, type LossName, losses } from "./registry.ts";
export { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic-average.ts";
export { pairedDiscriminatorLoss, pairedGeneratorLoss } from "./relativistic-pairing.ts";
export { featureMatchingLoss, labelledLoss, realLogitOf, unlabelledLoss } from "./semi-supervised.ts";
export { wassersteinDiscriminatorLoss, wassersteinGeneratorLoss } from "./wasserstein.ts";
export {
  type R1Options,
  type R1R2Options,
  type R2Options,
  r1Penalty,
  r1r2Penalty,
  r2Penalty,
} from "./zero-centred-penalty.ts";
