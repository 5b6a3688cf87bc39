/** @file Each pattern becomes one operator, what only looks like it does not, and either has the interpreter's values. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { attributeOf, expectParity, operatorNamesOf, operatorsOf } from "../../test/onnx-cpu.ts";
import { floatTensor } from "../base/tensor.ts";
import { elu, selu, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import * as g from "../graph/primitives.ts";

type Build = (draw: Draw) => Node | readonly Node[];
type Case = readonly [what: string, build: Build, operators: string];

/** What is made of y, and a tanh of it: y is used twice. */
const withTanh = (y: Node, build: (y: Node) => Node): Node[] => [build(y), g.tanh(y)];

/** The operators, and the values on a few draws. */
async function expectLowered(build: Build, operators: string): Promise<void> {
  for (const seed of [1, 2, 3]) {
    const draw = new Draw(seed);
    const built = build(draw);
    const nodes = Array.isArray(built) ? (built as readonly Node[]) : [built as Node];
    expect(operatorNamesOf(nodes).join(" ")).toBe(operators);
    await expectParity(draw, nodes);
  }
}

describe("ELU", () => {
  const shape = [5, 7];
  const wide = (draw: Draw): Node => draw.float(shape, -20, 20);
  const below = (x: Node): Node => g.sub(g.exp(g.minimum(x, 0)), 1);

  test.each<Case>([
    ["with alpha 1", (draw) => elu(wide(draw)), "Elu"],
    ["with another alpha", (draw) => elu(wide(draw), 0.3), "Elu"],
    ["with an alpha above 1", (draw) => elu(wide(draw), 2.5), "Elu"],
    ["scaled", (draw) => selu(wide(draw)), "Elu Mul"],
    ["of a product", (draw) => elu(g.matmul(draw.float([5, 3]), draw.float([3, 7]))), "MatMul Elu"],
    ["of one number", (draw) => elu(draw.float([])), "Elu"],
  ])("is one operator %s", (_, build, operators) => expectLowered(build, operators));

  test("hands alpha on", () => {
    const alphaOf = (node: Node): number | undefined => attributeOf(operatorsOf([node])[0], "alpha");
    const x = g.input("x", [3]);
    expect([elu(x), elu(x, 0.3), elu(x, 2)].map(alphaOf)).toEqual([1, Math.fround(0.3), 2]);
    expect(alphaOf(selu(x))).toBe(Math.fround(1.6732632423543772));
  });

  test("its slope needs neither Where nor Greater", async () => {
    const draw = new Draw(4);
    const [x, weight] = [wide(draw), draw.float(shape)];
    const nodes = [elu(x), ...gradient(sum(g.mul(elu(x), weight)), [x])];
    const operators = operatorNamesOf(nodes);
    expect(operators.filter((name) => name === "Elu")).toHaveLength(1);
    for (const other of ["Exp", "Where", "Greater"]) expect(operators).not.toContain(other); // it follows from the value
    await expectParity(draw, nodes);
  });

  const apart = "Greater Min Exp Sub Where";
  const zeros = g.constant(floatTensor(shape, new Float32Array(35)));
  test.each<readonly [what: string, build: (x: Node, other: Node) => Node, operators: string]>([
    ["another threshold", (x) => g.select(g.greater(x, 0.5), x, below(x)), apart],
    ["another bound", (x) => g.select(g.greater(x, 0), x, g.sub(g.exp(g.minimum(x, 1)), 1)), apart],
    ["another limit", (x) => g.select(g.greater(x, 0), x, g.sub(g.exp(g.minimum(x, 0)), 2)), apart],
    ["another condition", (x, other) => g.select(g.greater(other, 0), x, below(x)), apart],
    ["another value above", (x, other) => g.select(g.greater(x, 0), other, below(x)), apart],
    ["the exponential of another", (x, other) => g.select(g.greater(x, 0), x, below(other)), apart],
    ["branches that changed places", (x) => g.select(g.greater(x, 0), below(x), x), apart],
    ["below, not above", (x) => g.select(g.greater(0, x), x, below(x)), apart],
    ["thresholds written out", (x) => g.select(g.greater(x, zeros), x, below(x)), apart],
    ["no exponential", (x) => g.select(g.greater(x, 0), x, g.mul(x, 0.25)), "Greater Mul Where"],
    [
      "an alpha for each element",
      (x, other) => g.select(g.greater(x, 0), x, g.mul(below(x), other)),
      "Greater Min Exp Sub Mul Where",
    ],
    [
      "a condition of more rows",
      (x) => ((row: Node) => g.select(g.greater(row, zeros), row, below(row)))(g.sliceAxis(x, 0, 0, 1)),
      "Slice Greater Min Exp Sub Where",
    ],
  ])("is not taken for one: %s", (_, build, operators) =>
    expectLowered((draw) => build(wide(draw), wide(draw)), operators),
  );
});

