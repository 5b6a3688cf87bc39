import { expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import { extractFeatures, type ItemSource } from "./extract.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { pixelFeatures } from "./pixels.ts";

/** Item i is (i, i + 100); remembers how many were read at a time. */
function counted(count: number): ItemSource & { readonly reads: number[] } {
  const reads: number[] = [];
  return {
    ...{ count, shape: [2], reads },
    read: (indices, out) => {
      reads.push(indices.length);
      expect(out.length).toBe(2 * indices.length);
      for (let i = 0; i < indices.length; i += 1) out.set([indices[i] as number, (indices[i] as number) + 100], 2 * i);
    },
  };
}

test("items are read batch by batch, and told of", async () => {
  const source = counted(10);
  const told: (readonly [number, number])[] = [];
  const onProgress = (done: number, total: number): void => void told.push([done, total]);
  const { features } = await extractFeatures(pixelFeatures([2]), source, { count: 7, batch: 3, onProgress });
  expect(source.reads).toEqual([3, 3, 1]);
  expect(told).toEqual([
    [3, 7],
    [6, 7],
    [7, 7],
  ]);
  expect([...features.values]).toEqual([0, 100, 1, 101, 2, 102, 3, 103, 4, 104, 5, 105, 6, 106]);
});

test("no more are read than there are, and chosen ones in their order", async () => {
  const all = await extractFeatures(pixelFeatures([2]), counted(3), { count: 100 });
  expect(all.features.rows).toBe(3);
  const some = await extractFeatures(pixelFeatures([2]), counted(9), { indices: [8, 0, 8] });
  expect([...some.features.values]).toEqual([8, 108, 0, 100, 8, 108]);
  const none = await extractFeatures(pixelFeatures([2]), counted(9), { count: 0 });
  expect(none.features).toMatchObject({ rows: 0, columns: 2 });
});

test("samples of a generator are items too; probabilities come along", async () => {
  const network: FeatureNetwork = {
    ...{ name: "sums", dimension: 1, classes: 2, release: () => Promise.resolve() },
    of: ({ shape: [rows = 0], data }) => {
      const sums = Float32Array.from({ length: rows }, (_, i) => (data[2 * i] as number) + (data[2 * i + 1] as number));
      const sides = [...sums].flatMap((sum) => (sum > 0 ? [1, 0] : [0, 1]));
      const probabilities = { rows, columns: 2, values: Float32Array.from(sides) };
      return Promise.resolve({ features: { rows, columns: 1, values: sums }, probabilities });
    },
  };
  const samples = floatTensor([3, 2], [1, 2, -5, 1, 0.5, 0.25]);
  const { features, probabilities } = await extractFeatures(network, samples, { batch: 2 });
  expect([...features.values]).toEqual([3, -4, 0.75]);
  expect([...(probabilities?.values ?? [])]).toEqual([1, 0, 0, 1, 1, 0]);
});

test("a wish to stop is met before the next batch", async () => {
  const stop = new AbortController();
  const source = counted(10);
  const extracting = extractFeatures(pixelFeatures([2]), source, {
    batch: 4,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error("enough")),
  });
  await expect(extracting).rejects.toThrow("enough");
  expect(source.reads).toEqual([4]);
});
