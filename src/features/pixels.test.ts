import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import { pixelFeatures } from "./pixels.ts";

test("of images: every pixel, from [−1, 1] to [0, 1]", async () => {
  const network = pixelFeatures([1, 1, 3]);
  expect([network.name, network.dimension, network.classes]).toEqual(["pixels", 3, 0]);
  const { features, probabilities } = await network.of(floatTensor([2, 1, 1, 3], [-1, 0, 1, 0.5, -0.5, 3]));
  expect([...features.values]).toEqual([0, 0.5, 1, 0.75, 0.25, 2]);
  expect([features.rows, features.columns, probabilities]).toEqual([2, 3, undefined]);
});

test("of points: the numbers themselves, in an array of their own", async () => {
  const points = floatTensor([2, 2], [-4, 2, 0, 7]);
  const { features } = await pixelFeatures([2]).of(points);
  expect([...features.values]).toEqual([-4, 2, 0, 7]);
  expect(features.values).not.toBe(points.data);
});

test("items of another shape are refused", async () => {
  await expect(pixelFeatures([1, 2, 2]).of(floatTensor([1, 1, 4, 1], [0, 0, 0, 0]))).rejects.toThrow(
    "features pixels: expected items of the shape it was opened for, got [1, 1, 4, 1]. " +
      "Give data of that kind, or choose other features.",
  );
});