describe("a sum without the axes summed", () => {
  const total = (draw: Draw, shape: readonly number[], axes: readonly number[]): Node =>
    g.sumKeep(draw.float(shape), axes);

  test.each<Case>([
    ["a bias of a product", (d) => sum(d.float([5, 7]), [0]), "ReduceSum"],
    ["a bias of a convolution", (d) => sum(d.float([3, 4, 5, 5]), [0, 2, 3]), "ReduceSum"],
    ["everything", (d) => sum(d.float([3, 4, 5])), "ReduceSum"],
    ["axes of extent 1 as well", (d) => g.reshape(total(d, [5, 1, 3], [0]), [3]), "ReduceSum"],
    ["a sum of each row", (d) => sum(d.float([4, 6]), [1]), "ReduceSum"],
  ])("is one operator: %s", async (_, build, operators) => {
    await expectLowered(build, operators);
    const [operator] = operatorsOf([build(new Draw(1)) as Node]);
    expect(attributeOf(operator, "keepdims")).toBe(0);
  });

  test.each<Case>([
    ["a sum that keeps its axes", (d) => total(d, [5, 7], [0]), "ReduceSum"],
    ["a sum with another shape", (d) => g.reshape(total(d, [5, 6], [0]), [2, 3]), "ReduceSum Reshape"],
    ["a sum with another axis", (d) => g.reshape(total(d, [5, 6], [0]), [6, 1]), "ReduceSum Reshape"],
    ["a sum with one more axis", (d) => g.reshape(total(d, [5, 6], [0]), [1, 1, 6]), "ReduceSum Reshape"],
    ["a sum of other use", (d) => withTanh(total(d, [5, 7], [0]), (y) => g.reshape(y, [7])), "ReduceSum Reshape Tanh"],
    ["a maximum", (d) => g.reshape(g.maxKeep(d.float([5, 7]), [0]), [7]), "ReduceMax Reshape"],
  ])("is not taken for one: %s", (_, build, operators) => expectLowered(build, operators));
});

