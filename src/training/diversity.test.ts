import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { meanPairwiseDistance } from "./diversity.ts";

describe("the mean pairwise distance", () => {
  test("is that of all pairs", () => {
    const corners = Float32Array.from([0, 0, 3, 0, 3, 4]); // 3, 4 and 5 apart
    expectClose([meanPairwiseDistance(corners, 2)], [4], { rtol: 1e-15, atol: 0 });
  });

  test("is 0 for copies of one item, and for fewer than two", () => {
    expect(meanPairwiseDistance(new Float32Array(6).fill(3), 2)).toBe(0);
    expect(meanPairwiseDistance(Float32Array.from([1, 2]), 2)).toBe(0);
    expect(meanPairwiseDistance(new Float32Array(0), 2)).toBe(0);
  });

  test("looks at the first `limit` items", () => {
    expect(meanPairwiseDistance(Float32Array.from([0, 1, 100]), 1, 2)).toBe(1);
  });
});
