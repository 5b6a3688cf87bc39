/**
 * @file `gantry bench`: how fast a workload steps, what that is of the machine's own rate, and how much memory it took.
 */
import { GantryError } from "../base/error.ts";
import { type NodeDevice, nodeRuntime } from "../runtime/ort.node.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { stepGflop } from "./flops.ts";
import { gemmGflops } from "./gemm.ts";
import type { StepProfile } from "./profile.ts";
import { recordProfile } from "./record-profile.node.ts";
import { medianOf, rounded } from "./statistics.ts";
import { openStepper } from "./stepper.ts";
import { type Workload, type WorkloadShape, workloadShape } from "./workloads.ts";

/** Numbers left out are the workload's own. */
export interface BenchOptions extends Partial<WorkloadShape> {
  readonly device?: NodeDevice;
  /** As many as the machine runs at once, by default. */
  readonly threads?: number;
  /** Steps that are timed. */
  readonly steps?: number;
  /** Steps before the clock starts. */
  readonly warmup?: number;
  /** Whether to say where a step's time goes, on the CPU: other devices tell the time of asking alone. */
  readonly profile?: boolean;
}

export interface BenchResult {
  readonly workload: Workload;
  readonly device: string;
  readonly threads: number;
  readonly steps: number;
  readonly shape: WorkloadShape;
  readonly msPerStep: { readonly min: number; readonly median: number };
  /** What the algorithm needs, counted from the layers' shapes. */
  readonly gflopPerStep: number;
  /** `gflopPerStep` over the median time. */
  readonly gflops: number;
  /** A 1024³ product in the same process. */
  readonly gemmGflops: number;
  /** `gflops / gemmGflops`. */
  readonly efficiency: number;
  /** The most memory the process has held, of whatever it did so far. */
  readonly peakRssMb: number;
  readonly nodes: number;
  /** From the game to a program that can run. */
  readonly compileMs: number;
  /** Of other steps than those that were timed, after them: recording takes time. */
  readonly profile?: StepProfile;
}

/** Long enough for a stable median, short enough to wait for: about ten seconds on two cores. */
const ownSteps: Readonly<Record<Workload, { readonly steps: number; readonly warmup: number }>> = {
  mlp: { steps: 500, warmup: 50 },
  "wgan-gp-mlp": { steps: 100, warmup: 10 },
  dcgan32: { steps: 15, warmup: 3 },
  dcgan64: { steps: 6, warmup: 2 },
};

/**
 * Measures a workload in this process.
 * @throws E112 for a shape that is none or a profile of another device than the CPU, E120, E402 for a device that is
 * not there
 */
export async function runBench(workload: Workload, options: BenchOptions = {}): Promise<BenchResult> {
  const { device = "cpu", threads, profile = false, ...rest } = options;
  const { steps = ownSteps[workload].steps, warmup = ownSteps[workload].warmup, ...changes } = rest;
  const shape = workloadShape(workload, changes);
  const where = { device, ...(threads === undefined ? {} : { threads }) };
  if (profile && device !== "cpu") {
    throw new GantryError("E112", { where: "bench.profile", expected: "device cpu", got: device });
  }
  const runtime = nodeRuntime(where);
  const { times, peakRssMb, nodes, compileMs } = await timedSteps(runtime, workload, shape, { steps, warmup });
  const gemm = await gemmGflops(runtime);
  const median = medianOf(times);
  const gflopPerStep = stepGflop(workload, shape);
  const gflops = (gflopPerStep / median) * 1e3;
  return {
    workload,
    device: runtime.device,
    threads: runtime.threads,
    steps,
    shape,
    msPerStep: { min: rounded(Math.min(...times)), median: rounded(median) },
    gflopPerStep: rounded(gflopPerStep),
    gflops: rounded(gflops),
    gemmGflops: rounded(gemm),
    efficiency: rounded(gflops / gemm, 3),
    peakRssMb: Math.round(peakRssMb),
    nodes,
    compileMs: Math.round(compileMs),
    ...(profile ? { profile: await recordProfile(workload, shape, { ...where, steps, warmup }) } : {}),
  };
}

/**
 * @returns each step's milliseconds (those of one call share its time evenly), and what the process and the compiled
 * step are like after them
 */
async function timedSteps(
  runtime: Runtime,
  workload: Workload,
  shape: WorkloadShape,
  { steps, warmup }: { readonly steps: number; readonly warmup: number },
) {
  const stepper = await openStepper(runtime, workload, shape);
  const times: number[] = [];
  for (let step = 0; step < warmup; ) step += await stepper.stretch(warmup - step);
  while (times.length < steps) {
    const start = performance.now();
    const taken = await stepper.stretch(steps - times.length);
    times.push(...new Array<number>(taken).fill((performance.now() - start) / taken));
  }
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  await stepper.release();
  return { times, peakRssMb, nodes: stepper.nodes, compileMs: stepper.compileMs };
}
