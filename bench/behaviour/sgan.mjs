// Trains `sgan` on MNIST with few labels and counts the errors of its exported classifier on the test set, over the course.
//
//   npm run build && node bench/behaviour/sgan.mjs [seeds, as 0,1,2] [minutes a seed] [extra settings as JSON]
//
// One thread. At most 150 errors of 10,000 are asked of each seed. Published (Salimans et al., 2016): 93 ± 6.5 with 100
// labels, mean of 10 choices of labels. Prints a line a checkpoint and writes bench/results/behaviour/sgan.json, a row a
// seed (RESULTS names another file); a seed that is run again replaces its row.
import { join } from "node:path";
import { openDataset } from "gantry/data/node";
import * as ort from "onnxruntime-node";
import { demand, origin, recordFile, recordIn, withRow, writeRecord } from "./record.mjs";
import { dataDir, inFolder, needed, trained } from "./run.mjs";
import { mean } from "./statistics.mjs";

const [seeds = "0,1,2", minutes = "12", extra = "{}"] = process.argv.slice(2);
needed("mnist");
const MOST_ERRORS = 150;
const file = recordFile("sgan");
const test = await openDataset("mnist", { dataDir, split: "test" });

/** Errors of 10,000: the class of the largest logit is not the label. */
async function errorsOf(classifier) {
  const session = await ort.InferenceSession.create(classifier, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  let errors = 0;
  for (let start = 0; start < test.count; start += 1000) {
    const pixels = new Float32Array(1000 * 784);
    test.read(
      Array.from({ length: 1000 }, (_, i) => start + i),
      pixels,
    );
    const { logits } = await session.run({ image: new ort.Tensor("float32", pixels, [1000, 1, 28, 28]) });
    for (let i = 0; i < 1000; i += 1) {
      const row = logits.data.subarray(i * 10, (i + 1) * 10);
      if (row.indexOf(Math.max(...row)) !== test.labels[start + i]) errors += 1;
    }
  }
  await session.release();
  return errors;
}

async function course(seed) {
  const settings = {
    ...{ recipe: "sgan", minutes: Number(minutes), threads: 1, saveEvery: 1000, steps: 30_000 },
    ...{ width: 600, "g.width": 300, "lr.end": 30_000 }, // two steps in the time of one of the paper's networks
    ...JSON.parse(extra),
    seed,
  };
  const curve = [];
  const began = performance.now();
  const ended = await inFolder((out) =>
    trained({ data: "mnist", out, ...settings }, async (event) => {
      if (event.type !== "checkpoint" || event.step === 0) return;
      const errors = await errorsOf(join(out, "run", "classifier.onnx"));
      const minute = Number(((performance.now() - began) / 60_000).toFixed(1));
      curve.push({ step: event.step, minute, errors });
      console.error(`seed ${seed}  step ${event.step}  minute ${minute}  ${errors} errors of ${test.count}`);
    }),
  );
  const { step, seconds, verdict } = ended;
  return { seed, settings, errors: curve.at(-1)?.errors, step, seconds, verdict, curve, ...origin() };
}

let rows = recordIn(file)?.rows ?? [];
for (const seed of seeds.split(",").map(Number)) {
  rows = withRow(rows, await course(seed), ["seed"]).sort((a, b) => a.seed - b.seed);
  const published = "93 ± 6.5 errors of 10,000";
  const meanErrors = mean(rows.map(({ errors }) => errors));
  writeRecord(file, { workload: "sgan on MNIST, 100 labels", published, meanErrors, rows, ...origin() });
}
console.log(JSON.stringify(rows.map(({ seed, errors }) => ({ seed, errors }))));
for (const { seed, errors } of rows)
  demand(errors <= MOST_ERRORS, `seed ${seed}: ${errors} errors; ${MOST_ERRORS} asked`);
