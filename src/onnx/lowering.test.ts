/** @file Sums over all but the channels, taken in two halves: the same values, and what cancels between them is gone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { expectParity, onCpu, operatorNamesOf } from "../../test/onnx-cpu.ts";
import { floatTensor } from "../base/tensor.ts";
import { mean, relu, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, input, matmul, sliceAxis, sub, sumKeep, tanh } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { lowerResults } from "./lower.ts";
import { modelWriter } from "./model.ts";

const halved = "Reshape ReduceSum ReduceSum";

test.each<readonly [string, Node, string]>([
  ["over an even number of rows", sumKeep(input("x", [6, 3]), [0]), halved],
  ["and without the axis", sum(input("x", [6, 3]), [0]), halved],
  ["of what was computed", tanh(sumKeep(tanh(input("x", [6, 3])), [0])), `Tanh ${halved} Tanh`],
  ["over an odd number of rows", sumKeep(input("x", [5, 3]), [0]), "ReduceSum"],
  ["over a column, which needs no halves", sumKeep(input("x", [6, 1]), [0]), "ReduceSum"],
  ["over columns", sumKeep(input("x", [6, 4]), [1]), "ReduceSum"],
  ["over everything", sum(input("x", [6, 4])), "ReduceSum"],
  ["over a stack", sumKeep(input("x", [6, 4, 2]), [0]), "ReduceSum"],
  ["over images and places", sumKeep(input("x", [4, 3, 5, 5]), [0, 2, 3]), `ReduceSum ${halved} Reshape`],
  ["and without the axes", sum(input("x", [4, 3, 5, 5]), [0, 2, 3]), `ReduceSum ${halved}`],
  ["over places alone", sumKeep(input("x", [4, 3, 5, 5]), [2, 3]), "ReduceSum"],
  ["over an odd number of images", sumKeep(input("x", [3, 3, 5, 5]), [0, 2, 3]), "ReduceSum"],
])("a sum %s", (_, node, operators) => {
  expect(operatorNamesOf([node]).join(" ")).toBe(operators);
});

test("random sums over rows have the interpreter's values", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const draw = new Draw(seed);
      const x = draw.float([draw.integer(1, 40), draw.integer(1, 20)]);
      await expectParity(draw, [draw.pick([sumKeep, sum])(x, [0])]);
    }),
    { numRuns: 30, seed: 4 },
  ));

test("random sums over images and places have the interpreter's values", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const draw = new Draw(seed);
      const x = draw.float([draw.integer(1, 8), draw.integer(1, 6), draw.integer(1, 5), draw.integer(1, 5)]);
      await expectParity(draw, [draw.pick([sumKeep, sum])(x, [0, 2, 3])]);
    }),
    { numRuns: 30, seed: 6 },
  ));

describe("what cancels between two batches is nothing at all", () => {
  const sizes = [1, 2, 3, 5, 7, 8, 16, 33, 50, 64, 100, 127, 128, 500];
  const columns = [2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 64, 128, 257];

  test.each([1, 2])("on %i threads", async (threads) => {
    const feeds: Record<string, ReturnType<typeof floatTensor>> = {};
    const sums = sizes.flatMap((count) =>
      columns.map((width) => {
        const draw = new Draw(count * 1000 + width);
        draw.float([count, width]);
        const batch = draw.feeds.x0?.data ?? [];
        const joined = [...batch, ...batch.map((value) => -value)];
        const name = `${count}x${width}`;
        feeds[name] = floatTensor([2 * count, width], joined);
        return sumKeep(input(name, [2 * count, width]), [0]);
      }),
    );
    const values = await onCpu(sums, feeds, threads);
    for (const sumOfAll of values) expectClose(sumOfAll, new Float32Array(sumOfAll.length), { rtol: 0, atol: 0 });
  });

  test.each([7, 16, 33])(
    "as a critic's slope in the bias of a unit that is always active, of %i each",
    async (count) => {
      const draw = new Draw(count);
      const [x, w, v] = [draw.float([2 * count, 5], 0, 1), draw.float([5, 6], 0, 1), draw.float([6, 1])];
      const bias = draw.float([6], 1, 2);
      const y = matmul(relu(add(matmul(x, w), bias)), v);
      const loss = sub(mean(sliceAxis(y, 0, count, 2 * count)), mean(sliceAxis(y, 0, 0, count)));
      const feeds = Object.fromEntries(
        Object.entries(draw.feeds).map(([name, { shape, data }]) => [name, floatTensor(shape, data)]),
      );
      const slopes = gradient(loss, [bias, w]);
      const [inBias, inWeight] = await onCpu(slopes, feeds);
      expectClose(inBias ?? [], new Float32Array(6), { rtol: 0, atol: 0 });
      expectClose(inWeight ?? [], evaluate(slopes, feeds)[1]?.data ?? [], { rtol: 2e-6, atol: 8 * count * 2 ** -24 });
    },
  );
});

test.each([2, 7, 8, 60])(
  "a vector of %i tensors is cut with at most seven outputs a node, which every graphics card can write",
  async (count) => {
    const draw = new Draw(count);
    const vector = draw.float([3 * count]);
    const views = Array.from({ length: count }, (_, i) => tanh(sliceAxis(vector, 0, 3 * i, 3 * i + 3)));
    const model = modelWriter("cut");
    const nodes: { type: string; outputs: number }[] = [];
    const spying: typeof model = {
      ...model,
      nodes: (type, inputs, outputs, attributes) => {
        nodes.push({ type, outputs });
        return model.nodes(type, inputs, outputs, attributes);
      },
    };
    spying.input("vector", "float32", vector.shape);
    lowerResults(spying, views);
    const outputs = nodes.filter(({ type }) => type === "Split").map((node) => node.outputs);
    expect(Math.max(...outputs)).toBeLessThanOrEqual(7);
    expect(outputs.reduce((sum, n) => sum + n - 1, 1)).toBe(count); // each node makes one piece into some
    await expectParity(draw, views);
  },
);
