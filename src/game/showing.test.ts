/** @file What D is shown: packs of one side, with their labels; and that no sample of one batch touches the other's. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import { floatTensor, tensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, concat, constant, mul, sliceAxis } from "../graph/primitives.ts";
import { mlp, type Network, scopeOver } from "../models/index.ts";
import { isRowwise } from "../models/rowwise.ts";
import { evaluate } from "../runtime/reference.ts";
import type { Nodes, Phase } from "./game.ts";
import { shower, shownShape } from "./showing.ts";
import type { TwoPlayerOptions } from "./two-player.ts";
import type { View } from "./view.ts";

const labels = constant(tensor("int32", [4], Int32Array.of(2, 0, 1, 2)));
const labelsOf = (count: number): Node =>
  constant(
    tensor(
      "int32",
      [count],
      Int32Array.from({ length: count }, (_, i) => i % 3),
    ),
  );
const two = ["a", "b"].map((name) => ({ name, min: -1, max: 1, mean: 0, binary: false }));
const numbers = (node: Node, feeds = {}): number[] => Array.from(evaluate([node], feeds)[0]?.data ?? []);

describe("packs", () => {
  const draw = new Draw(1);
  const x = draw.float([4, 2]);

  test("lay samples behind one another, and their labels", () => {
    const [seen, y] = shower({ dataShape: [4, 2], pack: 2, classes: 3 }, { label: labels }, {})("real", x);
    expect([seen.shape, y?.shape]).toEqual([
      [2, 4],
      [2, 6],
    ]);
    expect(numbers(seen, draw.feeds)).toEqual(numbers(x, draw.feeds));
    expect(numbers(y as Node)).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test("lay attributes behind one another too, each sample's own beside its class", () => {
    const attributes = constant(floatTensor([4, 1], Float32Array.of(0, 1, 2, 4)));
    const told = { classes: 3, attributes: [{ name: "a", min: 0, max: 4, mean: 1, binary: false }] };
    const [, y] = shower({ dataShape: [4, 2], pack: 2, ...told }, { label: labels, attributes }, {})("fake", x);
    expect(numbers(y as Node)).toEqual([0, 0, 1, -1, 1, 0, 0, -0.5, 0, 1, 0, 0, 0, 0, 1, 1]);
  });

  test("of images are images of more channels", () => {
    expect(shownShape({ dataShape: [6, 3, 8, 8], pack: 3 })).toEqual([2, 9, 8, 8]);
  });

  test.each([
    [0, "1, 2 or 4"],
    [3, "1, 2 or 4, or --batch 3"],
    [1.5, "1, 2 or 4"],
    [-2, "1, 2 or 4"],
    [8, "1, 2 or 4, or --batch 8"],
  ])("%f does not divide 4", (pack, instead) => {
    expect(() => shownShape({ dataShape: [4, 2], pack })).toThrow(
      `pack: expected a divisor of the batch, 4, got ${pack}.\ntake ${instead}`,
    );
  });
});

test("views are applied in their order, each side with draws of its own", () => {
  const shift: View = {
    name: "shift",
    inputs: (shape) => ({ by: { kind: "normal", shape } }),
    apply: (x, { by }) => add(x, by as Node),
  };
  const twice: View = { name: "twice", inputs: () => ({}), apply: (x) => mul(x, 2) };
  const draw = new Draw(2);
  const inputs: Nodes = { "real.shift.by": draw.float([4, 2]), "fake.shift.by": draw.float([4, 2]) };
  const x = draw.float([4, 2]);
  const show = shower({ dataShape: [4, 2], views: [shift, twice] }, inputs, {});
  for (const side of ["real", "fake"] as const) {
    const [base, by] = [numbers(x, draw.feeds), numbers(inputs[`${side}.shift.by`] as Node, draw.feeds)];
    const want = base.map((value, i) => 2 * (value + (by[i] as number)));
    expectClose(numbers(show(side, x)[0], draw.feeds), want, { rtol: 1e-15, atol: 0 });
  }
});

describe("no sample of one batch touches what D says of the other", () => {
  const critic = mlp({ hidden: [5], out: 1, activation: "tanh" });
  const normed = mlp({ hidden: [5], out: 1, activation: "tanh", norm: "batch" });

  /** |∂ Σ logits of one side / ∂ the other side's batch|, summed: 0 where they are apart, and of its own side not. */
  function influence(options: Partial<TwoPlayerOptions>, network: Network) {
    const draw = new Draw(4);
    const game = tinyGan(options);
    const told = { label: labelsOf(8), attributes: draw.float([8, 2]) };
    const inputs = { x: draw.float([8, 2]), z: draw.float([8, 3]), ...told, epsilon: draw.float([8, 1]) };
    const fake = draw.float([8, 2]);
    const known = new Map<string, Node>();
    const weight = (name: string, shape: readonly number[]): Node => {
      const node = known.get(name) ?? draw.float(shape);
      known.set(name, node);
      return node;
    };
    const scope = scopeOver({
      ...{ training: true, parameter: weight, buffer: weight, updateBuffer: () => {} },
      noise: () => draw.float([1]),
    });
    const D = Object.assign((...nodes: Node[]) => network(scope, ...nodes), {
      rowwise: (...shapes: readonly number[][]) => isRowwise(network, ...shapes),
    });
    const { watch = {} } = (game.phases[0] as Phase).loss({ G: () => fake, D: D as never }, inputs, {});
    const sides = [watch.realLogits, watch.fakeLogits].map((logits) =>
      gradient(sum(logits as Node), [inputs.x, fake]).map((slope) =>
        numbers(slope, draw.feeds).reduce((total, value) => total + Math.abs(value), 0),
      ),
    );
    return sides as [[number, number], [number, number]];
  }

  test.each<readonly [string, Partial<TwoPlayerOptions>, Network]>([
    ["plainly", {}, critic],
    ["packed", { pack: 2 }, critic],
    ["packed by 4, told labels", { pack: 4, classes: 3 }, critic],
    ["told labels", { classes: 3 }, critic],
    ["packed, with batch norm", { pack: 2 }, normed],
    ["told labels, with R1", { classes: 3, penalty: "r1" }, critic],
    ["told attributes", { attributes: two }, critic],
    ["packed by 4, told both", { pack: 4, classes: 3, attributes: two }, critic],
    ["told attributes, with a gradient penalty", { attributes: two, penalty: "gp" }, critic],
    ["packed, told attributes, with batch norm", { pack: 2, attributes: two }, normed],
  ])("%s", (_, options, network) => {
    const [ofReal, ofFake] = influence(options, network);
    expect([ofReal[1], ofFake[0]]).toEqual([0, 0]);
    expect([ofReal[0] > 0.01, ofFake[1] > 0.01]).toEqual([true, true]);
  });
});

