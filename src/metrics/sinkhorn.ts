/**
 * @file Entropic optimal transport: a plan that is blurred a little, found by scaling rows and columns in turn.
 *
 *   min Σ π_ij c_ij + ε Σ π_ij (ln(π_ij / (a_i b_j)))        π_ij = a_i b_j exp((f_i + g_j − c_ij) / ε)
 *   f_i = −ε ln Σ_j b_j exp((g_j − c_ij) / ε)                g_j alike
 *
 * Cuturi, "Sinkhorn distances", 2013, https://arxiv.org/abs/1306.0895; in the log domain, so that small ε does not
 * underflow (Peyré & Cuturi, "Computational Optimal Transport", 2019, §4.4). "The" cost is reported in three ways that
 * are easily confused: what the plan carries, Σ π c; with ε Σ π ln π added, as in Cuturi's problem and POT's `reg`;
 * with ε KL(π ‖ a ⊗ b) added, as in Feydy et al. All three come from one plan.
 *
 * The cost of a set to itself is not 0. Sinkhorn's divergence takes that off:
 *   S(x, y) = OT(x, y) − ½ OT(x, x) − ½ OT(y, y)
 * Genevay, Peyré & Cuturi, 2018, https://arxiv.org/abs/1706.00292, by the linear cost;
 * Feydy et al., 2019, https://arxiv.org/abs/1810.08278, by the entropic one, which is never negative.
 * Between samples of one distribution it is not 0 either: see `sampleFloor`.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { checkCost } from "./earth-mover.ts";
import { type GroundCost, groundCost } from "./ground-cost.ts";
import { sharesOf } from "./masses.ts";

export interface SinkhornOptions {
  /**
   * How much entropy weighs, in the units of the cost; > 0. The smaller, the more iterations: below about a hundredth of
   * a typical cost the default number does not suffice, and `earthMover` is the better tool.
   */
  readonly epsilon: number;
  /** Where to stop: Σ_i |Σ_j π_ij − a_i|; 1e-9 by default. */
  readonly tolerance?: number;
  /** How often rows and columns are scaled at most; 10,000 by default. */
  readonly iterations?: number;
}

export interface Sinkhorn {
  /** π, `[n, m]`: shares of all mass. */
  readonly plan: Matrix;
  /** Σ π c. */
  readonly linearCost: number;
  /** Σ π c + ε Σ π ln π. */
  readonly entropicCost: number;
  /** Σ π c + ε KL(π ‖ a ⊗ b). */
  readonly relativeCost: number;
  /** How often rows and columns were scaled. */
  readonly iterations: number;
  /** Σ_i |Σ_j π_ij − a_i| at the last look; it falls with every scaling. */
  readonly error: number;
}

/**
 * @param a n masses @param b m masses; each list is divided by its sum @param cost `[n, m]`, finite
 * @throws E112 for a cost of another shape or options out of range, E707, E708, E709 where the iterations do not suffice
 */
export function sinkhorn(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  cost: Matrix,
  { epsilon, tolerance = 1e-9, iterations = 10_000 }: SinkhornOptions,
): Sinkhorn {
  checkCost("sinkhorn.cost", a, b, cost);
  for (const [name, value] of Object.entries({ epsilon, tolerance, iterations }))
    checkPositive(`sinkhorn.${name}`, value);
  const [p, q] = [sharesOf("sinkhorn.a", a), sharesOf("sinkhorn.b", b)];
  const scaled = inUnitsOf(epsilon, cost);
  const across = transposed(scaled);
  const [logP, logQ] = [p.map(Math.log), q.map(Math.log)];
  let g = new Float64Array(b.length);
  let f = softMinimum(scaled, g, logQ);
  let error = Infinity;
  let count = 0;
  while (!(error <= tolerance) && count < iterations) {
    g = softMinimum(across, f, logP);
    const next = softMinimum(scaled, g, logQ);
    error = rowError(p, f, next);
    f = next;
    count += 1;
  }
  if (!(error <= tolerance)) throw new GantryError("E709", { where: "sinkhorn", iterations: count, error, tolerance });
  g = softMinimum(across, f, logP);
  return { ...costsOf(planOf(scaled, p, q, f, g), cost, p, q, epsilon), iterations: count, error };
}

/**
 * A set's plan to itself. Its two potentials are one, and the mean of old and new, f ← ½ (f + T f), takes tens of
 * iterations where scaling in turn takes up to hundreds of thousands (Feydy et al., §3.2).
 *
 * @param a n masses @param cost `[n, n]`, symmetric @returns and throws as `sinkhorn`
 */
