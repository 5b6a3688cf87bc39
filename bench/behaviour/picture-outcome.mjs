// What became of a run on images of digits, measured apart from its verdicts: by what its checkpoints draw, in the
// features of the digits network, where the verdicts go by pixels. `bench/quality/diagnosis/truth.mjs` does so for points.
//
//   d        Fréchet distance of 1,000 samples to 1,000 images, in units of the untrained G's
//   spread   mean distance between samples, in units of the data's         moved   that of one z's samples, first and last
//
// stalled: moved < .07, D's accuracy < .9          D winning: accuracy > .93, d > .3 and > .9 of a quarter ago
// collapsed: spread < .1, and moved > .3; or < .3 and once > .5; or < .3 otherwise, where neither player is winning
// G winning: accuracy < .62, d > .3 and > .9 of a quarter ago             losing diversity: spread < .6
// healthy: d < .3, spread ≥ .6
import { openDataset } from "gantry/data/node";
import { digitsNetwork } from "gantry/features";
import { frechetDistanceOfFeatures } from "gantry/metrics";
import { nodeRuntime } from "gantry/runtime/node";
import { dataDir, inFolder, samplesOf, trained } from "./run.mjs";
import { mean } from "./statistics.mjs";

const [COUNT, SPREAD_OF] = [1000, 200];
const SHAPE = [1, 28, 28];
const SIZE = 784;

const distance = (a, b) => Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
const imageOf = (data, i) => data.subarray(i * SIZE, (i + 1) * SIZE);

/** Mean distance between the first images. */
function spreadOf(data) {
  const found = [];
  for (let i = 0; i < SPREAD_OF; i += 1) {
    for (let j = 0; j < i; j += 1) found.push(distance(imageOf(data, i), imageOf(data, j)));
  }
  return mean(found);
}

async function featuresOf(data) {
  const network = await digitsNetwork(nodeRuntime({ threads: 1 }));
  const { features } = await network.of({ dtype: "float32", shape: [COUNT, ...SHAPE], data });
  await network.release();
  return features;
}

async function realImages(name) {
  const dataset = await openDataset(name, { dataDir });
  const data = new Float32Array(COUNT * SIZE);
  dataset.read(
    Array.from({ length: COUNT }, (_, i) => Math.floor((i * dataset.count) / COUNT)),
    data,
  );
  return data;
}

/** From the untrained G's samples, and those after three quarters and all of the run. */
async function measured(name, [first, third, last], middle) {
  const real = await realImages(name);
  const features = await featuresOf(real);
  const frechet = async (data) => (await frechetDistanceOfFeatures(features, await featuresOf(data))).frechet;
  const [untrained, scale] = [await frechet(first), spreadOf(real)];
  const moves = Array.from({ length: SPREAD_OF }, (_, i) => distance(imageOf(first, i), imageOf(last, i)));
  return {
    d: (await frechet(last)) / untrained,
    dThird: (await frechet(third)) / untrained,
    spread: spreadOf(last) / scale,
    widest: Math.max(...[...middle, third].map((data) => spreadOf(data) / scale)),
    moved: mean(moves) / scale,
  };
}

/** The outcome's name; null where none of the definitions holds. */
function labelOf({ diverged, accuracy, d, dThird, spread, widest, moved }) {
  if (diverged) return "diverged";
  if (moved < 0.07 && !(accuracy >= 0.9)) return "stalled";
  const noBetter = d > 0.3 && d > 0.9 * dThird;
  if ((spread < 0.1 && moved > 0.3) || (spread < 0.3 && widest > 0.5)) return "collapsed";
  if (accuracy > 0.93 && noBetter) return "D winning";
  if (accuracy < 0.62 && noBetter) return "G winning";
  if (spread < 0.3) return moved > 0.3 && noBetter ? "collapsed" : null;
  if (spread < 0.6) return "losing diversity";
  return d < 0.3 ? "healthy" : null;
}

/** @returns { outcome, truth, verdicts, alerts, seconds } */
export const playedOnPictures = ({ recipe, data, seed, steps, settings }) =>
  inFolder(async (out) => {
    const [verdicts, alerts, rows] = [[], [], []];
    const told = ({ type, step, ...event }) => {
      if (type === "verdict") verdicts.push({ step, word: event.verdict.word });
      if (type === "alert") alerts.push(event.code);
      if (type === "metrics") rows.push({ step, ...event.values });
    };
    const quarter = steps / 4;
    const often = { sampleEvery: 100, saveEvery: quarter, keep: 100, evalEvery: 0, autotune: false };
    const ended = await trained({ recipe, data, seed, steps, out, ...often, ...settings }, told).catch((error) => {
      if (error.code !== "E490") throw error;
      verdicts.push({ step: rows.at(-1)?.step ?? 0, word: "diverged" });
      return null;
    });
    const most = Math.max(
      0,
      ...rows.flatMap((row) => ["lossD", "lossG", "dReal", "dFake"].map((key) => Math.abs(row[key] ?? 0))),
    );
    const diverged = ended === null || alerts.includes("W490") || !(most < 1e6);
    const late = rows.filter(({ step }) => step > 0.75 * steps);
    const accuracy = mean(late.map(({ accuracyD }) => accuracyD ?? Number.NaN));
    const seconds = ended?.seconds ?? null;
    if (diverged)
      return {
        outcome: "diverged",
        truth: { most, rollbacks: alerts.filter((code) => code === "W490").length },
        verdicts,
        alerts,
        seconds,
      };
    const labels = Int32Array.from({ length: COUNT }, (_, i) => i % 10);
    const samples = [];
    for (let i = 0; i <= 4; i += 1) samples.push(await samplesOf(ended.run, COUNT, labels, i * quarter));
    const [first, one, two, third, last] = samples;
    const truth = { diverged, accuracy, ...(await measured(data, [first, third, last], [one, two])) };
    return { outcome: labelOf(truth), truth, verdicts, alerts, seconds };
  });
