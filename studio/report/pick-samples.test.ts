import { expect, test } from "vitest";
import { pickSamples } from "./pick-samples.ts";

test("the first, the last, and between them as even as the list goes", () => {
  const list = [0, 1, 2, 3, 4, 5, 10, 20, 30];
  expect(pickSamples(list, 3)).toEqual([0, 4, 30]);
  expect([pickSamples(list, 1), pickSamples([], 1)]).toEqual([[30], []]);
  expect([pickSamples(list, 9), pickSamples(list, "all"), pickSamples(list, 100)]).toEqual([list, list, list]);
});
