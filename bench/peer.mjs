/**
 * @file `npm run bench:peer`: Gantry and PyTorch on the same workloads, in alternation.
 *
 * A shared or warm machine drifts by a factor of two within minutes, so a time means nothing and a ratio of two times
 * taken one after the other does: each round runs both, each in a process of its own, and gives one ratio of medians.
 * Which of them goes first changes from round to round. Printed are the least, the middle and the greatest ratio; and
 * the same of each round's fastest steps, which is what remains of the machine when others use it as well.
 *
 *   node bench/peer.mjs [mlp wgan-gp-mlp dcgan32 dcgan64] [--rounds 5] [--threads 2] [--out FILE]
 *   node bench/peer.mjs dcgan64:size=48,batch=37 mlp:width=200     other shapes: size channels batch width kernel k
 *   node bench/peer.mjs --set untuned                              the shapes of bench/peer/sets.json nobody tuned for
 *
 * `--steps N --warmup N` are for a quick look. Also printed is the most memory each side's process held (`ru_maxrss`).
 *
 * `PYTHON` names the interpreter that has torch; `/usr/bin/python3` (Debian's python3-torch) is tried first.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { stepGflop } from "../dist/lib/bench/flops.js";
import { parseWorkload } from "../dist/lib/bench/workload-spec.js";

const here = import.meta.dirname;

/** Steps that are timed and steps before them, until both sides have settled: some seconds each on two cores. */
const LENGTHS = { mlp: [400, 60], "wgan-gp-mlp": [40, 8], dcgan32: [8, 2], dcgan64: [4, 1] };

/** For other shapes: about three seconds at 100 GFLOP/s and a millisecond. */
function lengthsOf(spec) {
  if (spec in LENGTHS) return LENGTHS[spec];
  const { workload, shape } = parseWorkload(spec);
  const steps = Math.min(400, Math.max(4, Math.round(3 / (stepGflop(workload, shape) / 100 + 1e-3))));
  return [steps, Math.ceil(steps / 6)];
}

/** Runs a program whose last line is JSON. */
function measured(program, script, workload, threads) {
  const own = lengthsOf(workload);
  const [steps, warmup] = [values.steps, values.warmup].map((given, i) => Number(given ?? own[i]));
  const run = spawnSync(program, [join(here, "peer", script), workload, steps, warmup, threads].map(String), {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (run.status !== 0) throw new Error(`${script} ${workload} failed:\n${run.stderr}`);
  return JSON.parse(run.stdout.trim().split("\n").at(-1));
}

/** The first interpreter that can import torch, or null. */
function pythonWithTorch() {
  const candidates = [process.env.PYTHON, "/usr/bin/python3", "python3"].filter(Boolean);
  return candidates.find((python) => spawnSync(python, ["-c", "import torch"]).status === 0) ?? null;
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => {
  const [list, half] = [sorted(values), values.length / 2];
  return (list[Math.ceil(half) - 1] + list[Math.floor(half)]) / 2;
};
const summary = (values) => ({ min: Math.min(...values), median: median(values), max: Math.max(...values) });

function oneRound(workload, round, threads, python) {
  const gantry = () => measured(process.execPath, "measure.mjs", workload, threads);
  const torch = () => (python === null ? null : measured(python, "measure.py", workload, threads));
  if (round % 2 === 0) return { gantry: gantry(), torch: torch() };
  const peer = torch();
  return { torch: peer, gantry: gantry() };
}

function compared(workload, { rounds, threads, python }) {
  const pairs = Array.from({ length: rounds }, (_, round) => oneRound(workload, round, threads, python));
  const gantryMs = summary(pairs.map(({ gantry }) => gantry.msPerStep.median));
  const gantryPeakMb = summary(pairs.map(({ gantry }) => gantry.peakRssMb));
  if (python === null) return { workload, gantryMs, gantryPeakMb, rounds: pairs };
  const torchMs = summary(pairs.map(({ torch }) => torch.msPerStep.median));
  const torchPeakMb = summary(pairs.map(({ torch }) => torch.peakRssMb));
  const ratioOf = (which) =>
    summary(pairs.map(({ gantry, torch }) => torch.msPerStep[which] / gantry.msPerStep[which]));
  const [ratio, ratioOfFastest] = [ratioOf("median"), ratioOf("min")];
  return { workload, ratio, ratioOfFastest, gantryMs, torchMs, gantryPeakMb, torchPeakMb, rounds: pairs };
}

const figures = ({ min, median: middle, max }, digits = 1) =>
  [min, middle, max].map((value) => value.toFixed(digits).padStart(9)).join("");

function report({ workload, ratio, ratioOfFastest, gantryMs, torchMs, gantryPeakMb, torchPeakMb }) {
  console.log(workload);
  console.log(`${" ".repeat(14)}${["min", "median", "max"].map((word) => word.padStart(9)).join("")}`);
  console.log(`  Gantry  ms  ${figures(gantryMs)}`);
  if (ratio !== undefined) {
    console.log(`  PyTorch ms  ${figures(torchMs)}`);
    console.log(`  ratio       ${figures(ratio, 2)}`);
    console.log(`    of fastest${figures(ratioOfFastest, 2)}`);
  }
  console.log(`  Gantry  MB  ${figures(gantryPeakMb, 0)}`);
  if (ratio !== undefined) console.log(`  PyTorch MB  ${figures(torchPeakMb, 0)}`);
}

/** A PyTorch whose products are far slower than ours runs on the reference BLAS, and is no peer. */
function warnOfSlowBlas(results) {
  const last = results.at(-1)?.rounds.at(-1);
  if (last?.torch && last.torch.gemmGflops < last.gantry.gemmGflops / 5) {
    console.error(
      `PyTorch multiplies matrices at ${last.torch.gemmGflops.toFixed(0)} GFLOP/s (${last.torch.blas}), ` +
        `Gantry at ${last.gantry.gemmGflops.toFixed(0)}: install OpenBLAS (libopenblas0) for a fair comparison.`,
    );
  }
}

/** After each workload, so that what was measured outlives an interruption. */
function save() {
  const { rounds, threads } = settings;
  const about = { node: process.version, cores: availableParallelism(), loadBefore, threads, rounds };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify({ ...about, results }, null, 1)}\n`);
}

function refuse(text) {
  console.error(text);
  process.exit(2);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    out: { type: "string" },
    set: { type: "string" },
    steps: { type: "string" },
    warmup: { type: "string" },
  },
});
/** Of the last minute: whether others used the machine. */
const loadBefore = loadavg()[0];
const sets = JSON.parse(readFileSync(join(here, "peer", "sets.json"), "utf8"));
if (values.set !== undefined && !(values.set in sets))
  refuse(`--set ${values.set}: expected ${Object.keys(sets).join(", ")}.`);
const workloads = positionals.length > 0 ? positionals : sets[values.set ?? "own"];
for (const spec of workloads) {
  try {
    parseWorkload(spec);
  } catch (error) {
    refuse(error.message);
  }
}
const out = values.out ?? join(here, "results", values.set === "untuned" ? "untuned.json" : "peer.json");
const python = pythonWithTorch();
if (python === null) {
  console.error("PyTorch is not installed here (python3-torch, or PYTHON=…): these are Gantry's numbers alone.");
}
const settings = { rounds: Number(values.rounds), threads: Number(values.threads), python };
const results = [];
for (const workload of workloads) {
  results.push(compared(workload, settings));
  report(results.at(-1));
  save();
}
warnOfSlowBlas(results);
console.error(`written to ${out}`);
