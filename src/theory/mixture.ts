/**
 * @file Mixtures of Gaussians: densities in closed form.
 *
 *   p(x) = Σ w_i N(x; μ_i, σ_i²)
 */
import { GantryError } from "../base/error.ts";
import type { Density } from "./density.ts";
import { normalCumulative } from "./error-function.ts";

export interface GaussianPart {
  readonly mu: number;
  /** Standard deviation, above 0. */
  readonly sd: number;
  /** Any positive number; weights are divided by their sum. 1 by default. */
  readonly weight?: number;
}

/** N(0, 1) has 2e-23 of its mass beyond. */
const REACH = 10;
/** Cuts at so many σ either side: a quadrature meets every peak, however narrow. */
const CUTS = [0, 1, 2, 4, 7, REACH] as const;

/** @throws E721 for no part, a σ or a weight that is not above 0, a mean that is not finite */
export function mixture(parts: readonly GaussianPart[]): Density {
  checkParts(parts);
  const sum = parts.reduce((total, { weight = 1 }) => total + weight, 0);
  const gaussians = parts.map(({ mu, sd, weight = 1 }) => {
    return { mu, sd, weight: weight / sum, log: Math.log(weight / sum / (sd * Math.sqrt(2 * Math.PI))) };
  });
  const logAt = (x: number): number => logSumExp(gaussians.map(({ mu, sd, log }) => log - 0.5 * ((x - mu) / sd) ** 2));
  const cuts = parts.flatMap(({ mu, sd }) => CUTS.flatMap((sigmas) => [mu - sigmas * sd, mu + sigmas * sd]));
  cuts.sort((a, b) => a - b);
  return {
    at: (x) => Math.exp(logAt(x)),
    logAt,
    cumulative: (x) =>
      gaussians.reduce((share, { mu, sd, weight }) => share + weight * normalCumulative((x - mu) / sd), 0),
    support: [cuts[0] as number, cuts.at(-1) as number],
    cuts: [...new Set(cuts)],
  };
}

function checkParts(parts: readonly GaussianPart[]): void {
  const refuse = (where: string, expected: string, got: unknown): never => {
    throw new GantryError("E721", { where: `mixture${where}`, expected, got: String(got) });
  };
  if (parts.length === 0) refuse("", "at least one Gaussian", "none");
  for (const [i, { mu, sd, weight = 1 }] of parts.entries()) {
    if (!Number.isFinite(mu)) refuse(`[${i}].mu`, "a number", mu);
    if (!(sd > 0 && Number.isFinite(sd))) refuse(`[${i}].sd`, "a number above 0", sd);
    if (!(weight > 0 && Number.isFinite(weight))) refuse(`[${i}].weight`, "a number above 0", weight);
  }
}

/** ln Σ exp, without the overflow. */
function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  if (most === Number.NEGATIVE_INFINITY) return most;
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
