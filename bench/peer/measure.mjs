/** @file Times a workload in Gantry, in a process of its own: node measure.mjs <workload> <steps> <warmup> <threads>. */
import { runBench } from "../../dist/lib/bench/run-bench.node.js";

const [workload, steps, warmup, threads] = process.argv.slice(2);
const result = await runBench(workload, { steps: Number(steps), warmup: Number(warmup), threads: Number(threads) });
console.log(JSON.stringify(result));
