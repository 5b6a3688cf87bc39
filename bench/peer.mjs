/**
 * @file `npm run bench:peer`: Gantry and PyTorch on the same workloads, in alternation.
 *
 * A shared or warm machine drifts by a factor of two within minutes, so a time means nothing and a ratio of two times
 * taken one after the other does: each round runs both, each in a process of its own, and gives one ratio of medians.
 * Which of them goes first changes from round to round. Printed are the least, the middle and the greatest ratio; and
 * the same of each round's fastest steps, which is what remains of the machine when others use it as well.
 *
 *   node bench/peer.mjs [mlp wgan-gp-mlp dcgan32 dcgan64] [--rounds 5] [--threads 2] [--out FILE]
 *
 * `PYTHON` names the interpreter that has torch; `/usr/bin/python3` (Debian's python3-torch) is tried first.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const here = import.meta.dirname;

/** Steps that are timed and steps before them, until both sides have settled: some seconds each on two cores. */
const LENGTHS = { mlp: [400, 60], "wgan-gp-mlp": [40, 8], dcgan32: [8, 2], dcgan64: [4, 1] };

/** Runs a program whose last line is JSON. */
function measured(program, script, workload, threads) {
  const [steps, warmup] = LENGTHS[workload];
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
  if (python === null) return { workload, gantryMs, rounds: pairs };
  const torchMs = summary(pairs.map(({ torch }) => torch.msPerStep.median));
  const ratioOf = (which) =>
    summary(pairs.map(({ gantry, torch }) => torch.msPerStep[which] / gantry.msPerStep[which]));
  return { workload, ratio: ratioOf("median"), ratioOfFastest: ratioOf("min"), gantryMs, torchMs, rounds: pairs };
}

const figures = ({ min, median: middle, max }, digits = 1) =>
  [min, middle, max].map((value) => value.toFixed(digits).padStart(9)).join("");

function report({ workload, ratio, ratioOfFastest, gantryMs, torchMs }) {
  console.log(`${workload.padEnd(14)}${"min".padStart(9)}${"median".padStart(9)}${"max".padStart(9)}`);
  console.log(`  Gantry  ms  ${figures(gantryMs)}`);
  if (ratio === undefined) return;
  console.log(`  PyTorch ms  ${figures(torchMs)}`);
  console.log(`  ratio       ${figures(ratio, 2)}`);
  console.log(`    of fastest${figures(ratioOfFastest, 2)}`);
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
  const cores = availableParallelism();
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify({ node: process.version, cores, threads, rounds, results }, null, 1)}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    out: { type: "string", default: join(here, "results", "peer.json") },
  },
});
const unknown = positionals.find((name) => !(name in LENGTHS));
if (unknown !== undefined) {
  console.error(`${unknown}: expected one of ${Object.keys(LENGTHS).join(", ")}.`);
  process.exit(2);
}
const workloads = positionals.length > 0 ? positionals : Object.keys(LENGTHS);
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
console.error(`written to ${values.out}`);
