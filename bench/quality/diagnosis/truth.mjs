// What became of a run, measured apart from the diagnosis: on whole clouds of 2,500 samples, against real points it
// was not trained on, by sliced Wasserstein distance and by which regions of the data are still drawn.
import { embeddedDataset } from "gantry/data";
import { isMade, madeModes, madePoints } from "./made-sets.mjs";

const COUNT = 2500;
const DIRECTIONS = 12;

/** Real points of a set, drawn afresh. */
function reals({ data, few }, seed) {
  if (few !== undefined) return Float32Array.from(few.flat());
  if (isMade(data)) return Float32Array.from(madePoints(data, COUNT, seed).flat());
  const dataset = embeddedDataset(data, { count: COUNT, seed });
  const points = new Float32Array(COUNT * dataset.shape[0]);
  dataset.read(
    Array.from({ length: COUNT }, (_, i) => i),
    points,
  );
  return points;
}

/** Mean over directions of W1 between projections; sets of any sizes, compared at 500 quantiles. */
function slicedWasserstein(a, b) {
  let sum = 0;
  for (let d = 0; d < DIRECTIONS; d += 1) {
    const [x, y] = [Math.cos((Math.PI * d) / DIRECTIONS), Math.sin((Math.PI * d) / DIRECTIONS)];
    const [p, q] = [a, b].map((points) => {
      const projected = new Float64Array(points.length / 2);
      for (let i = 0; i < projected.length; i += 1) projected[i] = x * points[2 * i] + y * points[2 * i + 1];
      return projected.sort();
    });
    for (let k = 0; k < 500; k += 1) {
      const share = (k + 0.5) / 500;
      sum += Math.abs(p[Math.floor(share * p.length)] - q[Math.floor(share * q.length)]) / 500;
    }
  }
  return sum / DIRECTIONS;
}

/** How far apart fresh draws are; where the data are few, how far those are from fresh ones. */
function floorOf(spec, points) {
  if (spec.few !== undefined) return 0.02;
  const fresh = slicedWasserstein(points, reals(spec, 54321));
  if (spec.count === undefined) return fresh;
  return Math.max(fresh, slicedWasserstein(points, Float32Array.from(madePoints(spec.data, spec.count, 1).flat())));
}

/** Farthest points first: regions that cover the data evenly. */
function regionCentres(points, count) {
  const centres = [[points[0], points[1]]];
  const nearest = new Float64Array(points.length / 2).fill(Infinity);
  while (centres.length < count) {
    const [cx, cy] = centres.at(-1);
    let far = 0;
    for (let i = 0; i < nearest.length; i += 1) {
      nearest[i] = Math.min(nearest[i], Math.hypot(points[2 * i] - cx, points[2 * i + 1] - cy));
      if (nearest[i] > nearest[far]) far = i;
    }
    centres.push([points[2 * far], points[2 * far + 1]]);
  }
  return centres;
}

function regionsOf({ data, few }, points) {
  if (isMade(data)) return madeModes(data) ?? regionCentres(points, 16);
  const modes = few === undefined ? embeddedDataset(data, { count: 2 }).modes : undefined;
  return modes?.centres ?? regionCentres(points, 16);
}

