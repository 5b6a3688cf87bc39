/**
 * @file The guard against growing slower unnoticed: what a step costs, against numbers that are committed
 * (`bench/results/guard.json`). Counts are compared exactly, on any machine; the share of the machine's own product rate
 * that a step reaches is measured, and so compared with a wide tolerance, on a machine like the one that is named there.
 */
import type { StepCounts } from "./step-counts.ts";

/** Whose counts are guarded: the benchmark's workloads, and shapes that take other ways through the compiler. */
export const GUARDED = [
  "mlp",
  "wgan-gp-mlp",
  "dcgan32",
  "dcgan64",
  "mlp:width=200,batch=37,k=1",
  "wgan-gp-mlp:width=64,batch=32,k=1",
  "dcgan32:size=28,width=32,batch=32",
  "dcgan64:size=48,width=32,batch=16",
  "dcgan64:size=32,width=48,kernel=3,batch=16",
  "dcgan32:size=16,width=24,kernel=5,batch=8",
] as const;

/** An efficiency below this share of the committed one is a regression; above its inverse, worth committing. */
export const EFFICIENCY_TOLERANCE = 0.6;

export interface GuardRecord {
  /** By workload and shape. */
  readonly counts: Readonly<Record<string, StepCounts>>;
  /** Rate of a step over that of a 1024³ product in the same process. */
  readonly efficiency: Readonly<Record<string, number>>;
  /** Where the efficiencies were measured. */
  readonly machine: string;
}

/** A count that is not what was committed; `undefined` where one side does not know it. */
export interface CountDifference {
  readonly workload: string;
  readonly count: string;
  readonly expected: number | undefined;
  readonly got: number | undefined;
}

export function countDifferences(expected: GuardRecord["counts"], got: GuardRecord["counts"]): CountDifference[] {
  const keysOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keysOf(expected, got).flatMap((workload) => {
    const [before, now] = [expected, got].map((counts) => (counts[workload] ?? {}) as Readonly<Record<string, number>>);
    return keysOf(before ?? {}, now ?? {})
      .map((count) => ({ workload, count, expected: before?.[count], got: now?.[count] }))
      .filter((one) => one.expected !== one.got);
  });
}

/** What to say of a difference; of several nodes fewer and of several nodes more alike, for both want to be known. */
export function differenceText({ workload, count, expected, got }: CountDifference): string {
  const known = (value: number | undefined): string => (value === undefined ? "nothing" : String(value));
  return `${workload}: ${count}: expected ${known(expected)}, got ${known(got)}`;
}

export type EfficiencyVerdict = "slower" | "faster" | "same" | "unknown";

export function efficiencyVerdict(committed: number | undefined, measured: number): EfficiencyVerdict {
  if (committed === undefined) return "unknown";
  if (!(measured >= committed * EFFICIENCY_TOLERANCE)) return "slower";
  return measured > committed / EFFICIENCY_TOLERANCE ? "faster" : "same";
}
