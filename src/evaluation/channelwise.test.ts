import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
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