describe("a game that is told labels", () => {
  const game = tinyGan({ classes: 3, reuseFakes: true });

  test("has them as an input of the data, for both players and for samples", () => {
    expect(game.inputs.label).toEqual({ kind: "labels", shape: [8], of: "x" });
    expect(game.sampler.inputs).toEqual(["z", "label"]);
    expect(game.phases[1]?.reuses).toEqual(["z", "x"]); // and so the labels
  });

  test("calls G and D with them beside what they look at", () => {
    const shapes: (readonly number[])[][] = [];
    const spy =
      (out: Node) =>
      (...nodes: Node[]) => {
        shapes.push(nodes.map(({ shape }) => shape));
        return out;
      };
    const draw = new Draw(5);
    const inputs = { x: draw.float([8, 2]), z: draw.float([8, 3]), label: labelsOf(8) };
    game.phases[0]?.loss({ G: spy(draw.float([8, 2])), D: spy(draw.float([8, 1])) }, inputs, {});
    expect(shapes).toEqual([
      [
        [8, 3],
        [8, 3],
      ],
      [
        [8, 2],
        [8, 3],
      ],
      [
        [8, 2],
        [8, 3],
      ],
    ]);
  });
});

describe("a sample's attributes touch what D says of that sample, and of its pack, and of no other", () => {
  /** Whether what D says of pack i follows from the attributes of sample j. */
  function touches(pack: number): boolean[][] {
    const draw = new Draw(6);
    const game = tinyGan({ attributes: two, pack });
    const inputs = { x: draw.float([8, 2]), z: draw.float([8, 3]), attributes: draw.float([8, 2]) };
    const known = new Map<string, Node>();
    const scope = scopeOver({
      ...{ training: true, updateBuffer: () => {}, noise: () => draw.float([1]) },
      ...{ parameter: weight, buffer: weight },
    });
    function weight(name: string, shape: readonly number[]): Node {
      const node = known.get(name) ?? draw.float(shape);
      known.set(name, node);
      return node;
    }
    const network = mlp({ hidden: [5], out: 1, activation: "tanh" });
    const D = (...nodes: Node[]) => network(scope, concat(nodes, 1));
    const { watch = {} } = (game.phases[0] as Phase).loss({ G: () => draw.float([8, 2]), D }, inputs, {});
    return [watch.realLogits, watch.fakeLogits].flatMap((logits) =>
      Array.from({ length: 8 / pack }, (_, i) => {
        const [slope] = gradient(sum(sliceAxis(logits as Node, 0, i, i + 1)), [inputs.attributes]);
        const of = numbers(slope as Node, draw.feeds);
        return Array.from({ length: 8 }, (__, j) => of[2 * j] !== 0 && of[2 * j + 1] !== 0);
      }),
    );
  }

  test.each([1, 2, 4])("in packs of %i", (pack) => {
    const own = (i: number) => Array.from({ length: 8 }, (_, j) => Math.floor(j / pack) === i);
    const packs = Array.from({ length: 8 / pack }, (_, i) => own(i));
    expect(touches(pack)).toEqual([...packs, ...packs]); // of the real ones, and of the fakes in their places
  });
});