describe("a product and what is added to it", () => {
  const byRows = (draw: Draw): Node => g.matmul(draw.float([4, 5]), draw.float([4, 6]), { transposeA: true });

  test.each<Case>([
    ["a vector", (d) => g.add(byRows(d), d.float([6])), "Gemm"],
    ["a vector as a row", (d) => g.add(g.reshape(d.float([6]), [1, 6]), byRows(d)), "Gemm"],
    ["a matrix", (d) => g.add(byRows(d), d.float([5, 6])), "Gemm"],
    ["a matrix, before it", (d) => g.add(d.float([5, 6]), byRows(d)), "Gemm"],
    ["a matrix that was a vector", (d) => g.add(byRows(d), g.reshape(d.float([30]), [5, 6])), "Reshape Gemm"],
    ["a view of a vector", (d) => g.add(byRows(d), viewOf(d, [5, 6])), "Slice Reshape Gemm"],
    ["another product", (d) => g.add(byRows(d), byRows(d)), "Gemm Gemm"],
    ["two more", (d) => g.add(g.add(byRows(d), byRows(d)), byRows(d)), "Gemm Gemm Gemm"],
    ["a product of other use", (d) => withTanh(byRows(d), (y) => g.add(y, byRows(d))), "Gemm Gemm Tanh"],
    ["a column that is a matrix", (d) => g.add(g.matmul(d.float([5, 4]), d.float([4, 1])), d.float([5, 1])), "Gemm"],
    [
      "a column that was a vector",
      (d) => g.add(g.matmul(d.float([5, 4]), d.float([4, 1])), g.reshape(d.float([5]), [5, 1])),
      "Reshape Gemm",
    ],
  ])("are one operator: %s", (_, build, operators) => expectLowered(build, operators));

  test("hand the matrix on as C", () => {
    const [first, second] = operatorsOf([byRowsTwice()]);
    expect(first?.input).toHaveLength(2);
    expect(second?.input).toHaveLength(3);
    expect(second?.input[2]).toBe(first?.output[0]);
  });

  const byRowsTwice = (): Node => {
    const draw = new Draw(1);
    return g.add(byRows(draw), byRows(draw));
  };

  const stacked = (d: Draw): Node => g.matmul(d.float([2, 5, 4]), d.float([2, 4, 5]));
  test.each<Case>([
    ["a product of other use", (d) => withTanh(byRows(d), (y) => g.add(y, d.float([6]))), "Gemm Add Tanh"],
    ["two products of other use", twoProducts, "Gemm Gemm Add Tanh Tanh"],
    ["a product that is a result", resultAndSum, "Gemm Add"],
    ["a column", (d) => g.add(byRows(d), d.float([5, 1])), "Gemm Add"],
    ["a number", (d) => g.add(byRows(d), 2), "Gemm Add"],
    ["products of stacks", (d) => g.add(stacked(d), d.float([5])), "MatMul Add"],
    ["what has an axis more", (d) => g.add(byRows(d), d.float([1, 5, 6])), "Gemm Add"],
    ["what is larger", (d) => g.add(byRows(d), d.float([2, 5, 6])), "Gemm Add"],
    ["a difference", (d) => g.sub(byRows(d), d.float([5, 6])), "Gemm Sub"],
  ])("are two: %s", (_, build, operators) => expectLowered(build, operators));

  function twoProducts(draw: Draw): Node[] {
    const [y, z] = [byRows(draw), byRows(draw)];
    return [g.add(y, z), g.tanh(y), g.tanh(z)];
  }

  function resultAndSum(draw: Draw): Node[] {
    const y = byRows(draw);
    return [y, g.add(y, draw.float([6]))];
  }

  function viewOf(draw: Draw, shape: readonly [number, number]): Node {
    const size = shape[0] * shape[1];
    return g.reshape(g.slice(draw.float([size + 5]), [2], [size + 2]), shape);
  }
});

describe("a convolution and what is added to it", () => {
  const geometry = { stride: [1, 1], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
  const channels = (d: Draw): Node => g.reshape(d.float([5]), [1, 5, 1, 1]);
  const convolved = (d: Draw): Node => g.conv(d.float([2, 3, 4, 5]), d.float([5, 3, 3, 3]), geometry);

  test.each<Case>([
    ["a vector, stretched", (d) => g.add(convolved(d), channels(d)), "Conv"],
    ["a tensor of one element a channel", (d) => g.add(d.float([5, 1, 1]), convolved(d)), "Reshape Conv"],
  ])("are one operator: %s", (_, build, operators) => expectLowered(build, operators));

  test.each<Case>([
    ["an image", (d) => g.add(convolved(d), d.float([4, 5])), "Conv Add"],
    ["a row, as long as there are channels", (d) => g.add(convolved(d), d.float([1, 1, 5])), "Conv Add"],
    ["a value for each example", (d) => g.add(convolved(d), d.float([2, 5, 1, 1])), "Conv Add"],
    ["another convolution", (d) => g.add(convolved(d), convolved(d)), "Conv Conv Add"],
    [
      "a convolution of other use",
      (d) => withTanh(convolved(d), (y) => g.add(y, channels(d))),
      "Conv Reshape Add Tanh",
    ],
  ])("are two: %s", (_, build, operators) => expectLowered(build, operators));
});
