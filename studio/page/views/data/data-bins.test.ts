import { expect, test } from "vitest";
import { expectClose } from "../../../../test/matchers.ts";
import { aspects, channelCounts, peakOf, shorterSides } from "./data-bins.ts";

const sources = [
  { width: 400, height: 300, channels: 3, count: 5 },
  { width: 100, height: 200, channels: 1, count: 2 },
  { width: 200, height: 100, channels: 3, count: 1 },
];

test("shorter sides from the least to the most, each file once", () => {
  const { from, to, bins } = shorterSides(sources);
  expect([from, to, bins.length]).toEqual([100, 300, 24]);
  expect([bins[0], bins[23], bins.reduce((a, b) => a + b)]).toEqual([3, 5, 8]);
});

test("width over height: 1/2 and 2 are the ends, 4/3 lies in its bin", () => {
  const { from, to, bins } = aspects(sources);
  expectClose([from, to], [0.5, 2], { rtol: 0, atol: 0 });
  expect([bins[0], bins[13], bins[23]]).toEqual([2, 5, 1]);
});

test("one size of all is one bin", () => {
  expect(shorterSides([{ width: 28, height: 28, channels: 1, count: 9 }])).toMatchObject({ from: 28, to: 28 });
});

test("files by channels", () => {
  expect(channelCounts(sources)).toEqual([
    { channels: 1, count: 2 },
    { channels: 3, count: 6 },
  ]);
});

test("the fullest bin's middle", () => {
  expectClose([peakOf({ from: 0, to: 4, bins: [1, 5, 2, 0] })], [1.5], { rtol: 0, atol: 0 });
});
