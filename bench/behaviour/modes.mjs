// Which games drop modes of a known mixture, and which do not: PacGAN's protocol, 2,500 samples a run.
//
//   npm run build && node bench/behaviour/modes.mjs ring8|grid25 [trials] [method …]
//
// All methods have the same networks (ReLU perceptrons), rates, batches and steps; D learns three times as fast as G and
// nothing holds it back, so that the baseline drops modes. A trial is a seed. One thread; a line for each run. Rows are
// put into bench/results/behaviour/modes-<set>.json, where other methods' rows stay (RESULTS names another file).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadGenerator, train } from "gantry";
import { embeddedDataset } from "gantry/data";
import { modeCoverage } from "gantry/metrics";

const SAMPLES = 2500;
const shared = {
  ...{ batch: 128, "z.size": 2, depth: 3, activation: "relu", beta1: 0.5, ema: 0.99 },
  ...{ "lr.g": 3e-4, "lr.d": 1e-3, penalty: "none" },
};
const SETS = {
  ring8: { ...shared, width: 96, steps: 2500 },
  grid25: { ...shared, width: 128, batch: 256, steps: 4000 },
};
const METHODS = {
  gan: { recipe: "gan" },
  "pack 2": { recipe: "gan", pack: 2 },
  "minibatch discrimination": { recipe: "gan", "d.minibatch": "discrimination" },
  "unrolled 5": { recipe: "unrolled", unroll: 5 },
  "wgan-gp": { recipe: "wgan-gp", penalty: "gp", "penalty.weight": 0.1, "d.steps": 3, beta1: 0 },
  "r3gan's loss": { recipe: "gan", loss: "paired", penalty: "r1r2", "penalty.weight": 0.1 },
  r1: { recipe: "gan", penalty: "r1", "penalty.weight": 0.1 },
};

const [set = "ring8", trials = "5", ...asked] = process.argv.slice(2);
const results = process.env.RESULTS ?? `bench/results/behaviour/modes-${set}.json`;
const mixture = embeddedDataset(set, { count: 2 }).modes;

async function trial(method, seed) {
  const out = mkdtempSync(join(tmpdir(), "gantry-modes-"));
  const settings = { ...SETS[set], ...METHODS[method] };
  const options = { data: set, out, run: "run", seed, threads: 1, evalEvery: 0, sampleEvery: 500, ...settings };
  const began = performance.now();
  try {
    for await (const event of train(options)) if (event.type === "end" && event.status !== "done") return null;
    const seconds = (performance.now() - began) / 1000;
    const generator = await loadGenerator(join(out, "run"));
    const { data: values } = await generator.generate(generator.z(SAMPLES, 1));
    await generator.release();
    const found = modeCoverage({ rows: SAMPLES, columns: 2, values }, mixture);
    const { modes, highQuality, reverseKl } = found;
    return { seed, modes, highQuality, reverseKl, seconds: Math.round(seconds) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const standardError = (values) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length);
const summary = (values) => ({ mean: mean(values), standardError: standardError(values) });

function write(method, runs) {
  const file = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : { set, samples: SAMPLES, methods: {} };
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  file.methods[method] = {
    ...{ commit, settings: { ...SETS[set], ...METHODS[method] }, trials: runs.length },
    modes: summary(runs.map(({ modes }) => modes)),
    highQuality: summary(runs.map(({ highQuality }) => highQuality)),
    reverseKl: summary(runs.map(({ reverseKl }) => reverseKl)),
    ...{ runs, machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}` },
  };
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, `${JSON.stringify(file, null, 1)}\n`);
}

for (const method of asked.length === 0 ? Object.keys(METHODS) : asked) {
  const runs = [];
  for (let seed = 0; seed < Number(trials); seed += 1) {
    const run = await trial(method, seed);
    console.log(method, JSON.stringify(run));
    if (run !== null) runs.push(run);
  }
  write(method, runs);
}
