/**
 * @file Sums over two distributions at once. What a GAN's theory says of p_data and p_g is of degree one in the two of
 * them (twice the masses, twice the value), so a formula reads the same for densities under an integral and for masses
 * of bins under a sum:
 *
 *   ∫ t(p(x), q(x), x) dx        Σ t(p_i, q_i, x_i)
 */
import { type Density, type JointBins, jointBins, jointSupport } from "./density.ts";
import { integrate, type QuadratureOptions } from "./quadrature.ts";

/** @property logRatio ln p − ln q: the logits of D*; exact also where both have all but vanished */
export interface Place {
  readonly p: number;
  readonly q: number;
  readonly logRatio: number;
  readonly x: number;
}

/**
 * The sum of `term`: by quadrature where both have a density in closed form, over bins where one is a histogram.
 * @param term is not asked where both are 0
 */
export function sumOver(
  p: Density,
  q: Density,
  term: (place: Place) => number,
  options: QuadratureOptions = {},
): number {
  const bins = jointBins(p, q);
  if (bins !== null) return sumOfBins(bins, term);
  const at = (x: number): number => {
    const [a, b] = [p.at(x), q.at(x)];
    return a === 0 && b === 0 ? 0 : term({ p: a, q: b, logRatio: p.logAt(x) - q.logAt(x), x });
  };
  return integrate(at, cutsOf(p, q), options);
}

/** Where to cut an integral over two distributions. */
export const cutsOf = (p: Density, q: Density): number[] => [...p.cuts, ...q.cuts, ...jointSupport(p, q)];

function sumOfBins({ p, q, x }: JointBins, term: (place: Place) => number): number {
  return p.reduce((total, mass, i) => {
    const other = q[i] as number;
    if (mass === 0 && other === 0) return total;
    return total + term({ p: mass, q: other, logRatio: Math.log(mass) - Math.log(other), x: x[i] as number });
  }, 0);
}
