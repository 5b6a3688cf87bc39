/**
 * @file Earth mover's distance: the cheapest plan that carries one set of masses to another, exact.
 *
 *   min Σ π_ij c_ij   with   Σ_j π_ij = a_i,   Σ_i π_ij = b_j,   π ≥ 0
 *   max Σ a_i u_i + Σ b_j v_j   with   u_i + v_j ≤ c_ij               (its dual, of the same value)
 *
 * Kantorovich, 1942; as a distance of histograms Rubner, Tomasi & Guibas, 2000. Solved by successive shortest paths
 * with potentials (Edmonds & Karp, 1972; the dense search is Jonker & Volgenant's, 1987). Masses are counted in whole
 * units, so flows never round and the search ends. 500 a side take a fraction of a second, or some seconds where both
 * sides hold nearly but not quite as many; time grows like n³, and beyond some thousands `sinkhorn` or
 * `slicedWasserstein` is the tool.
 *
 * Between samples it is biased upwards, by about n^(−1/d) in d dimensions (Fournier & Guillin, 2015): `sampleFloor` of
 * the real data gives what it measures between two samples of one distribution.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { type GroundCost, groundCost } from "./ground-cost.ts";
import { massUnits } from "./masses.ts";
import { checkFinite } from "./samples.ts";
import { checkOrder } from "./wasserstein-1d.ts";

export interface EarthMover {
  /** Σ π c, of masses that add up to 1. */
  readonly cost: number;
  /** π, `[n, m]`: shares of all mass. */
  readonly plan: Matrix;
  /** Kantorovich's potentials: u of the first masses, v of the second; one constant may be moved between them. */
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/**
 * @param a n masses @param b m masses; each list is divided by its sum @param cost `[n, m]`, finite, of either sign
 * @throws E112 for a cost of another shape, E707 for a cost that is not finite, E708 for masses that are none
 */
export function earthMover(a: ArrayLike<number>, b: ArrayLike<number>, cost: Matrix): EarthMover {
  checkCost("earthMover.cost", a, b, cost);
  const units = massUnits("earthMover", a, b);
  const transport = begin(cost, units.a, units.b);
  for (let row = 0; row < a.length; row += 1) {
    while ((transport.supply[row] as number) > 0) augment(transport, shortestPath(transport, row));
  }
  return result(transport, cost, units.total);
}

/** @throws E112, E707 */
export function checkCost(where: string, a: ArrayLike<number>, b: ArrayLike<number>, cost: Matrix): void {
  if (cost.rows !== a.length || cost.columns !== b.length || cost.values.length !== a.length * b.length) {
    const [expected, got] = [`[${a.length}, ${b.length}]`, `[${cost.rows}, ${cost.columns}]`];
    throw new GantryError("E112", { where, expected, got });
  }
  checkFinite(where, cost.values, cost.columns);
}

/**
 * W_p between two samples of equal weights, by Euclid's distance: (min Σ π |x − y|^p)^(1/p).
 * @param x `[n, d]` @param y `[m, d]` @param order 1 or 2 @returns in the units of the samples
 * @throws E112 for another order, E705, E706, E707
 */
export function earthMoverDistance(x: Matrix, y: Matrix, { order = 1 }: { readonly order?: 1 | 2 } = {}): number {
  checkOrder("earthMoverDistance.order", order);
  const kind: GroundCost = order === 1 ? "euclidean" : "squared-euclidean";
  const ones = (n: number) => new Float64Array(n).fill(1);
  const { cost } = earthMover(ones(x.rows), ones(y.rows), groundCost(x, y, kind));
  return order === 1 ? cost : Math.sqrt(cost);
}

/** What is carried so far. `flow` is column by column, so that what arrives at a column lies together. */
interface Transport {
  readonly n: number;
  readonly m: number;
  readonly cost: Matrix["values"];
  readonly supply: Float64Array;
  readonly demand: Float64Array;
  readonly flow: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Potentials that leave no reduced cost c − u − v negative: the least of each column, then of what is left of each row. */
function begin({ rows: n, columns: m, values: cost }: Matrix, supply: Float64Array, demand: Float64Array): Transport {
  const v = new Float64Array(m).fill(Infinity);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) v[j] = Math.min(v[j] as number, cost[i * m + j] as number);
  }
  const u = new Float64Array(n).fill(Infinity);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) u[i] = Math.min(u[i] as number, (cost[i * m + j] as number) - (v[j] as number));
  }
  return { n, m, cost, supply, demand, flow: new Float64Array(n * m), u, v };
}

