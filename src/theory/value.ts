/**
 * @file The value function of the game and its optimal discriminator.
 *
 *   V(D, G) = E_p_data[ln D(x)] + E_p_g[ln(1 − D(x))]
 *   D*(x) = p_data(x) / (p_data(x) + p_g(x))                                  Proposition 1
 *   C(G) = max_D V(D, G) = V(D*, G) = −ln 4 + 2 JSD(p_data, p_g)              Theorem 1
 *   V(D*, G) − V(D, G) = ∫ (p_data + p_g) KL(Bernoulli D* ‖ Bernoulli D)      the gap of a D
 *
 * Goodfellow et al., "Generative adversarial nets", 2014. A D is given by its logits, D = sigmoid(logits), so that one
 * that is very sure has a finite value. Places where neither distribution has mass do not count: there D* is nothing.
 */
import { sumOver } from "./compare.ts";
import type { Density } from "./density.ts";
import { jsd } from "./divergences.ts";
import { sigmoid, softplus } from "./softplus.ts";

/** D before the sigmoid, as a function of x. */
export type Logits = (x: number) => number;

/** D*: p/(p + q), in [0, 1]; NaN where both are 0. */
export const optimalD =
  (p: Density, q: Density): ((x: number) => number) =>
  (x) =>
    sigmoid(p.logAt(x) - q.logAt(x));

/** D* before the sigmoid: ln p − ln q. */
export const optimalLogits =
  (p: Density, q: Density): Logits =>
  (x) =>
    p.logAt(x) - q.logAt(x);

/** V(D, G) ≤ 0. @param p p_data @param q p_g */
export const value = (logits: Logits, p: Density, q: Density): number =>
  sumOver(p, q, ({ p: a, q: b, x }) => -surprise(a, b, logits(x)), { tolerance: 1e-10 });

/** C(G) = max over D of V(D, G), in [−ln 4, 0]. @param p p_data @param q p_g */
export const criterion = (p: Density, q: Density): number => 2 * jsd(p, q) - Math.log(4);

/** V(D*, G) − V(D, G) ≥ 0: what D could still gain. @param p p_data @param q p_g */
export const gapToOptimal = (logits: Logits, p: Density, q: Density): number =>
  sumOver(p, q, ({ p: a, q: b, logRatio, x }) => surprise(a, b, logits(x)) - surprise(a, b, logRatio), {
    tolerance: 1e-10,
  });

/** −(p ln D + q ln(1 − D)); what has no mass adds nothing, however sure D is there. */
function surprise(p: number, q: number, logit: number): number {
  return (p === 0 ? 0 : p * softplus(-logit)) + (q === 0 ? 0 : q * softplus(logit));
}
