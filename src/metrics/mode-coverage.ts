/**
 * @file Mode coverage of a known mixture: how many of its Gaussians a generator draws, how well, and how evenly.
 *
 *   modes         a mode counts with at least one sample within 3σ of its centre
 *   high quality  share of samples within 3σ of the nearest centre
 *   reverse KL    KL(histogram of samples by nearest centre ‖ uniform), in nats
 *
 * Srivastava et al., VEEGAN, 2017, https://arxiv.org/abs/1705.07761; as measured in Lin et al., PacGAN, 2018,
 * https://arxiv.org/abs/1712.04086, with 2,500 samples. A mode with one sample in thousands is hardly covered:
 * `share` asks for more, such as .01 of all samples. Samples far from every centre count in the histogram too, as in
 * PacGAN; `histogram: "high-quality"` leaves them out.
 *
 * Perfect samples do not score 100 %: in d dimensions `withinRadius(d, 3)` of them lie within 3σ (.98889 in the plane),
 * and n of them have a reverse KL of (K − 1) / 2n on average, not 0 (`modeCoverageFloor`).
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { kullbackLeibler, kullbackLeiblerFloor } from "./kullback-leibler.ts";
import { checkSamples } from "./samples.ts";

/** Gaussians of one σ and weight: the shape of a dataset's `modes`. */
export interface MixtureModes {
  readonly centres: readonly (readonly number[])[];
  readonly sigma: number;
}

export interface ModeCoverageOptions {
  /** How many σ from a centre is within; 3 by default. */
  readonly within?: number;
  /** Least share of all samples for a mode to count; one sample by default. */
  readonly share?: number;
  /** Which samples the reverse KL is of: all by their nearest centre (default), or those within only. */
  readonly histogram?: "nearest" | "high-quality";
}

export interface ModeCoverage {
  /** Modes that count. */
  readonly modes: number;
  /** Modes there are. */
  readonly of: number;
  /** Share of samples within reach of a centre, in [0, 1]. */
  readonly highQuality: number;
  /** Nats, in [0, ln K]; ∞ where no sample is left to count. */
  readonly reverseKl: number;
  /** Samples within reach, by mode. */
  readonly counts: Uint32Array;
  /** Samples by nearest centre. */
  readonly nearest: Uint32Array;
}

/**
 * @param samples `[N, d]` @param mixture K centres of d numbers
 * @throws E112 for centres of another dimension, no centres or options out of range, E705 for no samples, E707
 */
export function modeCoverage(samples: Matrix, mixture: MixtureModes, options: ModeCoverageOptions = {}): ModeCoverage {
  const { within = 3, share = 0, histogram = "nearest" } = options;
  checkSamples("modeCoverage.samples", samples);
  checkMixture(samples.columns, mixture, within, share);
  const of = mixture.centres.length;
  const [counts, nearest] = [new Uint32Array(of), new Uint32Array(of)];
  const reach = (within * mixture.sigma) ** 2;
  for (let i = 0; i < samples.rows; i += 1) {
    const [mode, squared] = nearestCentre(samples, i, mixture.centres);
    nearest[mode] = (nearest[mode] as number) + 1;
    if (squared <= reach) counts[mode] = (counts[mode] as number) + 1;
  }
  const kept = counts.reduce((sum, count) => sum + count, 0);
  const least = Math.max(1, share * samples.rows);
  const counted = histogram === "nearest" ? nearest : counts;
  return {
    modes: counts.filter((count) => count >= least).length,
    of,
    highQuality: kept / samples.rows,
    reverseKl: counted.some((count) => count > 0) ? fromUniform(counted) : Infinity,
    counts,
    nearest,
  };
}

const fromUniform = (counts: ArrayLike<number>): number =>
  kullbackLeibler(counts, new Float64Array(counts.length).fill(1));

function checkMixture(columns: number, { centres, sigma }: MixtureModes, within: number, share: number): void {
  const refuse = (name: string, expected: string, got: unknown): never => {
    throw new GantryError("E112", { where: `modeCoverage.${name}`, expected, got: String(got) });
  };
  if (centres.length === 0) refuse("modes.centres", "an integer ≥ 1", 0);
  const odd = centres.find((centre) => centre.length !== columns);
  if (odd !== undefined) refuse("modes.centres", `[?, ${columns}]`, `[?, ${odd.length}]`);
  if (!(sigma > 0)) refuse("modes.sigma", "a number > 0", sigma);
  if (!(within > 0)) refuse("within", "a number > 0", within);
  if (!(share >= 0 && share <= 1)) refuse("share", "a number in [0, 1]", share);
}

