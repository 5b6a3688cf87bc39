/**
 * @file `npm run bench:cost`: what a step costs as the work grows. One number of a workload at a time goes from small
 * to large: batch and width of DCGAN at 32 pixels, its image, the updates of D in the two perceptrons.
 *
 * The machine drifts, so every point is visited once in each of several rounds, in another order each time; a point's
 * time is that of its fastest visit, a visit's the median of its steps. Fitted are the exponents (slopes in logarithms)
 * and where they bend, and over all points together what a unit of each kind of work costs.
 *
 *   node bench/cost.mjs [batch width size k] [--rounds 4] [--seconds 1.5] [--threads 2] [--out FOLDER]
 *
 * About eight minutes on two cores. Writes bench/results/cost.json and docs/images/cost-*.svg; with --out, both into
 * that folder. `--seconds` is how long a visit lasts beyond its first steps, `--few` takes every third point.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gemmGflops } from "../dist/lib/bench/gemm.js";
import { medianOf, rounded } from "../dist/lib/bench/statistics.js";
import { stepCounts } from "../dist/lib/bench/step-counts.js";
import { openStepper } from "../dist/lib/bench/stepper.js";
import { parseWorkload } from "../dist/lib/bench/workload-spec.js";
import { nodeRuntime } from "../dist/lib/runtime/ort.node.js";
import { costChart } from "./cost/chart.mjs";
import { fitOf, unitsOf } from "./cost/fits.mjs";

const here = import.meta.dirname;

/** Each line of a chart: a workload, and the number that varies. */
const SERIES = {
  batch: [{ base: "dcgan32", values: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] }],
  width: [{ base: "dcgan32", values: [16, 24, 32, 48, 64, 96, 128] }],
  size: [{ base: "dcgan64:width=32,batch=16", values: [16, 24, 32, 48, 64, 96, 128] }],
  k: [
    { base: "mlp", values: [1, 2, 3, 4, 6, 8] },
    { base: "wgan-gp-mlp", values: [1, 2, 3, 4, 6, 8] },
  ],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "4" },
    seconds: { type: "string", default: "1.5" },
    threads: { type: "string", default: "2" },
    out: { type: "string" },
    few: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !(name in SERIES));
if (unknown !== undefined) {
  console.error(`${unknown}: expected ${Object.keys(SERIES).join(", ")}.`);
  process.exit(2);
}
const [rounds, seconds, threads] = [values.rounds, values.seconds, values.threads].map(Number);
const factors = positionals.length > 0 ? positionals : Object.keys(SERIES);

/** `dcgan32` with batch 128 is `dcgan32:batch=128`; with its own 64, `dcgan32:batch=64`. */
const specOf = (base, factor, value) => `${base}${base.includes(":") ? "," : ":"}${factor}=${value}`;
const nameOf = (spec) => JSON.stringify(parseWorkload(spec));

const series = factors.flatMap((factor) =>
  SERIES[factor].map(({ base, values: all }) => {
    const chosen = values.few ? all.filter((_, i) => i % 3 === 0) : all;
    return { factor, base, points: chosen.map((value) => ({ value, spec: specOf(base, factor, value) })) };
  }),
);

/** Points by what they are: a base that several lines share is measured once. */
const visits = new Map(series.flatMap(({ points }) => points.map(({ spec }) => [nameOf(spec), []])));

/** Calls until the time is over, but two at least, after one that is not timed (and as many as go into a fifth of it). */
async function visit(runtime, { workload, shape }) {
  const stepper = await openStepper(runtime, workload, shape);
  const times = [];
  const timed = async () => {
    const start = performance.now();
    const taken = await stepper.stretch(Number.POSITIVE_INFINITY);
    const spent = (performance.now() - start) / 1e3;
    return { spent, each: spent / taken };
  };
  for (let sum = 0; sum < seconds / 5; ) sum += (await timed()).spent;
  for (let sum = 0; sum < seconds || times.length < 2; ) {
    const { spent, each } = await timed();
    sum += spent;
    times.push(each);
  }
  await stepper.release();
  return medianOf(times) * 1e3;
}

/** The order of a round: each starts elsewhere and goes in strides, so that neighbours are not measured together. */
function orderOf(names, round) {
  const count = names.length;
  const stride = [7, 11, 13, 17, 19, 23].find((prime, i) => i >= round % 3 && count % prime !== 0) ?? 1;
  return names.map((_, i) => names[(round * 5 + i * stride) % count]);
}

const runtime = nodeRuntime({ threads });
const loadBefore = loadavg()[0];
const gemm = [];
for (let round = 0; round < rounds; round += 1) {
  gemm.push(await gemmGflops(runtime));
  for (const name of orderOf([...visits.keys()], round)) visits.get(name).push(await visit(runtime, JSON.parse(name)));
  console.error(`round ${round + 1} of ${rounds}`);
}

const measured = new Map(
  [...visits].map(([name, times]) => [name, { ms: Math.min(...times), times, counts: stepCounts(JSON.parse(name)) }]),
);
const gemmRate = Math.max(...gemm);
const lines = series.map(({ points, ...line }) => {
  const full = points.map(({ value, spec }) => {
    const { ms, times, counts } = measured.get(nameOf(spec));
    return { value, spec, ms: rounded(ms), visits: times.map((time) => rounded(time)), ...counts };
  });
  return { ...line, points: full, fit: fitOf(full) };
});
const units = unitsOf([...measured].map(([name, { ms, counts }]) => ({ ...JSON.parse(name), ms, counts })));

const about = { node: process.version, cores: availableParallelism(), threads, rounds, seconds, loadBefore };
const result = { ...about, gemmGflops: rounded(gemmRate), lines, units };
const [results, images] =
  values.out === undefined ? [join(here, "results"), join(here, "..", "docs", "images")] : [values.out, values.out];
for (const folder of [results, images]) mkdirSync(folder, { recursive: true });
writeFileSync(join(results, "cost.json"), `${JSON.stringify(result, null, 1)}\n`);
for (const factor of factors) {
  const chart = costChart(
    factor,
    lines.filter((line) => line.factor === factor),
  );
  writeFileSync(join(images, `cost-${factor}.svg`), chart);
}

for (const { factor, base, points, fit } of lines) {
  console.log(`${base} by ${factor}`);
  for (const { value, ms, gflop } of points) {
    const share = `${((100 * gflop) / (ms / 1e3) / gemmRate).toFixed(0)} % of a product's rate`;
    console.log(`  ${String(value).padStart(5)}  ${ms.toFixed(2).padStart(9)} ms  ${share}`);
  }
  console.log(`  exponents ${fit.exponents.map((one) => one.toFixed(2)).join(" ")}; ${fit.text}`);
}
for (const { family, units: costs, residual, worst } of units) {
  console.log(
    `a unit costs, ${family}: ${Object.entries(costs)
      .map(([unit, ms]) => `${ms} ms a ${unit}`)
      .join(", ")}`,
  );
  console.log(`  relative residual ${residual} (root mean square), worst ${worst.residual} at ${worst.spec}`);
}
console.error(`written to ${join(results, "cost.json")} and ${join(images, "cost-*.svg")}`);
