/** @file Where rows are said to be kept apart, they are; and each rule says yes and no where it should. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { floatTensor } from "../base/tensor.ts";
import { evaluate } from "../runtime/reference.ts";
import { meanKeep } from "./functions.ts";
import type { Node } from "./node.ts";
import * as g from "./primitives.ts";
import { keepsRowsApart } from "./rows.ts";

const N = 3;
const x = g.input("x", [N, 4]);
const y = g.input("y", [N, 4]);
const square = g.input("square", [N, N]);
const scores = g.input("scores", [N]);
const cubes = g.input("cubes", [N, 2, 4]);
const images = g.input("images", [N, 2, 5, 5]);
const ids = g.input("ids", [N], "int32");
const sources = [x, y, square, scores, cubes, images, ids];

const vector = g.input("vector", [4]);
const single = g.input("single", [1, 4]);
const table = g.input("table", [N, 4]); // as many rows as a batch has, by chance
const weight = g.input("weight", [4, 4]);
const kernel = g.input("kernel", [2, 2, 3, 3]);
const geometry = { stride: [1, 1], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;

test.each<readonly [string, Node]>([
  ["a source", x],
  ["a function of each element", g.leakyRelu(g.tanh(g.stopGradient(x)))],
  ["another type", g.cast(x, "int32")],
  ["two sources, element by element", g.add(x, y)],
  ["a number for all", g.mul(x, 2)],
  ["a vector for all, in either order", g.add(vector, g.sub(x, vector))],
  ["one row for all", g.maximum(single, x)],
  ["a selection", g.select(g.greater(x, vector), y, 0)],
  ["a sum within rows", g.sumKeep(cubes, [1, 2])],
  ["a maximum within rows", g.maxKeep(cubes, [2])],
  ["stretched rows", g.broadcastTo(g.sumKeep(x, [1]), [N, 7])],
  ["a reshape of each row", g.reshape(cubes, [N, 8])],
  ["a transposition within rows", g.transpose(cubes, [0, 2, 1])],
  ["rows side by side", g.concat([x, y], 1)],
  ["a slice of each row", g.slice(x, [0, 1], [N, 4], [1, 2])],
  ["padded rows", g.pad(x, [0, 1], [0, 2], [0, 1])],
  ["a row of a table for each", g.gather(table, ids)],
  ["a product with weights", g.matmul(x, weight)],
  ["a product with transposed weights", g.matmul(x, weight, { transposeB: true })],
  ["a product within each row", g.matmul(cubes, cubes, { transposeA: true })],
  ["a convolution", g.conv(images, kernel, geometry)],
  ["a transposed convolution", g.convTranspose(images, kernel, { ...geometry, size: [5, 5] })],
])("apart: %s", (_, node) => {
  expect(keepsRowsApart(node, sources)).toBe(true);
});

test.each<readonly [string, Node]>([
  ["what is of no row", weight],
  ["a constant with as many rows", g.constant(floatTensor([N, 1], [1, 2, 3]))],
  ["a value of its own for each row", g.add(x, table)],
  ["rows less their mean", g.sub(x, meanKeep(x, [0]))],
  ["a function of what is mixed", g.tanh(g.sumKeep(x, [0]))],
  ["rows beside columns", g.add(square, g.transpose(square, [1, 0]))],
  ["rows as columns", g.add(square, scores)],
  ["rows as columns of what is of no row", g.add(scores, g.input("zeros", [N, N]))],
  ["each row with each", g.sub(g.reshape(x, [N, 1, 4]), g.reshape(x, [1, N, 4]))],
  ["a selection by a mean", g.select(g.greater(meanKeep(x, [0]), 0), x, y)],
  ["a sum over rows", g.sumKeep(cubes, [0, 2])],
  ["a maximum over rows", g.maxKeep(x, [0])],
  ["one row, stretched", g.broadcastTo(g.sumKeep(x, [0]), [N, 4])],
  ["a reshape across rows", g.reshape(x, [4, N])],
  ["rows moved to another axis", g.transpose(cubes, [1, 0, 2])],
  ["rows one after the other", g.concat([x, y], 0)],
  ["rows beside a value of their own", g.concat([x, table], 1)],
  ["some rows", g.sliceAxis(x, 0, 1, N)],
  ["every second row", g.slice(x, [0, 0], [N, 4], [2, 1])],
  ["more rows", g.pad(x, [1, 0], [0, 0])],
  ["rows with zeros between", g.pad(x, [0, 0], [0, 0], [1, 0])],
  ["rows of a batch", g.gather(x, ids)],
  ["rows of a batch, the same for all", g.gather(x, g.input("places", [N], "int32"))],
  ["rows that equal indices add up", g.scatterAdd(x, ids, N)],
  ["a product from the left", g.matmul(table, x, { transposeB: true })],
  ["a product over rows", g.matmul(square, table, { transposeA: true })],
  ["a product of each row with each", g.matmul(x, y, { transposeB: true })],
  ["weights of their own for each row", g.matmul(cubes, g.input("weights", [N, 4, 2]))],
  ["a convolution by rows", g.conv(images, images, geometry)],
  ["a convolution by what rows went into", g.conv(images, g.mul(kernel, g.sumKeep(images)), geometry)],
  ["a derivative in a kernel", g.convWeight(images, images, { ...geometry, kernel: [3, 3] })],
])("not apart: %s", (_, node) => {
  expect(keepsRowsApart(node, sources)).toBe(false);
});

type Step = (h: Node, draw: Draw) => Node;

const rank = ({ shape }: Node): number => shape.length;
const anyOf = (draw: Draw, h: Node): Node =>
  draw.float(draw.pick([h.shape, [1, ...h.shape.slice(1)], h.shape.slice(1), []]));

/** Things to do to a value, of which half mix rows or move them, or do so where extents happen to agree. */
const steps: readonly Step[] = [
  (h) => g.tanh(h),
  (h, draw) => g.add(anyOf(draw, h), h),
  (h, draw) => g.select(g.greater(h, 0.1), h, anyOf(draw, h)),
  (h) => g.mul(h, g.sigmoid(h)),
  (h, draw) => g.sumKeep(h, draw.axes(rank(h))),
  (h, draw) => g.maxKeep(h, draw.axes(rank(h))),
  (h) => g.sub(h, meanKeep(h, [rank(h) - 1])),
  (h, draw) =>
    g.broadcastTo(
      h,
      h.shape.map((extent) => (extent === 1 ? draw.integer(1, 3) : extent)),
    ),
  (h, draw) => g.reshape(h, draw.pick([[...h.shape].reverse(), [...h.shape, 1], [1, ...h.shape]])),
  (h) => g.reshape(h, [h.shape[0] as number, h.shape.slice(1).reduce((a, b) => a * b, 1)]),
  (h, draw) => g.transpose(h, draw.permutation(rank(h))),
  (h, draw) => g.concat([h, g.neg(h)], draw.integer(0, rank(h) - 1)),
  (h, draw) => g.concat([h, draw.float(h.shape)], draw.integer(0, rank(h) - 1)),
  (h, draw) => {
    const start = h.shape.map((extent) => draw.pick([0, 0, draw.integer(0, extent - 1)]));
    return g.slice(h, start, h.shape, draw.integers(rank(h), 1, 2));
  },
  (h, draw) => {
    const some = (): number[] => h.shape.map(() => draw.pick([0, 0, 1]));
    return g.pad(h, some(), some(), some());
  },
  (h, draw) => (rank(h) === 2 ? g.matmul(h, draw.float([h.shape[1] as number, 3])) : h),
  (h, draw) => (rank(h) === 2 ? g.matmul(draw.float([h.shape[0] as number, 3]), h, { transposeA: true }) : h),
  (h, draw) => (rank(h) < 2 ? h : g.matmul(h, h, draw.pick([{ transposeA: true }, { transposeB: true }]))),
  (h, draw) =>
    rank(h) === 4 ? g.conv(h, draw.float([2, h.shape[1] as number, 1, 1]), { ...geometry, padding: [0, 0, 0, 0] }) : h,
  (h, draw) => g.gather(draw.float([3, 2]), g.cast(g.minimum(g.abs(h), 2), "int32")),
  (h, draw) => g.gather(h, draw.indices([h.shape[0] as number], h.shape[0] as number)),
];

