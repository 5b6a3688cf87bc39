/** @file Adversarial losses by the names that `--loss` takes. */
import type { Node } from "../graph/node.ts";
import { hingeDiscriminatorLoss, hingeGeneratorLoss } from "./hinge.ts";
import { smoothedDiscriminatorLoss } from "./label-smoothing.ts";
import { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss } from "./least-squares.ts";
import { minimaxDiscriminatorLoss, minimaxGeneratorLoss } from "./minimax.ts";
import { nonSaturatingGeneratorLoss } from "./non-saturating.ts";
import { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic-average.ts";
import { pairedDiscriminatorLoss, pairedGeneratorLoss } from "./relativistic-pairing.ts";
import { wassersteinDiscriminatorLoss, wassersteinGeneratorLoss } from "./wasserstein.ts";

/** Both sides of one loss. Logits are `[N, 1]`, losses scalars `[]`. */
export interface AdversarialLoss {
  readonly discriminator: (realLogits: Node, fakeLogits: Node) => Node;
  /** `realLogits` is called only by losses whose G looks at real data, so the others draw and judge none. */
  readonly generator: (fakeLogits: Node, realLogits: () => Node) => Node;
  /** D's loss with targets of `1 − smoothing` for the real samples; absent where D's output is no probability. */
  readonly smoothed?: (realLogits: Node, fakeLogits: Node, smoothing: number) => Node;
}

export type LossName = "minimax" | "ns" | "ls" | "hinge" | "wasserstein" | "relativistic" | "paired";

const smoothed = (realLogits: Node, fakeLogits: Node, smoothing: number): Node =>
  smoothedDiscriminatorLoss(realLogits, fakeLogits, { real: 1 - smoothing });

export const losses: Readonly<Record<LossName, AdversarialLoss>> = {
  minimax: { discriminator: minimaxDiscriminatorLoss, generator: minimaxGeneratorLoss, smoothed },
  ns: { discriminator: minimaxDiscriminatorLoss, generator: nonSaturatingGeneratorLoss, smoothed },
  ls: { discriminator: leastSquaresDiscriminatorLoss, generator: leastSquaresGeneratorLoss },
  hinge: { discriminator: hingeDiscriminatorLoss, generator: hingeGeneratorLoss },
  wasserstein: { discriminator: wassersteinDiscriminatorLoss, generator: wassersteinGeneratorLoss },
  relativistic: {
    discriminator: relativisticDiscriminatorLoss,
    generator: (fakeLogits, realLogits) => relativisticGeneratorLoss(realLogits(), fakeLogits),
  },
  paired: {
    discriminator: pairedDiscriminatorLoss,
    generator: (fakeLogits, realLogits) => pairedGeneratorLoss(realLogits(), fakeLogits),
  },
};

export const isLossName = (name: string): name is LossName => Object.hasOwn(losses, name);
