import { describe, expect, test } from "vitest";
import type { RunSummary } from "../../api/index.ts";
import { matches, parseFilter, parseSort, sorted } from "./run-filter.ts";

const run = (id: string, more: Partial<RunSummary> = {}): RunSummary =>
  ({
    ...{
      id,
      recipe: "dcgan",
      loss: "hinge",
      createdAt: `2026-01-0${id}T00:00:00Z`,
      state: "done",
      step: 100,
      steps: 100,
    },
    ...{ verdict: "losing diversity", best: null, note: null, tags: [], data: { name: "cats" } },
    ...more,
  }) as unknown as RunSummary;

const best = (value: number): Partial<RunSummary> => ({ best: { step: 1, metric: "kid", value } });

describe("the filter", () => {
  test.each([
    ["", true],
    ["cats", true],
    ["dogs", false],
    ["-dogs", true],
    ["loss:hinge", true],
    ["loss:ns", false],
    ['verdict:"losing diversity"', true],
    ["verdict:healthy", false],
    ["metric:<20", true],
    ["metric:>=20", false],
    ["-metric:>=20", true],
    ["step:100", true],
    ["step:>100", false],
    ["CATS loss:HINGE metric:<20", true],
    ["http://nothing", false],
    ["metric:<", false],
  ])("%s → %s", (text, expected) => expect(matches(run("1", best(12)), parseFilter(text))).toBe(expected));

  test("a number that is not there is neither less nor more", () => {
    expect(matches(run("1"), parseFilter("metric:<20"))).toBe(false);
    expect(matches(run("1"), parseFilter("metric:>20"))).toBe(false);
  });
});

test("what has no value stands last, either way", () => {
  const runs = [run("1"), run("2", best(3)), run("3", best(1))];
  expect(sorted(runs, parseSort("metric")).map(({ id }) => id)).toEqual(["3", "2", "1"]);
  expect(sorted(runs, parseSort("-metric")).map(({ id }) => id)).toEqual(["2", "3", "1"]);
  expect(sorted(runs, parseSort("nothing")).map(({ id }) => id)).toEqual(["3", "2", "1"]);
});
