/**
 * @file `npm run bench:guard`: has a step grown? Compares with bench/results/guard.json what each step costs: nodes,
 * GFLOP, bytes fed, fetched and kept (exactly), and the share of the machine's product rate it reaches (within a wide
 * tolerance: less than .6 of the committed share fails). Ends with 1 where something differs.
 *
 *   node bench/guard.mjs            compare
 *   node bench/guard.mjs --counts   compare what needs no clock; also part of `npm test`
 *   node bench/guard.mjs --update   write the file anew (with --counts: its counts alone)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  countDifferences,
  differenceText,
  EFFICIENCY_TOLERANCE,
  efficiencyVerdict,
  GUARDED,
} from "../dist/lib/bench/guard.js";
import { runBench } from "../dist/lib/bench/run-bench.node.js";
import { stepCounts } from "../dist/lib/bench/step-counts.js";
import { parseWorkload } from "../dist/lib/bench/workload-spec.js";

const FILE = join(import.meta.dirname, "results", "guard.json");
const THREADS = 2;

/** Steps that are timed and steps before them: some seconds each on two cores. */
const TIMED = {
  mlp: { steps: 200, warmup: 40 },
  "wgan-gp-mlp": { steps: 40, warmup: 8 },
  dcgan32: { steps: 8, warmup: 2 },
  dcgan64: { steps: 4, warmup: 1 },
};

const { values } = parseArgs({ options: { counts: { type: "boolean" }, update: { type: "boolean" } } });

const counts = Object.fromEntries(GUARDED.map((spec) => [spec, stepCounts(parseWorkload(spec))]));

function committed() {
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    return { counts: {}, efficiency: {}, machine: "" };
  }
}

async function measured() {
  const efficiency = {};
  for (const [workload, length] of Object.entries(TIMED)) {
    efficiency[workload] = (await runBench(workload, { ...length, threads: THREADS })).efficiency;
  }
  return efficiency;
}

function write(record) {
  writeFileSync(FILE, `${JSON.stringify(record, null, 1)}\n`);
  console.log(`written to ${FILE}`);
}

/** @returns whether nothing is slower */
function judge(efficiency, before) {
  const verdicts = Object.entries(efficiency).map(([workload, got]) => {
    const known = before.efficiency[workload];
    const verdict = efficiencyVerdict(known, got);
    console.log(`${workload}: efficiency: committed ${known ?? "nothing"}, measured ${got}: ${verdict}`);
    return verdict;
  });
  if (verdicts.includes("faster")) console.log("Faster than committed: --update keeps it so.");
  if (!verdicts.includes("slower")) return true;
  console.error(
    `Below ${EFFICIENCY_TOLERANCE} of what was committed (${before.machine}): run it again on a quiet machine; ` +
      "if it stays, gantry bench <workload> --profile says where the time goes.",
  );
  return false;
}

const before = committed();
if (values.update) {
  const machine = `${availableParallelism()} cores, ${THREADS} threads, Node ${process.version}`;
  write(values.counts ? { ...before, counts } : { counts, efficiency: await measured(), machine });
} else {
  const differences = countDifferences(before.counts, counts);
  for (const difference of differences) console.error(differenceText(difference));
  if (differences.length > 0) {
    console.error("If that is meant, write it anew and commit it: npm run bench:guard -- --counts --update");
  } else console.log(`${GUARDED.length} steps cost what is committed: nodes, GFLOP, bytes.`);
  const fast = values.counts || judge(await measured(), before);
  process.exitCode = differences.length === 0 && fast ? 0 : 1;
}
