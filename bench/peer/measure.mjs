/**
 * @file Times a workload in Gantry, in a process of its own, which tells V8 what the command tells it:
 * node measure.mjs <workload[:size=48,…]> <steps> <warmup> <threads>.
 */
import "../../dist/node/heap.js";
import { parseWorkload } from "gantry/bench";
import { runBench } from "gantry/bench/node";

const [spec, ...lengths] = process.argv.slice(2);
const [steps, warmup, threads] = lengths.map(Number);
const { workload, shape } = parseWorkload(spec);
console.log(JSON.stringify(await runBench(workload, { ...shape, steps, warmup, threads })));
