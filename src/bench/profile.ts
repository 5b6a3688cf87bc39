/**
 * @file Where a step's time goes, from the events that ONNX Runtime's profiler records and what the host's clock says.
 *
 *   step  = data and noise + session.run + rest
 *   run   = feeding and fetching (what is around the native run) + model_run
 *   model = kernels, by the primitive each computes + the gaps between them
 *
 * A node is called after its primitive, `matmul/12` (`onnx/lower.ts`). What ONNX Runtime fuses keeps that name within
 * its own; what it adds (changes of memory layout) is known by its operator; the rest is `other`. Convolutions that
 * are lowered to products and gathers (Winograd's form) count as what they became.
 */
import type { OpKind } from "../graph/node.ts";

/** An event of ONNX Runtime's profile; times in microseconds. */
export interface ProfileEvent {
  /** `Node` or `Session`. */
  readonly cat: string;
  readonly name: string;
  readonly ts: number;
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Milliseconds by the host's clock, summed over the steps that were measured. */
export interface HostTimes {
  steps: number;
  /** Whole steps. */
  whole: number;
  /** Of which: taking batches, drawing noise, setting controls. */
  data: number;
  /** Of which: `Session.run`. */
  run: number;
}

export const noTimes = (): HostTimes => ({ steps: 0, whole: 0, data: 0, run: 0 });

export const PROFILE_GROUPS = ["products", "sums", "elementwise", "movement", "casts", "other", "outside"] as const;
/** `outside`: of the kernels. */
export type ProfileGroup = (typeof PROFILE_GROUPS)[number];

type Computed = Exclude<OpKind, "input" | "constant" | "stopGradient">;
export type ProfilePartName = Computed | "other" | "gaps" | "feeding" | "data" | "rest";

export interface ProfilePart {
  readonly part: ProfilePartName;
  readonly group: ProfileGroup;
  /** A step, on average. */
  readonly ms: number;
  /** Of the step. */
  readonly share: number;
  /** How many kernels ran for it in a step; 0 for what is no kernel. */
  readonly nodes: number;
}

/** The parts, of which the shares add up to 1. */
export interface StepProfile {
  /** How many steps were recorded. */
  readonly steps: number;
  /** Of a step while events are recorded, on average: longer than others. */
  readonly msPerStep: number;
  /** The longest first. */
  readonly parts: readonly ProfilePart[];
}

const groups: Readonly<Record<ProfilePartName, ProfileGroup>> = {
  conv: "products",
  convTranspose: "products",
  convWeight: "products",
  matmul: "products",
  sum: "sums",
  max: "sums",
  neg: "elementwise",
  abs: "elementwise",
  sign: "elementwise",
  floor: "elementwise",
  exp: "elementwise",
  log: "elementwise",
  sqrt: "elementwise",
  sin: "elementwise",
  cos: "elementwise",
  tanh: "elementwise",
  sigmoid: "elementwise",
  softplus: "elementwise",
  add: "elementwise",
  sub: "elementwise",
  mul: "elementwise",
  div: "elementwise",
  maximum: "elementwise",
  minimum: "elementwise",
  pow: "elementwise",
  greater: "elementwise",
  equal: "elementwise",
  select: "elementwise",
  leakyRelu: "elementwise",
  broadcast: "movement",
  reshape: "movement",
  transpose: "movement",
  concat: "movement",
  slice: "movement",
  pad: "movement",
  gather: "movement",
  scatterAdd: "movement",
  cast: "casts",
  other: "other",
  gaps: "outside",
  feeding: "outside",
  data: "outside",
  rest: "outside",
};

/** Operators that ONNX Runtime adds of itself. */
const added: Readonly<Record<string, Computed>> = {
  Transpose: "transpose",
  ReorderInput: "transpose",
  ReorderOutput: "transpose",
  Cast: "cast",
  Identity: "reshape",
};

/** Operators that run others: their time is that of the kernels within. */
const CONTAINERS: readonly (string | undefined)[] = ["Loop", "If", "Scan"];
const KERNEL = "_kernel_time";

/** `matmul` of `matmul/12_kernel_time` and `fused matmul/12_kernel_time`. */
function primitiveOf({ name, args }: ProfileEvent): ProfilePartName {
  const word = /(\w+)\/\d+/.exec(name)?.[1] ?? "";
  if (Object.hasOwn(groups, word) && groups[word as ProfilePartName] !== "outside") return word as ProfilePartName;
  return added[args?.op_name ?? ""] ?? "other";
}

/**
 * @param events of one session's life @param warmup how many of its runs, the first, are left out
 * @param times of the steps after those
 */
export function profileOf(events: readonly ProfileEvent[], warmup: number, times: HostTimes): StepProfile {
  const runs = events.filter(({ name }) => name === "model_run").sort((a, b) => a.ts - b.ts);
  const measured = runs.slice(warmup);
  const start = measured[0]?.ts ?? Number.POSITIVE_INFINITY;
  const kernels = events.filter(
    ({ cat, name, ts, args }) =>
      cat === "Node" && name.endsWith(KERNEL) && ts >= start && !CONTAINERS.includes(args?.op_name),
  );
  const byPart = new Map<ProfilePartName, ProfileEvent[]>();
  for (const kernel of kernels) {
    const name = primitiveOf(kernel);
    const list = byPart.get(name);
    if (list === undefined) byPart.set(name, [kernel]);
    else list.push(kernel);
  }
  const [inModel, inKernels] = [millisecondsOf(measured), millisecondsOf(kernels)];
  const part = (name: ProfilePartName, ms: number, nodes = 0): ProfilePart => ({
    part: name,
    group: groups[name],
    ms: ms / times.steps,
    share: ms / times.whole,
    nodes: nodes / times.steps,
  });
  const parts = [
    ...[...byPart].map(([name, list]) => part(name, millisecondsOf(list), list.length)),
    part("gaps", inModel - inKernels),
    part("feeding", times.run - inModel),
    part("data", times.data),
    part("rest", times.whole - times.run - times.data),
  ];
  return { steps: times.steps, msPerStep: times.whole / times.steps, parts: parts.sort((a, b) => b.ms - a.ms) };
}

const millisecondsOf = (events: readonly ProfileEvent[]): number => events.reduce((sum, { dur }) => sum + dur, 0) / 1e3;

/** A group's parts and what they take together. */
export interface GroupShare {
  readonly group: ProfileGroup;
  readonly ms: number;
  readonly share: number;
  readonly parts: readonly ProfilePart[];
}

/** By groups, the longest first, those outside the kernels last. */
export function byGroup({ parts }: StepProfile): GroupShare[] {
  const found = PROFILE_GROUPS.flatMap((group) => {
    const own = parts.filter((one) => one.group === group);
    const total = (of: "ms" | "share"): number => own.reduce((sum, one) => sum + one[of], 0);
    return own.length === 0 ? [] : [{ group, ms: total("ms"), share: total("share"), parts: own }];
  });
  const last = ({ group }: GroupShare): number => (group === "outside" ? 1 : 0);
  return found.sort((a, b) => last(a) - last(b) || b.ms - a.ms);
}
