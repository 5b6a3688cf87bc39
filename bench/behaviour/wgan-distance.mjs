// Does the critic's estimate of `wgan` fall as samples get better? Arjovsky et al. (2017), figure 3, in numbers.
//
//   npm run build && node bench/behaviour/wgan-distance.mjs [seed] [steps] [extra settings as JSON]
//
// One thread, some ten minutes. MNIST. At each of 14 steps, spread evenly on a logarithmic scale: the mean of the watched
// estimate E[D(x)] − E[D(G(z))] over the 50 steps before, and the Fréchet distance (digits' features, 5,000 samples
// against 5,000 test images) of G's averaged weights and of its live ones. Spearman's rank correlation of the estimate
// with the live weights' distance, on which it was taken, and with the average's; .8 is asked of the live ones. A line
// for each checkpoint; writes bench/results/behaviour/wgan-distance.json (RESULTS names another file).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runGenerator } from "gantry/training/node";
import { generatorModel } from "../../dist/lib/training/generator.js";
import { demand, origin, recordFile, writeRecord } from "./record.mjs";
import { evaluated, inFolder, needed, tellSamples, trained } from "./run.mjs";
import { mean, rankCorrelation } from "./statistics.mjs";

const [SAMPLES, WINDOW, MARKS, FIRST] = [5000, 50, 14, 200];
const [seed = "0", steps = "6000", extra = "{}"] = process.argv.slice(2);
needed("mnist");

const settings = { recipe: "wgan", data: "mnist", seed: Number(seed), steps: Number(steps), ...JSON.parse(extra) };

/** Multiples of the window, from `FIRST` to the last step: before, the critic's warm-up of 25 steps still shows. */
const marks = Array.from({ length: MARKS }, (_, i) => {
  const exact = FIRST * (settings.steps / FIRST) ** (i / (MARKS - 1));
  return WINDOW * Math.round(exact / WINDOW);
}).filter((step, i, all) => step !== all[i - 1]);

/** The generator of a checkpoint as an ONNX file, with the weights that the critic sees instead of their average. */
async function liveGenerator(run, step, folder) {
  const { game, layout, state } = await runGenerator(run, { checkpoint: step });
  const live = Object.entries(state).map(([name, tensor]) => [name, state[name.replace("/average/", "/")] ?? tensor]);
  const file = join(folder, `live-${step}.onnx`);
  writeFileSync(
    file,
    generatorModel(game, layout, Object.fromEntries(live), { recipe: "wgan", dataName: "mnist", step }),
  );
  return file;
}

function distanceOf(source, ...words) {
  const against = ["--against", "mnist", "--split", "test", "--n", String(SAMPLES), "--metrics", "frechet"];
  return evaluated(source, [...words, ...against])[0].frechet;
}

const result = await inFolder(async (out) => {
  const rows = [];
  const options = { out, evalEvery: 0, saveEvery: WINDOW, keep: 1_000_000, ...settings };
  const { run, ...ended } = await trained(options, (event) => {
    tellSamples("wgan", event);
    if (event.type === "metrics") rows.push({ step: event.step, estimate: event.values.wasserstein });
  });
  const course = [];
  for (const step of marks) {
    const before = rows.filter((row) => row.step > step - WINDOW && row.step <= step);
    if (before.length === 0) throw new Error(`nothing was logged in the ${WINDOW} steps before step ${step}`);
    const live = distanceOf(await liveGenerator(run, step, out));
    const averaged = distanceOf(run, "--checkpoint", String(step));
    course.push({
      step,
      estimate: mean(before.map(({ estimate }) => estimate)),
      logged: before.length,
      live,
      averaged,
    });
    console.log(JSON.stringify(course.at(-1)));
  }
  return { ...ended, course };
});
const estimates = result.course.map(({ estimate }) => estimate);
const correlation = (column) =>
  rankCorrelation(
    estimates,
    result.course.map((row) => row[column]),
  );
const rankCorrelations = { live: correlation("live"), averaged: correlation("averaged") };
const { course, ...ended } = result;
const record = { workload: "wgan's estimate on MNIST", settings, samples: SAMPLES, ...ended, rankCorrelations, course };
writeRecord(recordFile("wgan-distance"), { ...record, ...origin() });
console.log(JSON.stringify(rankCorrelations));
demand(
  rankCorrelations.live >= 0.8,
  `rank correlation ${rankCorrelations.live.toFixed(3)} with the live weights' distance; .8 asked`,
);
