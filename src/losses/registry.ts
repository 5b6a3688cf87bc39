/** @file Adversarial losses by the names that `--loss` takes. */
import type { Node } from "../graph/node.ts";
import { hingeDiscriminatorLoss, hingeGeneratorLoss } from "./hinge.ts";
import { leastSquaresDiscriminatorLoss, leastSquaresGeneratorLoss } from "./least-squares.ts";
import { minimaxDiscriminatorLoss, minimaxGeneratorLoss } from "./minimax.ts";
import { nonSaturatingGeneratorLoss } from "./non-saturating.ts";
import { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic-average.ts";
import { wassersteinDiscriminatorLoss, wassersteinGeneratorLoss } from "./wasserstein.ts";

/** Both sides of one loss. Logits are `[N, 1]`, losses scalars `[]`. */
export interface AdversarialLoss {
  readonly discriminator: (realLogits: Node, fakeLogits: Node) => Node;
  /** `realLogits` is called only by losses whose G looks at real data, so the others draw and judge none. */
  readonly generator: (fakeLogits: Node, realLogits: () => Node) => Node;
}

export type LossName = "minimax" | "ns" | "ls" | "hinge" | "wasserstein" | "relativistic";

export const losses: Readonly<Record<LossName, AdversarialLoss>> = {
  minimax: { discriminator: minimaxDiscriminatorLoss, generator: minimaxGeneratorLoss },
  ns: { discriminator: minimaxDiscriminatorLoss, generator: nonSaturatingGeneratorLoss },
  ls: { discriminator: leastSquaresDiscriminatorLoss, generator: leastSquaresGeneratorLoss },
  hinge: { discriminator: hingeDiscriminatorLoss, generator: hingeGeneratorLoss },
  wasserstein: { discriminator: wassersteinDiscriminatorLoss, generator: wassersteinGeneratorLoss },
  relativistic: {
    discriminator: relativisticDiscriminatorLoss,
    generator: (fakeLogits, realLogits) => relativisticGeneratorLoss(realLogits(), fakeLogits),
  },
};

export const isLossName = (name: string): name is LossName => Object.hasOwn(losses, name);
