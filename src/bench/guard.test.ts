/** @file How the guard compares; what it guards is compared in test/integration/guard.test.ts. */
import { describe, expect, test } from "vitest";
import { countDifferences, differenceText, efficiencyVerdict } from "./guard.ts";
import type { StepCounts } from "./step-counts.ts";

const counts: StepCounts = {
  nodes: 459,
  gflop: 0.48,
  graphGflop: 0.48,
  valueBytes: 900,
  fedBytes: 100,
  fetchedBytes: 16,
  stateInBytes: 8,
  stateOutBytes: 8,
};

describe("counts", () => {
  test("that are the same do not differ", () =>
    expect(countDifferences({ mlp: counts }, { mlp: { ...counts } })).toEqual([]));

  test("that differ are named, more and fewer alike", () => {
    const differences = countDifferences(
      { a: counts, b: counts },
      { a: { ...counts, nodes: 460 }, b: { ...counts, fedBytes: 99 } },
    );
    expect(differences.map(differenceText)).toEqual([
      "a: nodes: expected 459, got 460",
      "b: fedBytes: expected 100, got 99",
    ]);
  });

  test("that one side lacks differ too", () => {
    const [first, ...others] = countDifferences({ a: counts }, { b: counts });
    expect(others).toHaveLength(15);
    expect(differenceText(first as NonNullable<typeof first>)).toBe("a: nodes: expected 459, got nothing");
    expect(differenceText(others.at(-1) as NonNullable<typeof first>)).toBe(
      "b: stateOutBytes: expected nothing, got 8",
    );
  });
});

test.each([
  [0.5, 0.5, "same"],
  [0.5, 0.31, "same"],
  [0.5, 0.29, "slower"],
  [0.5, Number.NaN, "slower"],
  [0.5, 0.82, "same"],
  [0.5, 0.85, "faster"],
  [undefined, 0.5, "unknown"],
] as const)("committed %s, measured %s: %s", (committed, measured, verdict) =>
  expect(efficiencyVerdict(committed, measured)).toBe(verdict),
);
