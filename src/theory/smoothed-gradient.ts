/**
 * @file Why backpropagating through samples is right:
 *
 *   lim σ→0  ∇_x E_ε f(x + σ ε) = ∇_x f(x),   ε ~ N(0, 1)
 *
 * (Goodfellow et al. 2014, section 3.) The smoothed gradient is got without differentiating f, by moving the derivative
 * onto the normal density: ∇_x E f(x + σ ε) = E[ε f(x + σ ε)] / σ. It is off by ½ σ² f‴(x) + O(σ⁴).
 */
import { normalDensity } from "./error-function.ts";
import { integrate } from "./quadrature.ts";

/** Beyond, the normal density is below 1e-31. */
const REACH = 12;

/** ∇_x E_ε f(x + σ ε), by quadrature. @param f on the line @param sigma above 0 @throws E720 where f is not finite */
export function smoothedGradient(f: (x: number) => number, x: number, sigma: number): number {
  const base = f(x); // E[ε] = 0, so it changes nothing but the rounding
  const term = (t: number): number => (t * normalDensity(t) * (f(x + sigma * t) - base)) / sigma;
  return integrate(term, [-REACH, -4, -1, 0, 1, 4, REACH], { tolerance: 1e-12 });
}
