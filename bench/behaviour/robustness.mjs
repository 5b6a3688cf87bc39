// How often does each loss find the modes of `ring8` whatever the networks and settings? Gulrajani et al. (2017),
// section 5.1, small: 50 drawn pairs of perceptrons with drawn settings, the same 50 for every loss.
//
//   npm run build && node bench/behaviour/robustness.mjs [losses] [count of drawn settings]
//   node bench/behaviour/robustness.mjs merge FILE FILE …
//
// One thread, six seconds a run on average, so forty minutes for the seven losses. All runs have the networks of
// `sngan`, 2,000 steps and one seed each; 2,500 samples are drawn of G's average. A run counts as a success with at
// least 7 modes of which each has a sample within 3σ; in the stricter count, with a fifth of all samples there as well.
// Shares come with Wilson's 95 % interval. A run that stands in bench/results/behaviour/robustness.json (RESULTS names
// another file) is not repeated unless ANEW=1; `merge` puts the runs of several files there, so that losses can be shared
// out among processes.
import { randomSource } from "gantry/base";
import { embeddedDataset } from "gantry/data";
import { modeTrial, SAMPLES } from "./mode-trial.mjs";
import { alike, named, origin, recordFile, rowsOfFiles, rowsThatStand, withRow, writeRecord } from "./record.mjs";
import { wilsonInterval } from "./statistics.mjs";

const STEPS = 2000;
const PLAIN = { penalty: "none", "d.spectral": false };
const LOSSES = {
  ns: { ...PLAIN, loss: "ns" },
  ls: { ...PLAIN, loss: "ls" },
  hinge: { ...PLAIN, loss: "hinge", "d.spectral": true },
  /** RMSProp without momentum, as in its paper: β₁ is not the drawn one. */
  wgan: { ...PLAIN, loss: "wasserstein", "clip.weights": 0.1, optimiser: "rmsprop", beta1: 0, beta2: 0.99 },
  "wgan-gp": { ...PLAIN, loss: "wasserstein", penalty: "gp", "penalty.weight": 0.1 },
  r3gan: { ...PLAIN, loss: "paired", penalty: "r1r2", "penalty.weight": 0.1 },
  "ns+r1": { ...PLAIN, loss: "ns", penalty: "r1", "penalty.weight": 0.1 },
};

/** The settings of number `index`; rates of either player by themselves. */
function drawn(index) {
  const random = randomSource({ seed: 50, stream: "robustness", counter: index });
  const one = (choices) => choices[random.below(choices.length)];
  const between = (low, high) => low + random.below(high - low + 1);
  /** Log-uniform, to three digits. */
  const rate = () => Number((1e-4 * 30 ** random.uniform()).toPrecision(3));
  const width = () => Math.round(32 * 8 ** random.uniform());
  return {
    ...{ depth: between(1, 4), width: width(), "d.width": width() },
    activation: one(["relu", "leakyRelu", "elu", "tanh"]),
    ...{ batch: one([64, 128, 256]), "lr.g": rate(), "lr.d": rate(), beta1: one([0, 0.5, 0.9]) },
    ...{ "d.steps": between(1, 3), "z.size": between(2, 64) },
  };
}

const mixture = embeddedDataset("ring8", { count: 2 }).modes;

const settingsOf = (loss, index) => ({ ...drawn(index), ...LOSSES[loss] });

async function tried(loss, index) {
  const fixed = { data: "ring8", recipe: "sngan", steps: STEPS, seed: index, ema: 0.99, beta2: 0.99, onNan: "stop" };
  const often = { sampleEvery: STEPS, saveEvery: STEPS, evalEvery: 0, autotune: false };
  const found = await modeTrial({ ...fixed, ...often, ...settingsOf(loss, index) }, mixture);
  return { loss, index, modes: found.modes, highQuality: found.highQuality, seconds: found.seconds };
}

function shareOf(runs, success) {
  const hits = runs.filter(success).length;
  return { hits, of: runs.length, share: hits / runs.length, interval: wilsonInterval(hits, runs.length) };
}

/** By loss, from the runs. */
const shares = (runs) =>
  Object.fromEntries(
    Object.keys(LOSSES).flatMap((loss) => {
      const of = runs.filter((run) => run.loss === loss);
      const found = { modes7: shareOf(of, ({ modes }) => modes >= 7) };
      const good = shareOf(of, ({ modes, highQuality }) => modes >= 7 && highQuality >= 0.2);
      return of.length === 0 ? [] : [[loss, { ...found, modes7AndFifthGood: good }]];
    }),
  );

function write(file, runs) {
  const sorted = runs.toSorted((a, b) => a.loss.localeCompare(b.loss) || a.index - b.index);
  const head = { workload: "robustness on ring8", steps: STEPS, samples: SAMPLES, losses: LOSSES };
  writeRecord(file, { ...head, shares: shares(runs), runs: sorted });
}

const [first = Object.keys(LOSSES).join(), ...rest] = process.argv.slice(2);
const file = recordFile("robustness");
const KEYS = ["loss", "index"];
let runs = first === "merge" ? rowsOfFiles([file, ...rest], "runs", KEYS) : rowsThatStand(file, "runs", KEYS);
if (first === "merge") write(file, runs);
else {
  const losses = named(first.split(","), Object.keys(LOSSES));
  for (let index = 0; index < Number(rest[0] ?? 50); index += 1) {
    for (const loss of losses) {
      const spec = { loss, index, settings: settingsOf(loss, index) };
      if (runs.some((run) => alike(run, spec, [...KEYS, "settings"]))) continue;
      const run = { ...spec, ...(await tried(loss, index)), ...origin() };
      console.log(JSON.stringify({ ...run, settings: undefined }));
      runs = withRow(runs, run, KEYS);
      write(file, runs);
    }
  }
}
console.log(JSON.stringify(shares(runs)));
