/** @file The layers that look at a whole batch against PyTorch (scripts/golden/minibatch.py), and what they mix. */
import { describe, expect, test } from "vitest";
import { checkDerivatives } from "../../test/finite-differences.ts";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input, mul } from "../graph/primitives.ts";
import { resultsOf } from "../graph/program.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { phaseStep } from "../steps/step.ts";
import { linear } from "./linear.ts";
import { MINIBATCHES, type Minibatch, withMinibatch } from "./minibatch.ts";
import { minibatchDiscrimination } from "./minibatch-discrimination.ts";
import { minibatchStddev } from "./minibatch-stddev.ts";
import { isRowwise } from "./rowwise.ts";
import type { Network } from "./scope.ts";
import { callNetwork, collectNetwork } from "./trace.ts";

interface Case {
  readonly values: Readonly<Record<string, Packed>>;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly gradients: Readonly<Record<string, Packed>>;
  /** Of Σ (∂/∂x)³. */
  readonly second: Readonly<Record<string, Packed>>;
}

const golden = readGolden<Record<string, Case>>(import.meta.url, "minibatch");

function layerOf(name: string, { values }: Case): Network {
  const epsilon = 2 ** -26; // the script's
  if (name.startsWith("stddev in groups")) return (_, x) => minibatchStddev(x as Node, { group: 2, epsilon });
  if (name.startsWith("stddev")) return (_, x) => minibatchStddev(x as Node, { epsilon });
  const [, kernels, dimensions] = (values.weight as Packed).shape as [number, number, number];
  return (scope, x) => minibatchDiscrimination(scope, x as Node, { kernels, dimensions });
}

test.each(Object.entries(golden))("%s equals PyTorch's, to the second order", (name, it) => {
  const nodes = Object.fromEntries(Object.entries(it.values).map(([key, { shape }]) => [key, input(key, shape)]));
  const { x, ...parameters } = nodes as Record<string, Node> & { x: Node };
  const call = { inputs: [x], parameters, buffers: {}, training: true, noise: () => x };
  const { output } = callNetwork(layerOf(name, it), call);
  expect(output.shape).toEqual(it.output.shape);
  const cotangent = input("cotangent", it.cotangent.shape);
  const first = gradient(sum(mul(output, cotangent)), Object.values(nodes));
  const slope = first[0] as Node;
  const second = gradient(sum(mul(mul(slope, slope), slope)), Object.values(nodes));
  const results = evaluate([output, ...first, ...second], { ...it.values, cotangent: it.cotangent });
  const want = [it.output, ...Object.values(it.gradients), ...Object.values(it.second)];
  want.forEach(({ data }, i) => {
    expectClose(results[i]?.data as Float64Array, data, { rtol: 1e-10, atol: 1e-10 });
  });
});

test("discrimination has the paper's 100 kernels of 5 dimensions unless told otherwise", () => {
  const layer: Network = (scope, x) => minibatchDiscrimination(scope, x as Node);
  const { parameters } = collectNetwork(layer, [input("x", [4, 7])]);
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([["weight", [7, 100, 5]]]);
  const data = parameters[0]?.initialiser({ seed: 1, stream: "T", counter: 0 }, [7, 100, 5]) as Float32Array;
  const bound = 1 / Math.sqrt(7);
  expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(bound);
  expect(Math.max(...data.map(Math.abs))).toBeGreaterThan(0.99 * bound);
});

test("by name or with another number of kernels: discrimination adds as many features", () => {
  const widthWith = (how: Minibatch): unknown => {
    const layer: Network = (scope, x) => withMinibatch(how, scope, x as Node);
    return collectNetwork(layer, [input("x", [4, 7])]).parameters[0]?.shape;
  };
  expect(widthWith("discrimination")).toEqual([7, 100, 5]);
  expect(widthWith({ kernels: 20 })).toEqual([7, 20, 5]);
});