/** Which centre is nearest to row i, and its squared distance. */
function nearestCentre({ columns, values }: Matrix, i: number, centres: MixtureModes["centres"]): [number, number] {
  let [best, least] = [0, Infinity];
  for (let mode = 0; mode < centres.length; mode += 1) {
    const centre = centres[mode] as readonly number[];
    let squared = 0;
    for (let k = 0; k < columns; k += 1) {
      squared += ((values[i * columns + k] as number) - (centre[k] as number)) ** 2;
    }
    if (squared < least) [best, least] = [mode, squared];
  }
  return [best, least];
}

/** Coverage of classes that a classifier told: stacked MNIST's 1,000 modes. */
export interface ClassCoverage {
  /** Classes with at least one sample. */
  readonly modes: number;
  readonly of: number;
  /** KL(classes of the samples ‖ reference), nats; ∞ where the reference lacks a class that is drawn. */
  readonly reverseKl: number;
  readonly counts: Uint32Array;
}

/**
 * Metz et al., "Unrolled generative adversarial networks", 2017, https://arxiv.org/abs/1611.02163, §3.3.1: three digits
 * stacked as colours have 1,000 classes; 25,600 samples are told apart by a classifier.
 *
 * @param classes index of each sample's class, in [0, `of`) @param of how many classes there are
 * @param reference masses of the classes in the data; equal ones by default
 * @throws E112 for an index out of range or a reference of another length, E705 for no samples, E708
 */
export function classCoverage(classes: ArrayLike<number>, of: number, reference?: ArrayLike<number>): ClassCoverage {
  const where = "classCoverage.classes";
  if (classes.length === 0) throw new GantryError("E705", { where, expected: 1, got: 0 });
  const counts = new Uint32Array(of);
  for (let i = 0; i < classes.length; i += 1) {
    const index = classes[i] as number;
    if (!(Number.isInteger(index) && index >= 0 && index < of)) {
      throw new GantryError("E112", { where, expected: `an integer in [0, ${of - 1}]`, got: String(index) });
    }
    counts[index] = (counts[index] as number) + 1;
  }
  return {
    modes: counts.filter((count) => count > 0).length,
    of,
    reverseKl: reference === undefined ? fromUniform(counts) : kullbackLeibler(counts, reference),
    counts,
  };
}

/** What perfect samples score on average. */
export interface ModeCoverageFloor {
  /** Modes or classes that n even samples hit at least once: K (1 − (1 − 1/K)^n). */
  readonly modes: number;
  /** Nats; for n ≪ K too large, and never above ln K. */
  readonly reverseKl: number;
}

/** @param of modes, all equally likely @param n samples */
export const modeCoverageFloor = (of: number, n: number): ModeCoverageFloor => ({
  modes: of * (1 - (1 - 1 / of) ** n),
  reverseKl: Math.min(Math.log(of), kullbackLeiblerFloor(of, n)),
});

/**
 * Share of a Gaussian in d dimensions that lies within r σ of its centre: the χ distribution's P(d/2, r²/2), by its
 * recurrence P(a + 1, x) = P(a, x) − x^a e^(−x) / Γ(a + 1), from P(1, x) = 1 − e^(−x) or P(½, x) = erf √x.
 *
 * @param dimensions an integer ≥ 1 @param r ≥ 0 @returns in [0, 1]; to about 1e-15 where it is not small itself
 */
export function withinRadius(dimensions: number, r: number): number {
  const x = (r * r) / 2;
  const even = dimensions % 2 === 0;
  let a = even ? 1 : 0.5;
  let share = even ? -Math.expm1(-x) : errorFunction(Math.sqrt(x));
  // x^a e^(−x) / Γ(a + 1)
  let term = even ? x * Math.exp(-x) : 2 * Math.sqrt(x / Math.PI) * Math.exp(-x);
  for (; a < dimensions / 2; a += 1) {
    share -= term;
    term *= x / (a + 1);
  }
  return Math.max(0, share);
}

/** erf(t) = 2/√π e^(−t²) Σ 2ⁿ t^(2n+1) / (2n+1)!!, whose terms are all positive; 1 in float64 from t = 6 on. */
function errorFunction(t: number): number {
  if (t >= 6) return 1;
  let [term, sum] = [t, t];
  for (let n = 1; term > 1e-17 * sum; n += 1) {
    term *= (2 * t * t) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-t * t) * sum;
}
