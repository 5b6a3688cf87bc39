/**
 * @file Zero-centred gradient penalties: D is to be flat where it judges.
 *
 *   R1 = γ/2·E[‖∇D(x)‖²]  over real data,      R2 = γ/2·E[‖∇D(G(z))‖²]  over generated data
 *
 * on D's logits. Mescheder, Geiger & Nowozin, 2018, https://arxiv.org/abs/1801.04406; γ 10 is theirs for images. Both at
 * once are R3GAN's (Huang et al., 2025, https://arxiv.org/abs/2501.05441): with one alone the paired loss may still run
 * away where the other half lies.
 *
 * They take the logits that the loss has computed anyway, so D is evaluated once.
 */
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul } from "../graph/primitives.ts";
import { squaredGradientNorm } from "./gradient-norm.ts";

/** @property logits D(real) `[N, 1]` @property real the very node that D was given, `[N, …]` @property weight γ */
export interface R1Options {
  readonly logits: Node;
  readonly real: Node;
  readonly weight?: number;
}

/** @property logits D(fake) `[N, 1]` @property fake the very node that D was given, `[N, …]` @property weight γ */
export interface R2Options {
  readonly logits: Node;
  readonly fake: Node;
  readonly weight?: number;
}

/** @returns scalar `[]`, to be added to D's loss @throws E110 */
export function r1Penalty({ logits, real, weight = 10 }: R1Options): Node {
  return mul(mean(squaredGradientNorm("r1.logits", logits, real)), weight / 2);
}

/** @returns scalar `[]`, to be added to D's loss @throws E110 */
export function r2Penalty({ logits, fake, weight = 10 }: R2Options): Node {
  return mul(mean(squaredGradientNorm("r2.logits", logits, fake)), weight / 2);
}

/** @property realLogits D(real) `[N, 1]` @property fakeLogits D(fake) `[N, 1]` @property weight γ of both */
export interface R1R2Options {
  readonly realLogits: Node;
  readonly real: Node;
  readonly fakeLogits: Node;
  readonly fake: Node;
  readonly weight?: number;
}

/** γ/2·(R1 + R2). @returns scalar `[]`, to be added to D's loss @throws E110 */
export function r1r2Penalty({ realLogits, real, fakeLogits, fake, weight = 10 }: R1R2Options): Node {
  return add(r1Penalty({ logits: realLogits, real, weight }), r2Penalty({ logits: fakeLogits, fake, weight }));
}
