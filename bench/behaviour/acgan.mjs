// Trains `acgan` (or another recipe that is told labels) on MNIST and asks an independent classifier whether the samples
// show the digits that were asked for.
//
//   npm run build && node bench/behaviour/acgan.mjs [minutes] [seed] [extra settings as JSON]
//
// One thread. 100 samples of each class, so 1,000; 95 % are to be what was asked for. The judge is the ONNX zoo's mnist-7
// (98.9 % on MNIST's test set), found in GANTRY_DATA or ../shared/data; it is no network of ours. `{"recipe":"infogan"}`
// is counted differently: its classes have no names, so each is given the digit that the judge sees most often in it.
// Prints and writes bench/results/behaviour/<recipe>.json (RESULTS names another file).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { loadGenerator, train } from "gantry";
import * as ort from "onnxruntime-node";

const [minutes = "10", seed = "0", extra = "{}"] = process.argv.slice(2);
const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const judgeFile = join(dataDir, "weights/mnist.onnx");
if (!existsSync(judgeFile)) {
  console.error(`skipped: no judge at ${judgeFile}; set GANTRY_DATA`);
  process.exit(0);
}

const EACH = 100;
const settings = {
  ...{ recipe: "acgan", seed: Number(seed), minutes: Number(minutes), steps: 5000, threads: 1 },
  ...JSON.parse(extra),
};
const results = process.env.RESULTS ?? `bench/results/behaviour/${settings.recipe}.json`;
const out = mkdtempSync(join(tmpdir(), `gantry-${settings.recipe}-`));
const began = performance.now();
let run;
let step = 0;
let verdict = null;
for await (const event of train({ data: "mnist", dataDir, out, run: "mnist", ...settings })) {
  if (event.type === "sample") console.error(`step ${event.step}  diversity ${event.diversity.toFixed(2)}`);
  if (event.type === "verdict") verdict = event.verdict.word;
  if (event.type === "end") ({ run, step } = event);
}

const labels = Int32Array.from({ length: 10 * EACH }, (_, i) => i % 10);
const generator = await loadGenerator(run);
const { data } = await generator.generate(generator.z(labels.length, 1), labels);
await generator.release();

const judge = await ort.InferenceSession.create(judgeFile, { logSeverityLevel: 3 });
/** Asked class → how often the judge saw each digit. */
const seen = Array.from({ length: 10 }, () => new Array(10).fill(0));
for (let i = 0; i < labels.length; i += 1) {
  const pixels = data.subarray(i * 784, (i + 1) * 784).map((v) => (v + 1) / 2);
  const result = await judge.run({ [judge.inputNames[0]]: new ort.Tensor("float32", pixels, [1, 1, 28, 28]) });
  const logits = Array.from(result.Plus214_Output_0.data);
  seen[labels[i]][logits.indexOf(Math.max(...logits))] += 1;
}
const named = settings.recipe !== "infogan";
const digits = seen.map((row, asked) => (named ? asked : row.indexOf(Math.max(...row))));
const agreed = seen.reduce((sum, row, asked) => sum + row[digits[asked]], 0) / labels.length;
const result = {
  workload: `${settings.recipe} on MNIST`,
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  settings,
  step,
  seconds: Math.round((performance.now() - began) / 1000),
  samples: labels.length,
  agreed,
  ...(named ? { reached: agreed >= 0.95 } : { digits, different: new Set(digits).size }),
  ofEachClass: seen.map((row, asked) => row[digits[asked]] / EACH),
  verdict,
  machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
};
mkdirSync(dirname(results), { recursive: true });
writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result));
console.error(`the run: ${run}`);
