/**
 * @file The normal distribution's integral and its inverse, to a few units of float64's last place.
 *
 *   Φ(x) = ½ erfc(−x/√2)
 *
 * erfc below 2.5 by the series of erf (Abramowitz and Stegun 7.1.6), whose terms are all positive; above by the
 * continued fraction 7.1.14, evaluated from its end.
 */

const SQRT_PI = Math.sqrt(Math.PI);

/** 1 − erf(x), for any x; keeps its relative precision where it is tiny. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  return x < 2.5 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!! */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum;
}

/** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))); 60 levels are enough from 2.5 on. */
function erfcFraction(x: number): number {
  let value = x;
  for (let n = 60; n >= 1; n -= 1) value = x + n / 2 / value;
  return Math.exp(-x * x) / SQRT_PI / value;
}

/** Φ(x): the share of N(0, 1) below x. */
export const normalCumulative = (x: number): number => erfc(-x / Math.SQRT2) / 2;

/** φ(x). */
export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/**
 * Φ⁻¹(share), by bisection: it is asked for a grid of values at a time, and must be right rather than fast.
 * @param share in [0, 1]; the ends give −∞ and ∞
 */
export function normalQuantile(share: number): number {
  if (share <= 0 || share >= 1) return share <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (share > 0.5) return -normalQuantile(1 - share);
  let [low, high] = [-40, 0];
  while (high - low > 1e-15 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (normalCumulative(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