export function sinkhornToItself(
  a: ArrayLike<number>,
  cost: Matrix,
  { epsilon, tolerance = 1e-9, iterations = 10_000 }: SinkhornOptions,
): Sinkhorn {
  checkCost("sinkhorn.cost", a, a, cost);
  for (const [name, value] of Object.entries({ epsilon, tolerance, iterations }))
    checkPositive(`sinkhorn.${name}`, value);
  const p = sharesOf("sinkhorn.a", a);
  const scaled = inUnitsOf(epsilon, cost);
  const logP = p.map(Math.log);
  let f = new Float64Array(a.length);
  for (let count = 0; ; count += 1) {
    const next = softMinimum(scaled, f, logP);
    const error = rowError(p, f, next);
    if (error <= tolerance) {
      return { ...costsOf(planOf(scaled, p, p, f, f), cost, p, p, epsilon), iterations: count, error };
    }
    if (count >= iterations) throw new GantryError("E709", { where: "sinkhorn", iterations: count, error, tolerance });
    f = f.map((value, i) => (value + (next[i] as number)) / 2);
  }
}

const inUnitsOf = (epsilon: number, cost: Matrix): Matrix => ({
  ...cost,
  values: Float64Array.from(cost.values, (value) => value / epsilon),
});

function checkPositive(where: string, value: number): void {
  if (value > 0 && value < Infinity) return;
  throw new GantryError("E112", { where, expected: "a number > 0", got: String(value) });
}

function transposed({ rows, columns, values }: Matrix): Matrix {
  const out = new Float64Array(values.length);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) out[j * rows + i] = values[i * columns + j] as number;
  }
  return { rows: columns, columns: rows, values: out };
}

/** −ln Σ_j exp(ln b_j + g_j − c_ij) of each row i. */
function softMinimum(
  { rows, columns, values }: Matrix,
  g: Float64Array,
  logB: Float64Array,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(rows);
  const offset = g.map((value, j) => value + (logB[j] as number));
  for (let i = 0; i < rows; i += 1) {
    const start = i * columns;
    let largest = -Infinity;
    for (let j = 0; j < columns; j += 1) {
      largest = Math.max(largest, (offset[j] as number) - (values[start + j] as number));
    }
    let sum = 0;
    for (let j = 0; j < columns; j += 1) {
      sum += Math.exp((offset[j] as number) - (values[start + j] as number) - largest);
    }
    out[i] = -largest - Math.log(sum);
  }
  return out;
}

/** How far the rows' sums were off before they were scaled: row i summed to a_i exp(f_i − f_i'). */
function rowError(p: Float64Array, before: Float64Array, after: Float64Array): number {
  return p.reduce((sum, mass, i) => sum + mass * Math.abs(Math.expm1((before[i] as number) - (after[i] as number))), 0);
}

function planOf(scaled: Matrix, p: Float64Array, q: Float64Array, f: Float64Array, g: Float64Array): Matrix {
  const { rows, columns } = scaled;
  const values = scaled.values.map((value: number, at: number) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return (p[i] as number) * (q[j] as number) * Math.exp((f[i] as number) + (g[j] as number) - value);
  });
  return { rows, columns, values };
}

function costsOf(
  plan: Matrix,
  cost: Matrix,
  p: Float64Array,
  q: Float64Array,
  epsilon: number,
): Pick<Sinkhorn, "plan" | "linearCost" | "entropicCost" | "relativeCost"> {
  let [linear, entropy, relative] = [0, 0, 0];
  for (let at = 0; at < plan.values.length; at += 1) {
    const share = plan.values[at] as number;
    if (share === 0) continue;
    const independent = (p[Math.floor(at / plan.columns)] as number) * (q[at % plan.columns] as number);
    linear += share * (cost.values[at] as number);
    entropy += share * Math.log(share);
    relative += share * Math.log(share / independent);
  }
  return {
    plan,
    linearCost: linear,
    entropicCost: linear + epsilon * entropy,
    relativeCost: linear + epsilon * relative,
  };
}

export interface SinkhornDivergenceOptions extends SinkhornOptions {
  /** "squared-euclidean" by default, as POT has it. */
  readonly cost?: GroundCost;
  /** Which cost is meant: "relative" (Feydy et al.) by default, or "linear" (Genevay et al., POT). */
  readonly of?: "relative" | "linear";
}

/**
 * Sinkhorn's divergence between two samples of equal weights.
 * @param x `[n, d]` @param y `[m, d]` @returns in the units of the cost @throws E112, E705, E706, E707, E709
 */
export function sinkhornDivergence(x: Matrix, y: Matrix, options: SinkhornDivergenceOptions): number {
  const { cost = "squared-euclidean", of = "relative" } = options;
  const ones = (n: number) => new Float64Array(n).fill(1);
  const chosen = ({ linearCost, relativeCost }: Sinkhorn) => (of === "linear" ? linearCost : relativeCost);
  const itself = (a: Matrix) => chosen(sinkhornToItself(ones(a.rows), groundCost(a, a, cost), options));
  const between = chosen(sinkhorn(ones(x.rows), ones(y.rows), groundCost(x, y, cost), options));
  return between - (itself(x) + itself(y)) / 2;
}
