// Which games drop modes of a known mixture, and which do not: PacGAN's protocol, 2,500 samples a run.
//
//   npm run build && node bench/behaviour/modes.mjs ring8|grid25 [trials] [method …]
//
// All methods have the same networks (ReLU perceptrons), rates, batches and steps, but for what METHODS says; D learns three
// times as fast as G and nothing holds it back, so that the baseline drops modes. A baseline is its settings: `D slow` has
// those of unrolled GANs' paper, where D learns a tenth as fast as G and a plain GAN keeps hardly a mode. A trial is a
// seed. One thread; a line for each run. Rows are put into bench/results/behaviour/modes-<set>.json, where other methods'
// rows stay (RESULTS names another file). Asked: for each method that is there to hold modes, the lower end of the mean's
// 95 % interval above its baseline's mean, and the best mean at least 7.8 of 8 and 24 of 25.
import { embeddedDataset } from "gantry/data";
import { modeTrial, SAMPLES } from "./mode-trial.mjs";
import { demand, named, origin, recordFile, recordIn, writeRecord } from "./record.mjs";
import { summaries } from "./statistics.mjs";

const shared = {
  ...{ batch: 128, "z.size": 2, depth: 3, activation: "relu", beta1: 0.5, ema: 0.99 },
  ...{ "lr.g": 3e-4, "lr.d": 1e-3, penalty: "none" },
};
const SETS = {
  ring8: { ...shared, width: 96, steps: 2500 },
  grid25: { ...shared, width: 128, batch: 256, steps: 4000 },
};
const BEST = { ring8: 7.8, grid25: 24 };
/**
 * Metz et al. (2017), appendix A, on the ring; on the grid with smaller batches and z, for their cost. A layer that compares
 * all pairs of a batch has smaller ones on the ring, too.
 */
const SLOW_D = {
  ring8: { "lr.g": 1e-3, "lr.d": 1e-4, depth: 2, width: 128, batch: 512, "z.size": 256, ema: 0.995, steps: 2000 },
  grid25: { "lr.g": 1e-3, "lr.d": 1e-4, depth: 2, "z.size": 32 },
};

const [set = "ring8", trials = "5", ...asked] = process.argv.slice(2);

const METHODS = {
  gan: { recipe: "gan" },
  "pack 2": { recipe: "gan", pack: 2 },
  "unrolled 5": { recipe: "unrolled", unroll: 5 },
  "wgan-gp": { recipe: "wgan-gp", penalty: "gp", "penalty.weight": 0.1, "d.steps": 3, beta1: 0 },
  "r3gan's loss": { recipe: "gan", loss: "paired", penalty: "r1r2", "penalty.weight": 0.1 },
  "r3gan's loss, 8,000 steps": { recipe: "gan", loss: "paired", penalty: "r1r2", "penalty.weight": 0.1, steps: 8000 },
  r1: { recipe: "gan", penalty: "r1", "penalty.weight": 0.1 },
  "gan, D slow": { recipe: "gan", ...SLOW_D[set] },
  "minibatch discrimination, D slow": {
    ...{ recipe: "gan", "d.minibatch": "discrimination", "d.minibatch.kernels": 20 },
    ...{ ...SLOW_D[set], ...(set === "ring8" ? { batch: 128 } : {}) },
  },
  "unrolled 5, D slow": { recipe: "unrolled", unroll: 5, ...SLOW_D[set] },
};

/** What is there to hold modes, and what it is held against. The others are there to compare with. */
const BASELINES = {
  ...{ "pack 2": "gan", "wgan-gp": "gan", "r3gan's loss": "gan" },
  ...{ "minibatch discrimination, D slow": "gan, D slow", "unrolled 5, D slow": "gan, D slow" },
};

named([set], Object.keys(SETS));
const methodsAsked = asked.length === 0 ? Object.keys(METHODS) : named(asked, Object.keys(METHODS));
const file = recordFile(`modes-${set}`);
const mixture = embeddedDataset(set, { count: 2 }).modes;

async function trial(method, seed) {
  const settings = { ...SETS[set], ...METHODS[method] };
  return { seed, ...(await modeTrial({ data: set, seed, evalEvery: 0, sampleEvery: 500, ...settings }, mixture)) };
}

function write(method, runs) {
  const record = recordIn(file) ?? { set, samples: SAMPLES, methods: {} };
  record.methods[method] = {
    ...{ settings: { ...SETS[set], ...METHODS[method] }, trials: runs.length },
    ...summaries(runs, ["modes", "highQuality"]),
    ...summaries(
      runs.filter(({ reverseKl }) => reverseKl !== null),
      ["reverseKl"],
    ),
    runs,
    ...origin(),
  };
  writeRecord(file, record);
}

for (const method of methodsAsked) {
  const runs = [];
  for (let seed = 0; seed < Number(trials); seed += 1) {
    const run = await trial(method, seed);
    console.log(method, JSON.stringify(run));
    runs.push(run);
  }
  write(method, runs);
}

const { methods } = recordIn(file);
for (const [method, baseline] of Object.entries(BASELINES).filter((pair) => pair.every((name) => name in methods))) {
  const { from } = summaries(methods[method].runs, ["modes"]).modes;
  const least = methods[baseline].modes.mean;
  demand(
    from > least,
    `${method}: modes from ${from.toFixed(2)} (95 %), the mean of ${baseline} is ${least.toFixed(2)}`,
  );
}
const best = Math.max(...Object.values(methods).map(({ modes }) => modes.mean));
demand(best >= BEST[set], `the best method's mean is ${best} modes of ${set}; ${BEST[set]} asked`);
