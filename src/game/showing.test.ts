/** @file What D is shown: packs of one side, with their labels; and that no sample of one batch touches the other's. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import { tensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, mul } from "../graph/primitives.ts";
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

  test("of images are images of more channels", () => {
    expect(shownShape({ dataShape: [6, 3, 8, 8], pack: 3 })).toEqual([2, 9, 8, 8]);
  });

  test.each([0, 3, 1.5, -2, 8])("%f does not divide 4", (pack) => {
    expect(() => shownShape({ dataShape: [4, 2], pack })).toThrow(
      `pack: expected a divisor of the batch, 4, got ${pack}`,
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
    const inputs = { x: draw.float([8, 2]), z: draw.float([8, 3]), label: labelsOf(8), epsilon: draw.float([8, 1]) };
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