/** A few steps from a source; what grows too large is left. */
function someGraph(draw: Draw): { readonly source: Node; readonly output: Node } {
  const source = draw.float([draw.integer(2, 3), ...draw.shape(draw.integer(0, 3))]);
  let output = source;
  for (let count = draw.integer(1, 5); count > 0; count -= 1) {
    const next = draw.pick(steps)(output, draw);
    if (rank(next) <= 4 && next.shape.reduce((a, b) => a * b, 1) <= 300) output = next;
  }
  return { source, output };
}

test("a row that changes changes no other, in random graphs", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draw = new Draw(seed);
      const { source, output } = someGraph(draw);
      if (!keepsRowsApart(output, [source])) return;
      found += 1;
      const rows = source.shape[0] as number;
      expect(output.shape[0]).toBe(rows);
      const name = (source.op as { readonly name: string }).name;
      const before = draw.feeds[name] as (typeof draw.feeds)[string];
      const changed = draw.integer(0, rows - 1);
      const inRow = (i: number, { length }: ArrayLike<number>): boolean => Math.floor((i * rows) / length) === changed;
      const data = before.data.map((value, i) => (inRow(i, before.data) ? value + draw.pick([-3, 0.5, 3]) : value));
      const [was] = evaluate([output], draw.feeds);
      const [is] = evaluate([output], { ...draw.feeds, [name]: { ...before, data } });
      const others = (values: Float64Array | undefined): number[] =>
        Array.from(values ?? [Number.NaN]).filter((_, i, all) => !inRow(i, all));
      expect(others(is?.data)).toEqual(others(was?.data));
    }),
    { numRuns: 400, seed: 3 },
  );
  expect(found).toBeGreaterThan(100);
});
