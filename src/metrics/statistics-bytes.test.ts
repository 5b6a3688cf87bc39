import { expect, test } from "vitest";
import { normals } from "../../test/matrices.ts";
import { encodeTensors } from "../base/safetensors.ts";
import { featureStatistics } from "./feature-statistics.ts";
import { decodeStatistics, encodeStatistics } from "./statistics-bytes.ts";

test.each([
  ["a covariance", 20, 5],
  ["a factor", 4, 5],
])("%s comes back to the bit, also from bytes that begin anywhere", async (_, rows, columns) => {
  const statistics = await featureStatistics(normals("kept", rows, columns));
  const bytes = encodeStatistics(statistics, { network: "pixels" });
  expect(encodeStatistics(statistics, { network: "pixels" })).toEqual(bytes);
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  for (const from of [bytes, moved.subarray(3)]) expect(decodeStatistics(from, "kept")).toEqual(statistics);
});

test("other files are refused by name", async () => {
  const other = encodeTensors([{ name: "mean", dtype: "float32", shape: [1], data: Float32Array.of(1) }]);
  expect(() => decodeStatistics(other, "cache/a.safetensors")).toThrow(
    "cache/a.safetensors holds no feature statistics of this version. Delete it: they are computed again.",
  );
  const short = encodeStatistics(await featureStatistics(normals("kept", 20, 5))).subarray(0, -1);
  expect(() => decodeStatistics(short, "cache/b.safetensors")).toThrow("cache/b.safetensors");
});
