import { describe, expect, test } from "vitest";
import { floatTensor } from "../base/tensor.ts";
import * as g from "./primitives.ts";

const x = g.input("x", [2, 3]);
const y = g.input("y", [4]);
const i = g.input("i", [2], "int32");
const image = g.input("image", [1, 2, 4, 4]);
const kernel = g.input("kernel", [2, 2, 3, 3]);
const plain = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;

test.each<readonly [string, () => unknown, string]>([
  ["elementwise on integers", () => g.exp(i), "exp: expected float32 elements, got int32."],
  ["arithmetic on integers", () => g.add(x, i), "add: expected float32 elements, got int32."],
  ["arithmetic on shapes that differ", () => g.add(x, y), "add: shapes [2, 3] and [4] do not fit together."],
  ["comparison across types", () => g.equal(x, i), "equal: expected float32 elements, got int32."],
  ["selection by numbers", () => g.select(x, x, x), "select.condition: expected bool elements, got float32."],
  ["selection across types", () => g.select(g.greater(y, 0), i, 0), "select: expected int32 elements, got float32."],
  ["sum of integers", () => g.sumKeep(i), "sum: expected float32 elements, got int32."],
  ["sum over an axis that is not there", () => g.sumKeep(x, [2]), "sum: expected ascending axes below 2, got [2]."],
  ["maximum over an axis twice", () => g.maxKeep(x, [1, 1]), "max: expected ascending axes below 2, got [1, 1]."],
  ["stretching 3 to 4", () => g.broadcastTo(x, [2, 4]), "broadcast: expected shape [2, 4], got [2, 3]."],
  ["reshape to another size", () => g.reshape(x, [5]), "reshape: shapes [2, 3] and [5] do not fit together."],
  ["reshape to nothing", () => g.reshape(x, [-2, -3]), "reshape: expected extents ≥ 1, got [-2, -3]."],
  [
    "transpose by no permutation",
    () => g.transpose(x, [0, 0]),
    "transpose: expected a permutation of 2 axes, got [0, 0].",
  ],
  ["concat of nothing", () => g.concat([], 0), "concat: expected one tensor or more, got none."],
  ["concat across an axis that is not there", () => g.concat([x, x], 2), "concat: expected an axis below 2, got 2."],
  ["concat of others", () => g.concat([x, g.input("z", [2, 4])], 0), "concat: expected shape [?, 3], got [2, 4]."],
  ["slice beyond the end", () => g.slice(y, [2], [5]), "slice: expected a range within 4 on axis 0, got 2:5:1."],
  ["empty slice", () => g.slice(y, [2], [2]), "slice: expected a range within 4 on axis 0, got 2:2:1."],
  ["pad by less than nothing", () => g.pad(y, [-1], [0]), "pad: expected three counts ≥ 0 on axis 0, got -1, 0, 0."],
  ["rows of a scalar", () => g.gather(g.constant(1), i), "gather.table: expected one axis or more, got a scalar."],
  ["rows by floats", () => g.gather(x, y), "gather.indices: expected int32 elements, got float32."],
  ["scattered rows that differ", () => g.scatterAdd(y, i, 3), "scatterAdd.rows: expected shape [2], got [4]."],
  ["product of others", () => g.matmul(x, x), "matmul: shapes [2, 3] and [2, 3] do not fit together."],
  ["product of vectors", () => g.matmul(y, y), "matmul: shapes [4] and [4] do not fit together."],
  ["product of integers", () => g.matmul(x, i), "matmul: expected float32 elements, got int32."],
  ["convolution of a matrix", () => g.conv(x, kernel, plain), "conv.x: expected shape [?, ?, ?, ?], got [2, 3]."],
  [
    "convolution that stands still",
    () => g.conv(image, kernel, { ...plain, stride: [0, 1] }),
    "conv: expected strides and dilations ≥ 1, padding ≥ 0, got 0,1 / 1,1 / 0,0,0,0.",
  ],
  ["an input of extent 0", () => g.input("z", [0]), "input z: expected extents ≥ 1, got [0]."],
  [
    "a constant with too few elements",
    () => g.constant(floatTensor([3], [1, 2])),
    "tensor: expected 3 elements for shape [3], got 2.",
  ],
])("%s is refused", (_, build, sentence) => {
  expect(build).toThrow(sentence);
});

test("axes may count from the end", () => {
  expect(g.sumKeep(x, [-1]).shape).toEqual([2, 1]);
  expect(g.sumKeep(x, [-1, 0]).shape).toEqual([1, 1]);
  expect(g.concat([x, x], -1).shape).toEqual([2, 6]);
  expect(g.sliceAxis(x, -1, 1, 3).shape).toEqual([2, 2]);
});

test("what changes nothing is no node", () => {
  expect(g.reshape(x, [2, 3])).toBe(x);
  expect(g.broadcastTo(x, [2, 3])).toBe(x);
  expect(g.cast(x, "float32")).toBe(x);
  expect(g.sumKeep(x, [])).toBe(x);
  expect(g.concat([x], 0)).toBe(x);
});

describe("float16", () => {
  const [a, b] = [g.cast(g.input("a", [2, 3]), "float16"), g.cast(g.input("b", [3, 2]), "float16")];

  test("stays float16 through products, additions and moves", () => {
    for (const node of [g.matmul(a, b), g.add(a, a), g.leakyRelu(a), g.transpose(a, [1, 0])])
      expect(node.dtype).toBe("float16");
    expect(g.greater(a, a).dtype).toBe("bool");
    expect(g.cast(a, "float32").dtype).toBe("float32");
  });

  test.each([
    ["exp", () => g.exp(a)],
    ["div", () => g.div(a, a)],
    ["sum", () => g.sumKeep(a)],
  ])("is refused by %s", (kind, build) => {
    expect(build).toThrow(`${kind}: expected float32 elements, got float16.`);
  });

  test("is not mixed with float32", () => {
    expect(() => g.add(a, g.input("c", [2, 3]))).toThrow("add: expected float16 elements, got float32.");
  });
});
