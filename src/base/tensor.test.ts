import { expect, test } from "vitest";
import { floatTensor, tensor, zeros } from "./tensor.ts";

test("a tensor holds its data as they are", () => {
  const data = Int32Array.of(1, 2, 3, 4);
  expect(tensor("int32", [2, 2], data)).toEqual({ dtype: "int32", shape: [2, 2], data });
  expect(tensor("int32", [2, 2], data).data).toBe(data);
});

test("a tensor has as many elements as its shape says", () => {
  expect(() => tensor("uint8", [2, 3], new Uint8Array(5))).toThrow(
    "tensor: expected 6 elements for shape [2, 3], got 5.",
  );
});

test("floatTensor takes numbers, and keeps a Float32Array without copying", () => {
  expect(floatTensor([2], [0.1, 2]).data).toEqual(Float32Array.of(0.1, 2));
  const data = Float32Array.of(1);
  expect(floatTensor([], data).data).toBe(data);
  expect(() => floatTensor([3], [1])).toThrow("tensor: expected 3 elements for shape [3], got 1.");
});

test("zeros", () => {
  expect(zeros([2, 2])).toEqual({ dtype: "float32", shape: [2, 2], data: new Float32Array(4) });
  expect(zeros([]).data).toHaveLength(1);
});
