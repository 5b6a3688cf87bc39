/** @file Products and convolutions, counted by hand. */
import { expect, test } from "vitest";
import { gradient } from "../graph/gradient.ts";
import { add, conv, input, matmul, reshape, sumKeep } from "../graph/primitives.ts";
import { productFlops } from "./product-flops.ts";

test("products of matrices, whichever way they lie", () => {
  const product = (transposeA: boolean) =>
    matmul(input("a", transposeA ? [3, 4] : [4, 3]), input("b", [3, 5]), { transposeA });
  expect(productFlops([product(false)])).toBe(2 * 4 * 5 * 3);
  expect(productFlops([product(true)])).toBe(2 * 4 * 5 * 3);
});

test("a convolution and both of its adjoints cost the same, and what is no product nothing", () => {
  const geometry = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;
  const [x, w] = [input("x", [2, 3, 8, 8]), input("w", [5, 3, 3, 3])];
  const y = conv(x, w, geometry);
  const each = 2 * 2 * 36 * 5 * 27;
  expect(productFlops([add(y, 1)])).toBe(each);
  expect(productFlops([y, ...gradient(reshape(sumKeep(y), []), [x, w])])).toBe(3 * each);
});
