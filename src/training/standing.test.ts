import { expect, test } from "vitest";
import { firstStanding, isWornOut, type Standing, standingAfter, standingAnew } from "./standing.ts";

const after = (values: readonly number[]): Standing =>
  values.reduce((standing, value, i) => standingAfter(standing, (i + 1) * 100, value), firstStanding);

test("the least counts; as good is no better, and neither is what is no number", () => {
  expect(after([5])).toEqual({ best: { step: 100, value: 5 }, noBetter: 0 });
  expect(after([5, 3, 3, 4])).toEqual({ best: { step: 200, value: 3 }, noBetter: 2 });
  expect(after([Number.NaN, 7, Number.NaN])).toEqual({ best: { step: 200, value: 7 }, noBetter: 1 });
  expect(after([5, Number.NEGATIVE_INFINITY])).toEqual({ best: { step: 100, value: 5 }, noBetter: 1 });
});

test("patience ends after so many in a row, and begins anew with who goes on", () => {
  const worn = after([2, 3, 4, 5]);
  expect([isWornOut(worn, 3), isWornOut(worn, 4), isWornOut(worn, null)]).toEqual([true, false, false]);
  expect(standingAnew(worn, 3)).toEqual({ ...worn, noBetter: 0 });
  expect(standingAnew(worn, 4)).toBe(worn);
});
