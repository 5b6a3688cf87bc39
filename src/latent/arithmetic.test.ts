import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { along, around, attributeVector, meanLatent, plusDifference, positions, rowOf, stacked } from "./arithmetic.ts";

const z = floatTensor([4, 2], [1, 0, 3, 2, -1, 4, 5, 5]);
const exact = { rtol: 0, atol: 0 };

describe("arithmetic on latents", () => {
  test("means, differences and steps", () => {
    expectClose(meanLatent(z, [0, 1], "a"), [2, 1], exact);
    expectClose(plusDifference(rowOf(z, 3), rowOf(z, 0), rowOf(z, 1)), [3, 3], exact);
    expectClose(along(rowOf(z, 0), rowOf(z, 1), -0.5), [-0.5, -1], exact);
    expectClose(positions(5), [-1, -0.5, 0, 0.5, 1], exact);
    expect(stacked([rowOf(z, 1), rowOf(z, 0)])).toEqual(floatTensor([2, 2], [3, 2, 1, 0]));
  });

  test("an attribute's vector is half the way from without to with", () => {
    const v = attributeVector(z, { with: [0, 1], without: [2, 3] });
    expectClose(v, [0, -1.75], exact);
  });

  test("latents around one have it in the middle, the others within the spread", () => {
    const near = around(Float32Array.of(1, -1), 9, 0.25, 3);
    expectClose(rowOf(near, 4), [1, -1], exact);
    for (let i = 0; i < 9; i += 1) {
      const [x, y] = rowOf(near, i) as unknown as [number, number];
      expect(Math.max(Math.abs(x - 1), Math.abs(y + 1))).toBeLessThanOrEqual(0.25);
    }
    expect(rowOf(near, 0)).not.toEqual(rowOf(near, 1));
  });

  test.each([
    [[4], "--a: expected numbers of samples from 0 to 3, got 4."],
    [[1.5], "--a: expected numbers of samples from 0 to 3, got 1.5."],
    [[], "--a: expected numbers of samples from 0 to 3, got none."],
  ])("of samples %j is refused", (indices, sentence) => {
    expect(() => meanLatent(z, indices, "--a")).toThrow(sentence);
  });
});
