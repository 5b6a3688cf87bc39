// Trains `sgan` on MNIST with few labels and counts the errors of its exported classifier on the test set, over the course.
//
//   npm run build && node bench/behaviour/sgan.mjs [seeds, as 0,1,2] [minutes a seed] [extra settings as JSON]
//
// One thread. Published (Salimans et al., 2016): 93 ± 6.5 errors of 10,000 with 100 labels, mean of 10 choices of labels.
// Prints a line a checkpoint and writes bench/results/behaviour/sgan.json, a row a seed; a seed that is run again
// replaces its row.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { train } from "gantry";
import { openDataset } from "gantry/data/node";
import * as ort from "onnxruntime-node";

const [seeds = "0,1,2", minutes = "12", extra = "{}"] = process.argv.slice(2);
const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const results = process.env.RESULTS ?? "bench/results/behaviour/sgan.json";
if (!existsSync(join(dataDir, "mnist"))) {
  console.error(`skipped: no MNIST at ${join(dataDir, "mnist")}; set GANTRY_DATA`);
  process.exit(0);
}

const test = await openDataset("mnist", { dataDir, split: "test" });

/** Errors of 10,000: the class of the largest logit is not the label. */
async function errorsOf(file) {
  const session = await ort.InferenceSession.create(file, { logSeverityLevel: 3, intraOpNumThreads: 1 });
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

const git = (...words) => execFileSync("git", words, { encoding: "utf8" }).trim();

async function course(seed) {
  const settings = {
    ...{ recipe: "sgan", minutes: Number(minutes), threads: 1, saveEvery: 500, steps: 20_000 },
    ...{ width: 300, "g.width": 200, "lr.end": 20_000 }, // four steps in the time of one of the paper's networks
    ...JSON.parse(extra),
    seed,
  };
  const out = join(tmpdir(), `gantry-sgan-${process.pid}`);
  const curve = [];
  const began = performance.now();
  let measuring = 0;
  let run;
  for await (const event of train({ data: "mnist", dataDir, out, run: `seed-${seed}`, ...settings })) {
    if (event.type === "start") run = event.run;
    if (event.type !== "checkpoint" || event.step === 0) continue;
    const before = performance.now();
    const errors = await errorsOf(join(run, "classifier.onnx"));
    measuring += performance.now() - before;
    const seconds = Math.round((before - began) / 1000);
    curve.push({ step: event.step, seconds, errors });
    console.error(`seed ${seed}  step ${event.step}  ${seconds} s  ${errors} errors of ${test.count}`);
  }
  return { seed, settings, errors: curve.at(-1)?.errors, measuringSeconds: Math.round(measuring / 1000), curve, run };
}

const known = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")).rows : [];
let rows = known;
for (const seed of seeds.split(",").map(Number)) {
  const { run, ...row } = await course(seed);
  console.error(`its run: ${run}`);
  rows = [...rows.filter((other) => other.seed !== seed), row].sort((a, b) => a.seed - b.seed);
  const result = {
    workload: "sgan on MNIST, 100 labels",
    published: "93 ± 6.5 errors of 10,000",
    meanErrors: rows.reduce((sum, { errors }) => sum + errors, 0) / rows.length,
    rows,
    commit: git("rev-parse", "--short", "HEAD"),
    machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
  };
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
}
console.log(JSON.stringify(rows.map(({ seed, errors }) => ({ seed, errors }))));
