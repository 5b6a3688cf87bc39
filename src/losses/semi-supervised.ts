/**
 * @file Losses of a D with K logits, one a class; "fake" is a class more, whose logit is 0.
 *
 *   Z = Σₖ exp lₖ,   D(x) = Z/(Z + 1)
 *   labelled:    −log p(y | x, real) = log Z − l_y
 *   unlabelled:  −½ log D(x) − ½ log(1 − D(G(z))) = ½ softplus(−log Z(x)) + ½ softplus(log Z(G(z)))
 *   G, feature matching:  mean over features of (mean f(x) − mean f(G(z)))²
 *
 * Salimans et al., 2016, https://arxiv.org/abs/1606.03498 (its ‖·‖² is the sum over features; its experiment takes the
 * mean, which Adam does not tell from it).
 */
import { checkShape } from "../base/shape.ts";
import { logSumExp, max, mean, oneHot, square, sum } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, cast, equal, mul, neg, softplus, sub } from "../graph/primitives.ts";

/** log Z, the logit of "real". @param classLogits `[N, K]` @returns `[N]` */
export function realLogitOf(classLogits: Node): Node {
  checkShape("realLogitOf.classLogits", classLogits.shape, [null, null]);
  return logSumExp(classLogits, [1]);
}

/** @param classLogits `[N, K]` @param labels int32 `[N]` @returns scalar `[]` */
export function labelledLoss(classLogits: Node, labels: Node): Node {
  return mean(sub(realLogitOf(classLogits), logitOfLabel(classLogits, labels)));
}

/** Each item's logit of its own class. @returns `[N]` */
export function logitOfLabel(classLogits: Node, labels: Node): Node {
  const [count, classes] = classLogits.shape as [number, number];
  checkShape("logitOfLabel.labels", labels.shape, [count]);
  return sum(mul(classLogits, oneHot(labels, classes)), [1]);
}

/**
 * The share of items whose own class has not the largest logit; ties count as right, a row with a NaN as wrong: nothing
 * equals it. @returns scalar `[]`
 */
export function wrongShare(classLogits: Node, labels: Node): Node {
  return mean(sub(1, cast(equal(max(classLogits, [1]), logitOfLabel(classLogits, labels)), "float32")));
}

/** @param real log Z of unlabelled items, `[N]` @param fake of generated ones, `[M]` @returns scalar `[]` */
export function unlabelledLoss(real: Node, fake: Node): Node {
  return mul(add(mean(softplus(neg(real))), mean(softplus(fake))), 0.5); // −½ log σ(real) − ½ log σ(−fake)
}

/** @param real features of items, `[N, F]` @param fake of generated ones, `[M, F]` @returns scalar `[]` */
export function featureMatchingLoss(real: Node, fake: Node): Node {
  checkShape("featureMatchingLoss.real", real.shape, [null, null]);
  checkShape("featureMatchingLoss.fake", fake.shape, [null, real.shape[1] as number]);
  return mean(square(sub(mean(real, [0]), mean(fake, [0]))));
}
