// Trains `dcgan` on MNIST for at most ten minutes and asks an independent classifier what it sees.
//
//   npm run build && node bench/quality/mnist.mjs [minutes] [seed] [extra settings as JSON]
//
// The judge is the ONNX zoo's mnist-7 (98.9 % on MNIST's test set), found in GANTRY_DATA or ../shared/data. It is not
// the network of any metric here. Prints and writes bench/results/mnist.json.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadGenerator, train } from "gantry";
import * as ort from "onnxruntime-node";

const [minutes = "10", seed = "0", extra = "{}"] = process.argv.slice(2);
const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const judgeFile = join(dataDir, "weights/mnist.onnx");
if (!existsSync(judgeFile)) {
  console.error(`skipped: no judge at ${judgeFile}; set GANTRY_DATA`);
  process.exit(0);
}

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

const generator = await loadGenerator(run);
const { data } = await generator.generate(generator.z(SAMPLES, 1));
await generator.release();

const judge = await ort.InferenceSession.create(judgeFile, { logSeverityLevel: 3 });
const counts = new Array(10).fill(0);
let sure = 0;
for (let i = 0; i < SAMPLES; i += 1) {
  const pixels = data.subarray(i * 784, (i + 1) * 784).map((v) => (v + 1) / 2);
  const result = await judge.run({ [judge.inputNames[0]]: new ort.Tensor("float32", pixels, [1, 1, 28, 28]) });
  const logits = Array.from(result.Plus214_Output_0.data);
  const peak = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - peak), 0);
  counts[logits.indexOf(peak)] += 1;
  if (1 / total >= 0.9) sure += 1;
}
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
