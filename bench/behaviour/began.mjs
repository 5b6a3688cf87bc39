// Trains `began` on Twemoji at 32 pixels and looks whether the controller does what it is for.
//
//   npm run build && node bench/behaviour/began.mjs [minutes] [seed] [extra settings as JSON]
//
// One thread. Over the last half, the mean of L(G(z)) over the mean of L(x) is to lie within .05 of γ, and M_global's
// mean is to be below that of the first half and of the quarter before. The archive is found in GANTRY_DATA or
// ../shared/data. Prints and writes bench/results/behaviour/began.json (RESULTS names another file).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { arch, availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { train } from "gantry";

const [minutes = "12", seed = "0", extra = "{}"] = process.argv.slice(2);
const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const archive = join(dataDir, "images/twemoji-72x72-v17.0.2.tar.gz");
const results = process.env.RESULTS ?? "bench/results/behaviour/began.json";
if (!existsSync(archive)) {
  console.error(`skipped: no Twemoji at ${archive}; set GANTRY_DATA`);
  process.exit(0);
}

const work = mkdtempSync(join(tmpdir(), "gantry-began-"));
const data = join(work, "twemoji");
mkdirSync(data);
execFileSync("tar", ["xzf", archive, "-C", data]);

const settings = {
  ...{ recipe: "began", size: 32, seed: Number(seed), minutes: Number(minutes), steps: 100_000, threads: 1 },
  ...{ width: 8, "z.size": 32, "lr.g": 4e-4, "lr.d": 4e-4, gamma: 0.5 },
  ...JSON.parse(extra),
};
const began = performance.now();
const logged = [];
let run;
let step = 0;
let verdict = null;
for await (const event of train({ data, out: join(work, "runs"), run: "began", ...settings })) {
  if (event.type === "metrics") {
    const { lossReal, lossFake, measure, k, rate } = event.values;
    logged.push({ step: event.step, lossReal, lossFake, measure, k, rate });
  }
  if (event.type === "sample") console.error(`step ${event.step}  diversity ${event.diversity.toFixed(2)}`);
  if (event.type === "verdict") verdict = event.verdict.word;
  if (event.type === "end") ({ run, step } = event);
}

const mean = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
const between = (from, to) => logged.filter((row) => row.step > from * step && row.step <= to * step);
const round = (value) => Number(value.toPrecision(4));

/** Eight stretches of the run: what the curve looks like. */
const course = Array.from({ length: 8 }, (_, i) => {
  const rows = between(i / 8, (i + 1) / 8);
  const [lossReal, lossFake] = [mean(rows, "lossReal"), mean(rows, "lossFake")];
  return {
    until: Math.round(((i + 1) / 8) * step),
    ...{ lossReal: round(lossReal), lossFake: round(lossFake), ratio: round(lossFake / lossReal) },
    ...{ measure: round(mean(rows, "measure")), k: round(mean(rows, "k")), rate: round(mean(rows, "rate")) },
  };
});
const last = between(0.5, 1);
const ratio = mean(last, "lossFake") / mean(last, "lossReal");
const measures = [between(0, 0.5), between(0.5, 0.75), between(0.75, 1)].map((rows) => round(mean(rows, "measure")));
const result = {
  workload: "began on Twemoji, 32 pixels",
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  settings,
  step,
  seconds: Math.round((performance.now() - began) / 1000),
  logged: logged.length,
  gamma: settings.gamma,
  ratioOfLastHalf: round(ratio),
  tracks: Math.abs(ratio - settings.gamma) <= 0.05,
  measures: { firstHalf: measures[0], thirdQuarter: measures[1], lastQuarter: measures[2] },
  falls: measures[1] < measures[0] && measures[2] < measures[1],
  verdict,
  course,
  machine: process.env.BENCH_MACHINE ?? `${availableParallelism()} cores, ${arch()}`,
};
mkdirSync(dirname(results), { recursive: true });
writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result));
console.error(`samples of the run: ${join(run, "samples")}`);
