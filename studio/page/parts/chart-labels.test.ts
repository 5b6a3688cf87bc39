/** @file Words of lines that lie apart, and of lines that lie together. */
import { expect, test } from "vitest";
import { type Label, labelsApart } from "./chart-labels.ts";

const [twice, once, third]: [Label, Label, Label] = [
  { at: 40, label: "2 ln 2" },
  { at: 90, label: "ln 2" },
  { at: 97, label: "0" },
];

test("labels that lie apart stay as they are, from above", () => {
  expect(labelsApart([once, twice], 12)).toEqual([twice, once]);
  expect(labelsApart([twice, { ...once, at: 52 }], 12)).toHaveLength(2);
  expect(labelsApart([], 12)).toEqual([]);
});

test("what would stand on the one above stands beside it, and no two at one place", () => {
  expect(labelsApart([once, { ...twice, at: 88 }], 12)).toEqual([{ at: 88, label: "2 ln 2, ln 2" }]);
  expect(labelsApart([twice, third, once], 12)).toEqual([twice, { at: 90, label: "ln 2, 0" }]);
  const close = [0, 7, 14, 21].map((at) => ({ at, label: String(at) }));
  expect(labelsApart(close, 12)).toEqual([
    { at: 0, label: "0, 7" },
    { at: 14, label: "14, 21" },
  ]);
});
