import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan, tinyPerceptrons } from "../../test/tiny-trained.ts";
import { fillUniform } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import { input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { maxGrid, probeFeatures } from "./probe.ts";

const runtime = referenceRuntime();
const items = (shape: readonly number[]) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return floatTensor(shape, fillUniform({ seed: 1, stream: "x", counter: 0 }, new Float32Array(size), -1, 1));
};

describe("the largest of each cell", () => {
  const grid = (extent: number) => {
    const x = input("x", [1, 1, extent, extent]);
    const data = Array.from({ length: extent * extent }, (_, i) => i);
    return evaluate([maxGrid(x)], { x: { shape: x.shape, data } })[0];
  };

  test("where cells tile the map", () => {
    expect([...(grid(8)?.data ?? [])]).toEqual([9, 11, 13, 15, 25, 27, 29, 31, 41, 43, 45, 47, 57, 59, 61, 63]);
  });

  test("where they do not, they differ by a row or column and overlap: 7 is 0–1, 1–3, 3–5, 5–6", () => {
    const [ends, row] = [[1, 3, 5, 6], 7];
    expect([...(grid(7)?.data ?? [])]).toEqual(ends.flatMap((y) => ends.map((x) => y * row + x)));
  });

  test("of a map that is smaller is the map", () => {
    expect([...(grid(3)?.data ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("features", () => {
  test("of a convolutional D are all its maps on 4×4, the same for an item in any batch", async () => {
    const trained = tinyDcgan();
    const x = items([70, 1, 16, 16]);
    const all = await probeFeatures(runtime, trained, x);
    expect([all.rows, all.columns]).toEqual([70, (4 + 8) * 16]);
    const one = await probeFeatures(runtime, trained, floatTensor([1, 1, 16, 16], x.data.subarray(69 * 256)));
    expectClose(one.values, all.values.subarray(69 * all.columns), { rtol: 0, atol: 0 });
  });

  test("of a perceptron are its hidden layers", async () => {
    const { rows, columns } = await probeFeatures(runtime, tinyPerceptrons(), items([3, 1, 8, 8]));
    expect([rows, columns]).toEqual([3, 10]);
  });
});
