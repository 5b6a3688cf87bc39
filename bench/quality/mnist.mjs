// Trains `dcgan` on MNIST for at most ten minutes and asks an independent classifier what it sees.
//
//   npm run build && node bench/quality/mnist.mjs [minutes] [seed] [extra settings as JSON]
//
// The judge is the ONNX zoo's mnist-7 (98.9 % on MNIST's test set), found in GANTRY_DATA or ../shared/data. It is not
// the network of any metric here. Prints and writes bench/results/mnist.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { train } from "gantry";
import { digitsJudged } from "../behaviour/digit-judge.mjs";
import { dataDir, samplesOf } from "../behaviour/run.mjs";

const [minutes = "10", seed = "0", extra = "{}"] = process.argv.slice(2);
const SAMPLES = 1000;
const out = join(tmpdir(), `gantry-mnist-${process.pid}`);
const settings = {
  recipe: "dcgan",
  seed: Number(seed),
  minutes: Number(minutes),
  steps: 1_000_000,
  ...JSON.parse(extra),
};
let run;
let step = 0;
for await (const event of train({ data: "mnist", dataDir, out, run: "mnist", ...settings })) {
  if (event.type === "sample") console.error(`step ${event.step}  diversity ${event.diversity.toFixed(2)}`);
  if (event.type === "end") ({ run, step } = event);
}

const judged = await digitsJudged(await samplesOf(run, SAMPLES));
const counts = Array.from({ length: 10 }, (_, digit) => judged.filter((seen) => seen.digit === digit).length);
const sure = judged.filter(({ probability }) => probability >= 0.9).length;
const result = {
  workload: "dcgan on MNIST",
  settings,
  step,
  samples: SAMPLES,
  sureShare: sure / SAMPLES,
  classShares: counts.map((count) => count / SAMPLES),
  smallestClass: Math.min(...counts) / SAMPLES,
  machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
};
mkdirSync("bench/results", { recursive: true });
writeFileSync("bench/results/mnist.json", `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result));
console.error(`samples of the run: ${join(run, "samples")}`);
