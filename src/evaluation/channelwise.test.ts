import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";
import { pixelFeatures } from "../features/pixels.ts";
import { channelwise } from "./channelwise.ts";

test("asks of each channel by itself, and joins what is said of an image", async () => {
  const images = floatTensor([2, 3, 1, 2], [1, -1, 0, 1, -1, -1, 0, 0, 1, 1, -1, 1]);
  const network = channelwise(pixelFeatures([1, 1, 2]), 3);
  expect([network.name, network.dimension, network.classes]).toEqual(["pixels×3", 6, 0]);
  const { features, probabilities } = await network.of(images);
  expect(features).toEqual({
    rows: 2,
    columns: 6,
    values: Float32Array.from([1, 0, 0.5, 1, 0, 0, 0.5, 0.5, 1, 1, 0, 1]),
  });
  expect(probabilities).toBeUndefined();
});

test("where classes are combinations, the first channel's counts most", async () => {
  const grey: FeatureNetwork = {
    ...{ name: "two", dimension: 1, classes: 2 },
    of: async ({ data, shape: [rows = 0] }) => ({
      features: { rows, columns: 1, values: data.slice() },
      probabilities: { rows, columns: 2, values: pairs(data) },
    }),
    release: async () => {},
  };
  const network = channelwise(grey, 3, true);
  expect(network.classes).toBe(8);
  const { probabilities } = await network.of(floatTensor([1, 3, 1, 1], [0.75, 0.25, 1]));
  // p(1, 0, 1) = .75 · .75 · 1 is class 4·1 + 2·0 + 1 = 5.
  expect(Array.from(probabilities?.values ?? [])).toEqual([0, 0.1875, 0, 0.0625, 0, 0.5625, 0, 0.1875]);
});

/** For each x the probabilities of the classes 0 and 1: 1 − x and x. */
const pairs = (data: Float32Array): Float32Array => Float32Array.from(Array.from(data).flatMap((x) => [1 - x, x]));
