/** @file `gantry/bench/node`: measuring in Node. */
export { gemmGflops } from "./gemm.ts";
export { type BenchOptions, type BenchResult, runBench } from "./run-bench.node.ts";
