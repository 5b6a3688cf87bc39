import { describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { constant } from "../graph/primitives.ts";
import { type ImageSize, resizeBilinear } from "../graph/resampling.ts";
import { evaluate } from "../runtime/reference.ts";
import { resizeTf1 } from "./resize-tf1.ts";

/** 5×7 pixels, enlarged to 8×9 and shrunk to 3×4 by NumPy from the two formulas. */
interface Resized {
  readonly input: readonly (readonly number[])[];
  readonly tf1: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly torch: Readonly<Record<string, readonly (readonly number[])[]>>;
}
const { input, tf1, torch } = readGolden<Resized>(import.meta.url, "resize");
const image = constant(floatTensor([1, 1, 5, 7], input.flat()));
const sizes: readonly (readonly [string, ImageSize])[] = [
  ["8x9", [8, 9]],
  ["3x4", [3, 4]],
];

describe.each(sizes)("to %s", (key, size) => {
  test("as TensorFlow 1 did it", () => {
    const [got] = evaluate([resizeTf1(image, size)]);
    expectClose(got?.data ?? [], (tf1[key] ?? []).flat(), { rtol: 2e-7, atol: 2e-5 }); // the answer is float32
  });

  test("as PyTorch does it", () => {
    const [got] = evaluate([resizeBilinear(image, size)]);
    expectClose(got?.data ?? [], (torch[key] ?? []).flat(), { rtol: 2e-7, atol: 2e-5 });
  });

  test("which are not the same", () => {
    const [a, b] = evaluate([resizeTf1(image, size), resizeBilinear(image, size)]);
    expect(Math.max(...Array.from(a?.data ?? [], (x, i) => Math.abs(x - (b?.data[i] ?? 0))))).toBeGreaterThan(20);
  });
});

test("the same size stays as it is", () => {
  const [got] = evaluate([resizeTf1(image, [5, 7])]);
  expectClose(got?.data ?? [], floatTensor([1, 1, 5, 7], input.flat()).data, { rtol: 0, atol: 0 });
});
