/**
 * @file Theorem 2, run: D at its optimum in every step, p_g moved down the criterion, until p_g = p_data.
 *
 * On K points p_g is a list of masses. With D held at D*, V(D*, p_g) = Σ p ln D* + Σ p_g ln(1 − D*) is linear in p_g, and
 * its gradient ln(1 − D*) is a subgradient of C: the supremum over D of functions that are convex in p_g is convex, and
 * where D* attains it, V's gradient is C's. (Some texts say "the integral's upper-limit function"; it is the supremum.)
 * A step of exponentiated gradient (Kivinen and Warmuth, 1997) keeps masses positive and their sum 1:
 *
 *   p_g ← p_g · exp(−η ln(1 − D*)) / Σ …
 *
 * Near the end each step takes away η/2 of what is left. The theorem is about distributions, as here: a network's
 * weights are another matter.
 */
import { GantryError } from "../base/error.ts";
import { jensenShannon } from "../metrics/jensen-shannon.ts";

export interface DescentOptions {
  /** p_g at the start, one mass a point, all above 0; equal masses by default. */
  readonly start?: ArrayLike<number>;
  /** η: "sufficiently small updates"; 1 by default. */
  readonly rate?: number;
  /** Ends where ½ Σ |p_g − p_data| is no larger; 1e-12 by default. */
  readonly tolerance?: number;
  /** Ends after so many steps in any case; 10,000 by default. */
  readonly steps?: number;
}

export interface DescentStep {
  /** C(G) before the step. */
  readonly criterion: number;
  /** ½ Σ |p_g − p_data| before the step. */
  readonly distance: number;
}

export interface Descent {
  /** p_g at the end. */
  readonly masses: Float64Array;
  readonly course: readonly DescentStep[];
  /** Whether the tolerance was reached. */
  readonly arrived: boolean;
}

/** @param data p_data's masses, divided by their sum @throws E722 for a start of another length or without mass somewhere */
export function descend(data: ArrayLike<number>, options: DescentOptions = {}): Descent {
  const { rate = 1, tolerance = 1e-12, steps = 10_000 } = options;
  const p = normalised(Float64Array.from(data));
  let masses: Float64Array = normalised(startOf(p.length, options.start));
  const course: DescentStep[] = [];
  for (;;) {
    const distance = masses.reduce((sum, mass, i) => sum + Math.abs(mass - (p[i] as number)) / 2, 0);
    course.push({ criterion: 2 * jensenShannon(p, masses) - Math.log(4), distance });
    if (distance <= tolerance || course.length > steps) return { masses, course, arrived: distance <= tolerance };
    const gradient = criterionGradient(p, masses);
    masses = normalised(masses.map((mass, i) => mass * Math.exp(-rate * (gradient[i] as number))));
  }
}

/** ∂V(D*, p_g)/∂p_g = ln(1 − D*) = ln(p_g / (p_data + p_g)), for positive masses. */
export const criterionGradient = (p: Float64Array, masses: Float64Array): Float64Array =>
  masses.map((mass, i) => Math.log(mass / (mass + (p[i] as number))));

const normalised = (masses: Float64Array): Float64Array => {
  const sum = masses.reduce((total, mass) => total + mass, 0);
  return masses.map((mass) => mass / sum);
};

function startOf(count: number, start: ArrayLike<number> | undefined): Float64Array {
  const masses = start === undefined ? new Float64Array(count).fill(1) : Float64Array.from(start);
  if (masses.length === count && masses.every((mass) => mass > 0)) return masses;
  throw new GantryError("E722", {
    where: "descend.start",
    expected: `${count} masses above 0, for what has none never gets any`,
    got: `[${Array.from(masses.subarray(0, 8)).join(", ")}${masses.length > 8 ? ", …" : ""}]`,
  });
}
