// Trains `acgan` (or another recipe that is told labels) on MNIST and asks an independent classifier whether the samples
// show the digits that were asked for.
//
//   npm run build && node bench/behaviour/acgan.mjs [minutes] [seed] [extra settings as JSON]
//
// One thread. 100 samples of each class, so 1,000; 95 % are to be what was asked for. `{"recipe":"infogan"}` is counted
// differently: its classes have no names, so each is given the digit that the judge sees most often in it. Writes
// bench/results/behaviour/<recipe>.json (RESULTS names another file).
import { digitsSeen } from "./digit-judge.mjs";
import { demand, origin, recordFile, writeRecord } from "./record.mjs";
import { inFolder, samplesOf, tellSamples, trained } from "./run.mjs";

const [minutes = "10", seed = "0", extra = "{}"] = process.argv.slice(2);
const [EACH, ASKED] = [100, 0.95];
const settings = {
  ...{ recipe: "acgan", seed: Number(seed), minutes: Number(minutes), steps: 5000, threads: 1 },
  ...JSON.parse(extra),
};
const { recipe } = settings;
const named = recipe !== "infogan";
const labels = Int32Array.from({ length: 10 * EACH }, (_, i) => i % 10);

const { seen, ...ended } = await inFolder(async (out) => {
  const { run, ...rest } = await trained({ data: "mnist", out, ...settings }, (event) => tellSamples(recipe, event));
  return { ...rest, seen: await digitsSeen(await samplesOf(run, labels.length, labels)) };
});

/** Asked class → how often the judge saw each digit. */
const counts = Array.from({ length: 10 }, (_, asked) =>
  Array.from({ length: 10 }, (_, digit) => seen.filter((saw, i) => labels[i] === asked && saw === digit).length),
);
const digits = counts.map((row, asked) => (named ? asked : row.indexOf(Math.max(...row))));
const hits = counts.map((row, asked) => row[digits[asked]]);
const agreed = hits.reduce((sum, count) => sum + count, 0) / labels.length;
const result = {
  workload: `${recipe} on MNIST`,
  settings,
  ...ended,
  samples: labels.length,
  agreed,
  ...(named ? { reached: agreed >= ASKED } : { digits, different: new Set(digits).size }),
  ofEachClass: hits.map((count) => count / EACH),
  ...origin(),
};
writeRecord(recordFile(recipe), result);
console.log(JSON.stringify(result));
if (named) demand(agreed >= ASKED, `${recipe}: the judge agrees with ${agreed} of the asked classes; ${ASKED} asked`);
