/**
 * @file What is compared. A step of `mlp` is 5 updates of D and one of G, of `dcgan32` one and one; Adam, weights,
 * images and noise are the same on both sides.
 *
 * TensorFlow.js trains `mlp` on each of its backends. It cannot train `dcgan32` on WebAssembly, for want of one kernel;
 * so its forward part is compared as it is, and the whole step with that kernel supplied (`tf-filter-gradient.ts`).
 */
import type { Comparison } from "./main.ts";
import type { Rounds } from "./rounds.ts";

export interface Case {
  readonly name: string;
  readonly comparison: Comparison;
  /** How many steps a round has: a round takes some seconds. */
  readonly steps: Rounds["steps"];
  readonly warmup: Rounds["warmup"];
  /** Steps whose losses must agree first. */
  readonly first: number;
  /** Where it computes on a graphics card, which here may be a processor that plays one. */
  readonly gpu?: true;
}

const step = { part: "step", device: "wasm", backend: "wasm" } as const;
/** A sixteenth of the work, for ways to compute that would take minutes for the whole. */
const small = { width: 16, batch: 16 };
const settled = { gantry: 1, tf: 1 };

export const cases: readonly Case[] = [
  {
    name: "mlp",
    comparison: { ...step, workload: "mlp" },
    steps: { gantry: 80, tf: 12 },
    warmup: { gantry: 8, tf: 2 },
    first: 3,
  },
  {
    name: "mlp, tfjs in plain JavaScript",
    comparison: { ...step, workload: "mlp", backend: "cpu" },
    steps: { gantry: 40, tf: 2 },
    warmup: { gantry: 8, tf: 0 },
    first: 2,
  },
  {
    name: "mlp, tfjs on WebGL",
    comparison: { ...step, workload: "mlp", backend: "webgl" },
    steps: { gantry: 40, tf: 4 },
    warmup: { gantry: 8, tf: 1 },
    first: 3,
    gpu: true,
  },
  {
    name: "mlp, both on WebGPU",
    comparison: { ...step, workload: "mlp", device: "webgpu", backend: "webgpu" },
    steps: settled,
    warmup: { gantry: 0, tf: 0 },
    first: 2,
    gpu: true,
  },
  {
    name: "dcgan32, forward",
    comparison: { ...step, workload: "dcgan32", part: "forward" },
    steps: { gantry: 6, tf: 3 },
    warmup: settled,
    first: 2,
  },
  {
    name: "dcgan32, tfjs as it is",
    comparison: { ...step, workload: "dcgan32" },
    steps: settled,
    warmup: { gantry: 0, tf: 0 },
    first: 1,
  },
  {
    name: "dcgan32, tfjs with its missing kernel supplied",
    comparison: { ...step, workload: "dcgan32", filterGradient: true },
    steps: { gantry: 3, tf: 1 },
    warmup: { gantry: 1, tf: 0 },
    first: 2,
  },
  {
    name: "dcgan32 of width 16 and batch 16, tfjs on WebGL",
    comparison: { ...step, workload: "dcgan32", backend: "webgl", changes: small },
    steps: { gantry: 20, tf: 1 },
    warmup: { gantry: 2, tf: 0 },
    first: 2,
    gpu: true,
  },
  {
    name: "dcgan32 of width 16 and batch 16, tfjs in plain JavaScript",
    comparison: { ...step, workload: "dcgan32", backend: "cpu", changes: small },
    steps: { gantry: 20, tf: 1 },
    warmup: { gantry: 2, tf: 0 },
    first: 2,
  },
  {
    name: "dcgan32 of width 16 and batch 16, both on WebGPU",
    comparison: {
      ...step,
      workload: "dcgan32",
      device: "webgpu",
      backend: "webgpu",
      changes: small,
    },
    steps: settled,
    warmup: { gantry: 0, tf: 0 },
    first: 1,
    gpu: true,
  },
];
