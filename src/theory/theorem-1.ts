/**
 * @file Theorem 1, tried out: C(G) = −ln 4 + 2 JSD(p_data, p_g), whose least value is −ln 4, where p_g = p_data alone.
 *
 * V(D*, G) is added up as the definition has it, E_p_data[ln D*] + E_p_g[ln(1 − D*)], and compared with the divergence,
 * which is added up for itself.
 */
import type { Density } from "./density.ts";
import { criterion, optimalLogits, value } from "./value.ts";

export interface Theorem1Check {
  /** The largest |V(D*, G) − (−ln 4 + 2 JSD)|: rounding and quadrature, some 1e-10. */
  readonly largestIdentityError: number;
  /** |C + ln 4| for p_g = p_data. */
  readonly atEquality: number;
  /** The smallest C(G) + ln 4 among the others: above 0. */
  readonly smallestExcess: number;
}

/** @param p p_data @param others several p_g, none of them p_data */
export function checkTheorem1(p: Density, others: readonly Density[]): Theorem1Check {
  const least = -Math.log(4);
  const identity = (q: Density): number => Math.abs(value(optimalLogits(p, q), p, q) - criterion(p, q));
  return {
    largestIdentityError: Math.max(...[p, ...others].map(identity)),
    atEquality: Math.abs(value(optimalLogits(p, p), p, p) - least),
    smallestExcess: Math.min(...others.map((q) => criterion(p, q) - least)),
  };
}
