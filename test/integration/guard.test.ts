/** @file What each step costs without a clock (nodes, GFLOP, bytes) against the committed numbers. */
import { describe, expect, test } from "vitest";
import committed from "../../bench/results/guard.json" with { type: "json" };
import { countDifferences, differenceText, GUARDED, type GuardRecord } from "../../src/bench/guard.ts";
import { stepCounts } from "../../src/bench/step-counts.ts";
import { parseWorkload } from "../../src/bench/workload-spec.ts";

const record: GuardRecord = committed;
const ADVICE = "if that is meant, commit what this writes: npm run bench:guard -- --counts --update";

test("the committed file guards what is to be guarded", () =>
  expect(Object.keys(record.counts), ADVICE).toEqual([...GUARDED]));

describe.each(GUARDED)("%s", (spec) => {
  test("costs what it did", () => {
    const expected = record.counts[spec];
    const known = expected === undefined ? {} : { [spec]: expected };
    const differences = countDifferences(known, { [spec]: stepCounts(parseWorkload(spec)) });
    expect(differences.map(differenceText), ADVICE).toEqual([]);
  });
});