test.each([
  ["an even batch, halved twice and again", 136], // 136 → 68 → 34 → 17
  ["an odd batch", 33],
])("%s: discrimination says of each example what its formula does", (_, count) => {
  const [inner, kernels, dimensions] = [3, 2, 2];
  const x = Float64Array.from({ length: count * inner }, (_, i) => Math.sin(7 * i));
  const T = Float64Array.from({ length: inner * kernels * dimensions }, (_, i) => Math.cos(5 * i));
  const place = (i: number, b: number, c: number): number =>
    [0, 1, 2].reduce(
      (sum, a) => sum + (x[i * inner + a] as number) * (T[(a * kernels + b) * dimensions + c] as number),
      0,
    );
  const kernel = (i: number, j: number, b: number): number =>
    Math.exp(-[0, 1].reduce((sum, c) => sum + Math.abs(place(i, b, c) - place(j, b, c)), 0));
  const indices = Array.from({ length: count }, (_, i) => i);
  const want = indices.flatMap((i) => [
    ...x.subarray(i * inner, (i + 1) * inner),
    ...[0, 1].map((b) => indices.reduce((sum, j) => sum + (i === j ? 0 : kernel(i, j, b)), 0)),
  ]);
  const call = { parameters: { weight: input("T", [inner, kernels, dimensions]) }, buffers: {}, training: true };
  const layer: Network = (scope, node) => minibatchDiscrimination(scope, node as Node, { kernels, dimensions });
  const node = input("x", [count, inner]);
  const { output } = callNetwork(layer, { ...call, inputs: [node], noise: () => node });
  const feeds = { x: { shape: [count, inner], data: x }, T: { shape: [inner, kernels, dimensions], data: T } };
  expectClose(evaluate([output], feeds)[0]?.data as Float64Array, want, { rtol: 1e-12, atol: 1e-12 });
});

test("discrimination of a halved batch has the derivatives of finite differences, to the second order", () => {
  const layer: Network = (scope, x) => minibatchDiscrimination(scope, x as Node, { kernels: 2, dimensions: 2 });
  checkDerivatives((draw) => {
    const x = draw.float([34, 3]);
    const call = {
      inputs: [x],
      parameters: { weight: draw.float([3, 2, 2]) },
      buffers: {},
      training: true,
      noise: () => x,
    };
    return callNetwork(layer, call).output;
  }, 3);
});

test("groups must divide the batch; a batch smaller than a group is one group", () => {
  const x = input("x", [6, 3]);
  expect(() => minibatchStddev(x, { group: 4 })).toThrow(
    "minibatchStddev.group: expected a number that divides the batch of 6, got 4.",
  );
  expect(() => minibatchStddev(x, { group: 0 })).toThrow("got 0.");
  expect(minibatchStddev(x, { group: 16 }).shape).toEqual([6, 4]);
});

/** A judge of points that looks at the batch before it answers. */
const judge =
  (name: Minibatch): Network =>
  (scope, x) => {
    const features = linear(scope.child("hidden"), x as Node, { out: 4 });
    return linear(scope.child("out"), withMinibatch(name, scope.child("minibatch"), features), { out: 1 });
  };

describe.each(MINIBATCHES)("a D with %s", (name) => {
  test("is rowwise only without", () => {
    expect(isRowwise(judge(name), [8, 2])).toBe(name === "none");
  });

  test("never sees real and generated examples together", () => {
    const plain = tinyGan();
    const D = { ...plain.players.D, network: judge(name) } as (typeof plain.players)["D"];
    const game = { ...plain, players: { ...plain.players, D } } as typeof plain;
    const layout = declareGame(game);
    const phase = game.phases.find(({ updates }) => updates.includes("D")) as (typeof game.phases)[number];
    const step = phaseStep(game, layout, phase);
    const draw = (shift: number): Feed => ({
      shape: [8, 2],
      data: Float32Array.from({ length: 16 }, (_, i) => Math.sin(i) + shift),
    });
    const z: Feed = { shape: [8, 3], data: Float32Array.from({ length: 24 }, (_, i) => Math.cos(i)) };
    const logits = (which: string, x: Feed): readonly number[] => {
      const feeds = { ...initialState(layout, 7), "D.0.x": x, "D.0.z": z, "control/lr.D": { shape: [], data: [0.1] } };
      const watch = evaluate(resultsOf(step.program), feeds)[0]?.data as Float64Array;
      let offset = step.watch.length;
      for (const tensor of step.watchTensors) {
        if (tensor.name === which) return [...watch.slice(offset, offset + tensor.size)];
        offset += tensor.size;
      }
      throw new Error(`${which} is not watched`);
    };
    // other real examples change what D says of the real ones, and nothing of what it says of the generated ones
    expect(logits("fakeLogits", draw(3))).toEqual(logits("fakeLogits", draw(0)));
    expect(logits("realLogits", draw(3))).not.toEqual(logits("realLogits", draw(0)));
  });
});
