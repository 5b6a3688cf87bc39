/** @file The shipped digits network against PyTorch on the same parameters (scripts/golden/features_digits.py). */
import { afterAll, describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { digitsNetwork } from "./digits.ts";
import { digitsParameters } from "./digits-asset.ts";
import { digitsWeights } from "./digits-weights.ts";
import { decodedHalves } from "./half-weights.ts";

interface Case {
  readonly features: { readonly data: readonly number[] };
  readonly probabilities: { readonly data: readonly number[] };
}
const golden = Object.entries(readGolden<Record<string, Case>>(import.meta.url, "digits"));

/** The pictures of the golden script. */
function picture(name: string): Tensor<"float32"> {
  const [channels, height, width] = name.split("x").map(Number) as [number, number, number];
  const at = (index: number): number => {
    const [c, i, j] = [Math.floor(index / (height * width)), Math.floor(index / width) % height, index % width];
    return Math.sin(0.37 * i + 0.61 * j + 1.3 * c) * Math.cos((0.11 * i * j) / (1 + c));
  };
  return floatTensor(
    [1, channels, height, width],
    Float32Array.from({ length: channels * height * width }, (_, k) => at(k)),
  );
}

describe.each([
  // float32 sums of up to 768 products of a size of some tens: 768 · 2⁻²⁴ of them
  ["cpu", () => nodeRuntime({ threads: 1 }), { rtol: 2e-5, atol: 1e-5 }],
  // float64, but for the pixels and the tables of resizing, which are float32
  ["reference", referenceRuntime, { rtol: 2e-6, atol: 2e-6 }],
] as const)("the digits network on %s", (_, runtime, tolerance) => {
  const network = digitsNetwork(runtime());
  afterAll(async () => (await network).release());

  test.each(golden)("sees an image %s as PyTorch does", async (name, want) => {
    const { features, probabilities } = await (await network).of(picture(name));
    expect([features.rows, features.columns, probabilities?.columns]).toEqual([1, 64, 10]);
    expectClose(features.values, want.features.data, tolerance);
    expectClose(probabilities?.values ?? [], want.probabilities.data, tolerance);
  });
});

test("its parameters are as many as the text holds, and no more than 300 kB", () => {
  const count = digitsParameters().reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  expect(atob(digitsWeights).length).toBe(2 * count);
  expect(digitsWeights.length).toBeLessThan(300_000);
  const values = Object.values(decodedHalves(digitsWeights, digitsParameters())).flatMap(({ data }) => [...data]);
  expect(values.every((value) => Number.isFinite(value) && Math.abs(value) < 4)).toBe(true);
});

test("rows are the same in whatever company they come", async () => {
  const network = await digitsNetwork(nodeRuntime({ threads: 1 }));
  const one = picture("1x28x28").data;
  const images = floatTensor(
    [70, 1, 28, 28],
    Float32Array.from({ length: 70 * 784 }, (_, k) => (one[k % 784] as number) * (k < 65 * 784 ? 0.5 : 1)),
  );
  const { features } = await network.of(images);
  const alone = await network.of(floatTensor([1, 1, 28, 28], one));
  await network.release();
  expect(features.rows).toBe(70);
  expectClose(features.values.subarray(69 * 64), alone.features.values, { rtol: 1e-5, atol: 1e-5 });
});

test("points are refused", async () => {
  const network = await digitsNetwork(referenceRuntime());
  await expect(network.of(floatTensor([4, 2], new Float32Array(8)))).rejects.toThrow(
    "features digits: expected images [N, C, H, W] with 1, 3 or 4 channels, got [4, 2]. " +
      "Give data of that kind, or choose other features.",
  );
});
