/** @file What networks are told of labels, value by value; and that the two of 2014 have the paper's layers. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { cganDiscriminator, cganGenerator } from "./conditional-2014.ts";
import { conditionChannels, conditionedOnPlanes, conditionedOnVector } from "./conditioned.ts";
import type { Network } from "./scope.ts";
import { callNetwork, collectNetwork } from "./trace.ts";

const draw = new Draw(3);
const y = constant(floatTensor([2, 3], Float32Array.of(0, 1, 0, 0, 0, 1)));
const LABELS = [1, 2];

/** Passes on what it is given. */
const mirror: Network = (_, x) => x as Node;

function called(network: Network, inputs: Node[]) {
  const { parameters } = collectNetwork(network, inputs);
  const weights = Object.fromEntries(parameters.map(({ name, shape }) => [name, draw.float(shape)]));
  const noise = (): never => {
    throw new Error("no noise was expected");
  };
  const { output } = callNetwork(network, { inputs, parameters: weights, buffers: {}, training: false, noise });
  const [got, ...tables] = evaluate([output, ...Object.values(weights)], draw.feeds);
  return { shape: output.shape, data: Array.from(got?.data ?? []), table: Array.from(tables[0]?.data ?? []) };
}
const values = (node: Node): number[] => Array.from(evaluate([node], draw.feeds)[0]?.data ?? []);

describe("beside a vector", () => {
  const z = draw.float([2, 2]);

  test("the label as it is", () => {
    const { shape, data } = called(conditionedOnVector(mirror, "concat"), [z, y]);
    const [a, b, c, d] = values(z);
    expect(shape).toEqual([2, 5]);
    expectClose(data, [a, b, 0, 1, 0, c, d, 0, 0, 1] as number[], { rtol: 0, atol: 0 });
  });

  test("the label's own row of a table that is learnt", () => {
    const { shape, data, table } = called(conditionedOnVector(mirror, "embedding"), [z, y]);
    expect(shape).toEqual([2, 34]);
    const rows = LABELS.flatMap((label, i) => [
      ...values(z).slice(2 * i, 2 * i + 2),
      ...Array.from({ length: 32 }, (_, out) => table[3 * out + label] as number), // weight [out, in]
    ]);
    expectClose(data, rows, { rtol: 1e-15, atol: 0 });
  });

  test("nothing where no label is given", () => {
    expect(called(conditionedOnVector(mirror, "concat"), [z]).shape).toEqual([2, 2]);
  });
});

describe("behind an image", () => {
  const x = draw.float([2, 1, 2, 2]);

  test("a plane for each class, of ones at the label", () => {
    const { shape, data } = called(conditionedOnPlanes(mirror, "concat"), [x, y]);
    expect(shape).toEqual([2, 1 + conditionChannels("concat", 3), 2, 2]);
    const image = (i: number) => values(x).slice(4 * i, 4 * i + 4);
    const planes = (label: number) => [0, 1, 2].flatMap((k) => new Array<number>(4).fill(k === label ? 1 : 0));
    const want = LABELS.flatMap((label, i) => [...image(i), ...planes(label)]);
    expectClose(data, want, { rtol: 0, atol: 0 });
  });

  test("one plane that is learnt for each label", () => {
    const { shape, data, table } = called(conditionedOnPlanes(mirror, "embedding"), [x, y]);
    expect(shape).toEqual([2, 1 + conditionChannels("embedding", 3), 2, 2]);
    const plane = (label: number) => [0, 1, 2, 3].map((pixel) => table[3 * pixel + label] as number);
    const want = LABELS.flatMap((label, i) => [...values(x).slice(4 * i, 4 * i + 4), ...plane(label)]);
    expectClose(data, want, { rtol: 1e-15, atol: 0 });
  });

  test("nothing where no label is given", () => {
    expect(called(conditionedOnPlanes(mirror, "concat"), [x]).shape).toEqual([2, 1, 2, 2]);
  });
});

describe("the networks of 2014", () => {
  const shapes = (network: Network, inputs: Node[]) =>
    Object.fromEntries(collectNetwork(network, inputs).parameters.map(({ name, shape }) => [name, shape]));

  test("G: 200 units for z, 1000 for y, 1200 for both", () => {
    const G = cganGenerator({ out: [1, 28, 28] });
    expect(shapes(G, [draw.float([2, 100]), y])).toEqual({
      ...{ "z.weight": [200, 100], "z.bias": [200], "y.weight": [1000, 3], "y.bias": [1000] },
      ...{ "joint.weight": [1200, 1200], "joint.bias": [1200], "out.weight": [784, 1200], "out.bias": [784] },
    });
    const { shape, data } = called(G, [draw.float([2, 100]), y]);
    expect(shape).toEqual([2, 1, 28, 28]);
    expect([Math.min(...data) >= 0, Math.max(...data) <= 1]).toEqual([true, true]);
  });

  test("D: maxout 240×5 of x, 50×5 of y, 240×4 of both", () => {
    expect(shapes(cganDiscriminator(), [draw.float([2, 1, 28, 28]), y])).toEqual({
      ...{ "x.weight": [1200, 784], "x.bias": [1200], "y.weight": [250, 3], "y.bias": [250] },
      ...{ "joint.weight": [960, 290], "joint.bias": [960], "out.weight": [1, 240], "out.bias": [1] },
    });
    expect(called(cganDiscriminator(), [draw.float([2, 1, 28, 28]), y]).shape).toEqual([2, 1]);
  });
});