/** Share of the regions that get at least a fifth of what they hold of the data, from samples near the data. */
function keptOf(samples, points, centres, scale) {
  const count = (set, near) => {
    const counts = centres.map(() => 0);
    let good = 0;
    for (let i = 0; i < set.length; i += 2) {
      let [best, at] = [Infinity, 0];
      centres.forEach(([x, y], c) => {
        const d = Math.hypot(set[i] - x, set[i + 1] - y);
        if (d < best) [best, at] = [d, c];
      });
      if (near !== null && best > near[at]) continue;
      counts[at] += 1;
      good += 1;
    }
    return { shares: counts.map((c) => (2 * c) / set.length), good: (2 * good) / set.length };
  };
  const reach = centres.map(() => 0);
  for (let i = 0; i < points.length; i += 2) {
    let [best, at] = [Infinity, 0];
    centres.forEach(([x, y], c) => {
      const d = Math.hypot(points[i] - x, points[i + 1] - y);
      if (d < best) [best, at] = [d, c];
    });
    reach[at] = Math.max(reach[at], best);
  }
  const [real, fake] = [
    count(points, null),
    count(
      samples,
      reach.map((r) => r + 0.05 * scale),
    ),
  ];
  const kept = centres.filter((_, c) => fake.shares[c] >= 0.2 * real.shares[c]).length / centres.length;
  return { kept, good: fake.good };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Median over points of a set of the distance to the nearest of another. */
function nearestMedian(from, to, skip) {
  const found = [];
  for (let i = 0; i < from.length; i += 2) {
    let best = Infinity;
    for (let j = 0; j < to.length; j += 2) {
      if (skip && i === j) continue;
      best = Math.min(best, Math.hypot(from[i] - to[j], from[i + 1] - to[j + 1]));
    }
    found.push(best);
  }
  return found.sort((a, b) => a - b)[found.length >> 1];
}

export function truthOf(spec, { clouds, rows, alerts, error }) {
  if (clouds.length === 0 || clouds[0].size !== 2) return { error };
  const points = reals(spec, 12345);
  const scale = slicedWasserstein(
    points,
    Float32Array.from(points, () => mean(points)),
  );
  const floor = floorOf(spec, points) / scale;
  const centres = regionsOf(spec, points);
  const w1 = clouds.map(({ data }) => slicedWasserstein(data, points) / scale);
  const between = (from, to) =>
    clouds
      .map((cloud, i) => ({ ...cloud, w1: w1[i], i }))
      .filter(({ step }) => step > from * spec.steps && step <= to * spec.steps);
  const [third, last, half] = [between(0.5, 0.75), between(0.75, 1), between(0.5, 1)];
  const parts = last.map(({ data }) => keptOf(data, points, centres, scale));
  const hops = half.slice(1).map(({ data, i }) => slicedWasserstein(data, clouds[i - 1].data) / scale);
  const late = rows.filter(({ step }) => step > 0.75 * spec.steps);
  const end = clouds.at(-1).data;
  const path = hops.reduce((sum, hop) => sum + hop, 0);
  const way = half.length < 2 ? 0 : slicedWasserstein(half.at(-1).data, half[0].data) / scale;
  const truth = {
    error,
    floor,
    w1: mean(last.map((cloud) => cloud.w1)),
    w1Third: mean(third.map((cloud) => cloud.w1)),
    moved: slicedWasserstein(end, clouds[0].data) / scale,
    kept: mean(parts.map(({ kept }) => kept)),
    good: mean(parts.map(({ good }) => good)),
    spread: spreadOf(end) / spreadOf(points),
    hop: mean(hops),
    headway: path === 0 ? 1 : way / path,
    accuracy: mean(late.map(({ accuracyD }) => accuracyD)),
    output: Math.max(...late.flatMap(({ lossD, lossG, dReal, dFake }) => [lossD, lossG, dReal, dFake].map(Math.abs))),
    copyRatio:
      spec.few === undefined
        ? null
        : nearestMedian(end.slice(0, 1000), points, false) / nearestMedian(points, points, true),
  };
  return { ...truth, rollbacks: alerts.filter(({ code }) => code === "W490").length };
}

/** Mean distance between 300 of the points. */
function spreadOf(points) {
  const stride = Math.max(1, Math.floor(points.length / 2 / 300));
  const distances = [];
  for (let i = 0; i < points.length / 2; i += stride) {
    for (let j = 0; j < i; j += stride) {
      distances.push(Math.hypot(points[2 * i] - points[2 * j], points[2 * i + 1] - points[2 * j + 1]));
    }
  }
  return mean(distances);
}

/** What became of the run in its last quarter; null where none of the definitions holds (docs/diagnosis.md). */
export function labelOf({ truth: t, rows, points, spec }) {
  if (t.error !== null && t.error !== "E490") return null;
  const most = rows.reduce(
    (most, { lossD, lossG, dReal, dFake }) => Math.max(most, ...[lossD, lossG, dReal, dFake].map(Math.abs)),
    0,
  );
  if (t.error === "E490" || t.rollbacks > 0 || !(most < 1e6)) return "diverged";
  if (t.copyRatio !== null && t.copyRatio < 0.4) return "memorising";
  const far = t.w1 > 8 * t.floor;
  if (t.moved < 0.07 && t.accuracy < 0.9) return "stalled";
  if (t.spread < 0.005 || (t.spread < 0.3 && t.hop < 0.3 && hadVariety(points, spec))) return "collapsed";
  if (t.accuracy > 0.93 && far && t.w1 > 0.9 * t.w1Third) return "D winning";
  if (t.hop > 0.15 && t.headway < 0.5) return "oscillating";
  if ((t.kept <= 0.35 && t.good >= 0.5) || (t.spread < 0.3 && t.w1 < 3)) return "collapsed";
  if (t.accuracy < 0.62 && far && t.w1 > 0.9 * t.w1Third) return "G winning";
  if ((t.kept <= 0.8 && t.good >= 0.5) || (t.spread < 0.6 && t.w1 < 3)) return "losing diversity";
  if (t.kept >= 0.9 && t.w1 < 6 * t.floor && t.hop < 0.1 && t.copyRatio === null) return "healthy";
  return null;
}

/** Whether the samples were once, after the first hundred steps, more than half as varied as the data. */
function hadVariety(points, spec) {
  const whole = spreadOf(reals(spec, 12345));
  return points.some(({ step, data }) => step >= 100 && spreadOf(data) > 0.5 * whole);
}