/** A tree of shortest paths: who was reached from whom, and the column it ended at. */
interface Paths {
  readonly from: number;
  readonly to: number;
  /** The column before a row, and the row before a column. */
  readonly columnBefore: Int32Array;
  readonly rowBefore: Int32Array;
}

/**
 * Dijkstra's search by reduced costs from a row to the nearest column that wants more; where mass already flows the way
 * back costs 0. Moves the potentials so that the path found costs 0 and no other cost turns negative.
 */
function shortestPath(transport: Transport, from: number): Paths {
  const { n, m, demand, flow, u, v } = transport;
  const [rowDistance, distance] = [new Float64Array(n).fill(Infinity), new Float64Array(m).fill(Infinity)];
  const [columnBefore, rowBefore] = [new Int32Array(n).fill(-1), new Int32Array(m).fill(-1)];
  const done = new Uint8Array(m);
  const reach = (row: number, at: number): void => {
    rowDistance[row] = at;
    relax(transport, row, at, distance, rowBefore);
  };
  reach(from, 0);
  let to = nearest(distance, done, demand);
  while ((demand[to] as number) === 0) {
    done[to] = 1;
    for (let row = 0; row < n; row += 1) {
      if ((flow[to * n + row] as number) > 0 && rowDistance[row] === Infinity) {
        columnBefore[row] = to;
        reach(row, distance[to] as number);
      }
    }
    to = nearest(distance, done, demand);
  }
  const length = distance[to] as number;
  for (let row = 0; row < n; row += 1) u[row] = (u[row] as number) + Math.max(0, length - (rowDistance[row] as number));
  for (let j = 0; j < m; j += 1) if (done[j] === 1) v[j] = (v[j] as number) - (length - (distance[j] as number));
  return { from, to, columnBefore, rowBefore };
}

/** Shortens the ways to all columns by those through `row`, which is reached at distance `at`. */
function relax(
  { m, cost, u, v }: Transport,
  row: number,
  at: number,
  distance: Float64Array,
  rowBefore: Int32Array,
): void {
  const start = at - (u[row] as number);
  for (let j = 0; j < m; j += 1) {
    const through = Math.max(at, start + (cost[row * m + j] as number) - (v[j] as number)); // no less: that is rounding
    if (through < (distance[j] as number)) {
      distance[j] = through;
      rowBefore[j] = row;
    }
  }
}

/** The nearest column that is not done; among equally near ones one that wants more, which ends the search. */
function nearest(distance: Float64Array, done: Uint8Array, demand: Float64Array): number {
  let [best, least] = [-1, Infinity];
  for (let j = 0; j < distance.length; j += 1) {
    const at = distance[j] as number;
    if (done[j] === 0 && (at < least || (at === least && (demand[j] as number) > 0))) [best, least] = [j, at];
  }
  return best;
}

/** Sends as much as the path holds. */
function augment({ n, supply, demand, flow }: Transport, { from, to, columnBefore, rowBefore }: Paths): void {
  let amount = Math.min(supply[from] as number, demand[to] as number);
  for (let j = to; ; ) {
    const row = rowBefore[j] as number;
    if (row === from) break;
    j = columnBefore[row] as number;
    amount = Math.min(amount, flow[j * n + row] as number);
  }
  for (let j = to; ; ) {
    const row = rowBefore[j] as number;
    flow[j * n + row] = (flow[j * n + row] as number) + amount;
    if (row === from) break;
    j = columnBefore[row] as number;
    flow[j * n + row] = (flow[j * n + row] as number) - amount;
  }
  supply[from] = (supply[from] as number) - amount;
  demand[to] = (demand[to] as number) - amount;
}

function result({ n, m, flow, u, v }: Transport, { values: cost }: Matrix, total: number): EarthMover {
  const plan = new Float64Array(n * m);
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) {
      const share = (flow[j * n + i] as number) / total;
      plan[i * m + j] = share;
      sum += share * (cost[i * m + j] as number);
    }
  }
  return { cost: sum, plan: { rows: n, columns: m, values: plan }, u, v };
}
