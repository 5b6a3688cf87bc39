import { expect, test } from "vitest";
import { floatTensor, tensor } from "../../base/tensor.ts";
import { mean, sum } from "../functions.ts";
import { gradient } from "../gradient.ts";
import { type Node, topologicalOrder } from "../node.ts";
import * as g from "../primitives.ts";
import { simplify } from "./simplify.ts";

const x = g.input("x", [4, 6]);
const y = g.input("y", [4, 6]);
const v = g.input("v", [6]);
const column = g.input("column", [4, 1]);
const row = g.input("row", [1, 6]);
const scalar = g.input("scalar", []);
const flag = g.greater(x, 0);

/** The kinds below a node, its inputs left out, in order of computation. */
const kinds = (node: Node): string =>
  topologicalOrder(simplify([node]))
    .map(({ op }) => op.kind)
    .filter((kind) => kind !== "input")
    .join(" ");

const filled = (value: number, shape: readonly number[] = [4, 6]): Node => g.broadcastTo(g.constant(value), shape);

test.each<readonly [string, Node, string]>([
  ["x + 0", g.add(x, 0), ""],
  ["x + a tensor of zeros", g.add(filled(0), x), ""],
  ["x − 0", g.sub(x, 0), ""],
  ["0 − x", g.sub(0, x), "neg"],
  ["x · 1", g.mul(1, x), ""],
  ["x / 1", g.div(x, 1), ""],
  ["x · −1", g.mul(x, -1), "neg"],
  ["x · 0 stays, for the sake of NaN", g.mul(x, 0), "constant mul"],
  ["x + x", g.add(x, x), "constant mul"],
  ["−−x", g.neg(g.neg(x)), ""],
  ["x + (−y)", g.add(x, g.neg(y)), "sub"],
  ["x − (−y)", g.sub(x, g.neg(y)), "add"],
  ["−(x − y)", g.neg(g.sub(x, y)), "sub"],
  ["(−x)·(−y)", g.mul(g.neg(x), g.neg(y)), "mul"],
  ["(x·2)·3", g.mul(g.mul(x, 2), 3), "constant mul"],
  ["−(x·2)", g.neg(g.mul(x, 2)), "constant mul"],
  ["(x + 2) + 3", g.add(g.add(x, 2), 3), "constant add"],
  ["x¹", g.pow(x, 1), ""],
  ["max(x, x)", g.maximum(x, x), ""],
  ["select by a known condition", g.select(g.greater(filled(1), 0), x, y), ""],
  ["select among equals", g.select(flag, x, x), ""],
  ["constants alone", g.add(g.mul(g.constant(2), 3), 4), "constant"],
  ["stopGradient", g.stopGradient(x), ""],
  ["bool → int32 → bool → float32", g.cast(g.cast(g.cast(flag, "int32"), "bool"), "float32"), "constant greater cast"],
  ["reshape of reshape", g.reshape(g.reshape(x, [24]), [4, 6]), ""],
  ["transpose of transpose", g.transpose(g.transpose(x, [1, 0]), [1, 0]), ""],
  ["transpose that moves nothing", g.transpose(column, [1, 0]), "reshape"],
  ["sum of reshaped twins", g.add(g.reshape(x, [24]), g.reshape(y, [24])), "add reshape"],
  ["product with a transpose", g.matmul(x, g.transpose(y, [1, 0])), "matmul"],
  ["outer product", g.matmul(column, row), "mul"],
  ["product with ones", g.matmul(filled(1, [1, 4]), x), "sum"],
  ["stretched operand", g.add(x, g.broadcastTo(row, [4, 6])), "add"],
  ["vector as operand", g.add(x, g.reshape(v, [1, 6])), "add"],
  ["stretched operands", g.add(g.broadcastTo(row, [4, 6]), g.broadcastTo(g.exp(row), [4, 6])), "exp add broadcast"],
  ["function of a stretched one", g.exp(g.broadcastTo(row, [4, 6])), "exp broadcast"],
  ["stretched scalar, reshaped", g.mul(g.reshape(g.broadcastTo(scalar, [24]), [4, 6]), x), "mul"],
  ["sum of a stretched one", g.sumKeep(g.broadcastTo(row, [4, 6]), [0]), "constant mul"],
  ["sum of sums", g.sumKeep(g.sumKeep(x, [0]), [1]), "sum"],
  ["sum over extents of 1", g.sumKeep(row, [0]), ""],
  ["sum of everything, reshaped", sum(g.reshape(x, [24])), "sum reshape"],
  ["common factor of a sum", g.sumKeep(g.mul(x, column), [1]), "sum mul"],
  ["mean of a scaled one", mean(g.mul(x, 24)), "sum reshape"],
  ["sum of negatives", g.sumKeep(g.neg(x), [0]), "sum neg"],
  ["sum along what was joined", g.sumKeep(g.concat([x, y], 0), [0]), "sum sum add"],
  ["sum along what was joined, and more", sum(g.concat([x, y, x], 1)), "sum sum add add reshape"],
  ["sum along another axis", g.sumKeep(g.concat([x, y], 0), [1]), "concat sum"],
  ["max along what was joined", g.maxKeep(g.concat([x, y], 0), [0]), "concat max"],
  ["max over stretched axes", g.maxKeep(g.broadcastTo(row, [4, 6]), [0]), ""],
  ["whole slice", g.slice(x, [0, 0], [4, 6]), ""],
  ["slice of slice", g.slice(g.slice(x, [1, 0], [4, 6], [2, 2]), [1, 1], [2, 3]), "slice"],
  ["slice of concat: one part", g.slice(g.concat([x, y], 0), [4, 0], [8, 6]), ""],
  ["slice of concat: some parts", g.slice(g.concat([x, y, x], 1), [0, 6], [4, 18]), "concat"],
  ["slice within one part", g.slice(g.concat([x, y], 1), [0, 7], [4, 9]), "slice"],
  ["slice of pad: what was padded", g.slice(g.pad(x, [1, 0], [2, 0]), [1, 0], [5, 6]), ""],
  ["strided slice of pad", g.slice(g.pad(x, [1, 1], [0, 0], [1, 0]), [1, 1], [8, 7], [2, 1]), ""],
  ["slice of zeros", g.slice(g.pad(x, [3, 0], [0, 0]), [0, 0], [2, 6]), "constant broadcast"],
  ["pad by nothing", g.pad(x, [0, 0], [0, 0]), ""],
  ["pad of pad", g.pad(g.pad(x, [1, 0], [0, 0]), [0, 2], [1, 0]), "pad"],
  ["slice of a stretched one", g.slice(g.broadcastTo(row, [4, 6]), [1, 2], [3, 5]), "slice broadcast"],
  ["concat of concat", g.concat([g.concat([x, y], 0), x], 0), "concat"],
  ["slices side by side", g.concat([g.sliceAxis(x, 1, 0, 2), g.sliceAxis(x, 1, 2, 6)], 1), ""],
  ["equal nodes", g.add(g.mul(x, y), g.sin(g.mul(y, x))), "mul sin add"],
  ["nodes that differ by a parameter", g.sub(g.leakyRelu(x, 0.1), g.leakyRelu(x, 0.2)), "leakyRelu leakyRelu sub"],
])("%s", (_, node, expected) => {
  expect(kinds(node)).toBe(expected);
});

test("equal constants are one, nearly equal ones are not", () => {
  const values = (last: number): Node => g.constant(floatTensor([3], [1, 2, last]));
  expect(kinds(g.concat([values(3), g.input("a", [1]), values(3)], 0))).toBe("constant concat");
  expect(kinds(g.concat([values(3), g.input("a", [1]), values(4)], 0))).toBe("constant constant concat");
});

test("big constants are not computed", () => {
  const big = g.constant(floatTensor([5000], new Float32Array(5000)));
  expect(kinds(g.exp(big))).toBe("constant exp");
  expect(kinds(g.reshape(big, [50, 100]))).toBe("constant");
});

test("integers and booleans fold in their own type", () => {
  const labels = g.constant(tensor("int32", [2], Int32Array.of(1, 0)));
  const [folded] = simplify([g.gather(g.constant(floatTensor([2], [5, 7])), labels)]) as [Node];
  expect(folded.op).toEqual({ kind: "constant", value: floatTensor([2], [7, 5]) });
});

test("the adjoint of a mean of logits costs one sum", () => {
  const w = g.input("w", [6, 1]);
  const [byW] = gradient(mean(g.matmul(x, w)), [w]) as [Node];
  expect(kinds(byW)).toBe("sum reshape constant mul");
});
