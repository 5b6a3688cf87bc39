/** @file Aggregation of a profile's events, on a list written by hand. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { byGroup, type ProfileEvent, type ProfilePart, profileOf } from "./profile.ts";

const kernel = (name: string, ts: number, dur: number, operator: string): ProfileEvent => ({
  cat: "Node",
  name: `${name}_kernel_time`,
  ts,
  dur,
  args: { op_name: operator },
});
const session = (name: string, ts: number, dur: number): ProfileEvent => ({ cat: "Session", name, ts, dur });

/** A run for warmth, then two runs of 10 ms and 12 ms; times in microseconds, in the order in which they are written. */
const events: ProfileEvent[] = [
  session("session_initialization", 0, 50_000),
  kernel("matmul/0", 60_000, 90_000, "MatMul"),
  session("SequentialExecutor::Execute", 60_000, 99_000),
  session("model_run", 60_000, 100_000),
  kernel("matmul/0", 200_100, 4000, "MatMul"),
  kernel("fused matmul/3", 204_200, 1000, "FusedGemm"),
  kernel("conv/7_nchwc", 205_300, 2000, "Conv"),
  { cat: "Node", name: "mul/9_fence_before", ts: 207_300, dur: 700 },
  kernel("mul/9", 207_400, 500, "Mul"),
  kernel("Transpose_token_4", 208_000, 300, "Transpose"),
  kernel("", 208_400, 200, "Surprise"),
  session("model_run", 200_000, 10_000),
  kernel("matmul/0", 300_100, 6000, "MatMul"),
  kernel("mul/9", 306_200, 500, "Mul"),
  kernel("gaps/1", 306_800, 400, "Surprise"),
  kernel("toString/1", 307_300, 100, "Surprise"),
  session("model_run", 300_000, 12_000),
];
const times = { steps: 2, whole: 30, data: 3, run: 25 };

const partsOf = (parts: readonly ProfilePart[]): Record<string, [number, number]> =>
  Object.fromEntries(parts.map(({ part, ms, nodes }) => [part, [ms, nodes]]));

describe("a profile", () => {
  const { parts, ...rest } = profileOf(events, 1, times);

  test("sums kernels by primitive, after the runs for warmth, and gives the rest to what is around them", () => {
    expect(rest).toEqual({ steps: 2, msPerStep: 15 });
    const found = partsOf(parts);
    const wanted: Record<string, [number, number]> = {
      matmul: [5.5, 1.5],
      gaps: [3.5, 0],
      data: [1.5, 0],
      feeding: [1.5, 0],
      conv: [1, 0.5],
      rest: [1, 0],
      mul: [0.5, 1],
      other: [0.35, 1.5],
      transpose: [0.15, 0.5],
    };
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, values] of Object.entries(wanted))
      expectClose(found[name] ?? [], values, { rtol: 1e-12, atol: 1e-12 });
  });

  test("has shares that add up to 1, the longest first", () => {
    expectClose([parts.reduce((sum, { share }) => sum + share, 0)], [1], { rtol: 1e-12, atol: 0 });
    expect(parts.map(({ ms }) => ms)).toEqual(parts.map(({ ms }) => ms).toSorted((a, b) => b - a));
    expectClose([parts[0]?.share ?? 0], [5.5 / 15], { rtol: 1e-12, atol: 0 });
  });

  test("has groups, which hold each part once; what is outside the kernels is last", () => {
    const groups = byGroup({ ...rest, parts });
    expect(groups.map(({ group }) => group)).toEqual(["products", "elementwise", "other", "movement", "outside"]);
    expect(groups.flatMap((one) => one.parts)).toHaveLength(parts.length);
    expectClose(
      groups.map(({ ms }) => ms),
      [6.5, 0.5, 0.35, 0.15, 7.5],
      { rtol: 1e-12, atol: 0 },
    );
    expectClose([groups.reduce((sum, { share }) => sum + share, 0)], [1], { rtol: 1e-12, atol: 0 });
  });
});

test("a loop's time is that of the kernels in it, and what they leave is a gap", () => {
  const looped = [
    kernel("loop/0", 10, 9000, "Loop"),
    kernel("matmul/0", 20, 4000, "MatMul"),
    kernel("matmul/0", 4500, 4000, "MatMul"),
    session("model_run", 0, 10_000),
  ];
  const { parts } = profileOf(looped, 0, { steps: 1, whole: 10, data: 0, run: 10 });
  const found = partsOf(parts);
  expect([found.matmul?.[1], found.other]).toEqual([2, undefined]);
  expectClose([found.matmul?.[0] ?? 0, found.gaps?.[0] ?? 0, found.feeding?.[0] ?? 0], [8, 2, 0], {
    rtol: 1e-12,
    atol: 1e-12,
  });
});
