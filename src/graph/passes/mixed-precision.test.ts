/** @file Which nodes become float16, where values are cast, and that it is the same computation but for rounding. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draw } from "../../../test/draw.ts";
import { expectClose } from "../../../test/matchers.ts";
import { randomGraph } from "../../../test/random-graph.ts";
import { HALF_ROUNDING } from "../../base/half.ts";
import { evaluate } from "../../runtime/reference.ts";
import { mean, square } from "../functions.ts";
import { gradient } from "../gradient.ts";
import { type Node, topologicalOrder } from "../node.ts";
import * as g from "../primitives.ts";
import { verifyGraph } from "../verify.ts";
import { mixedPrecision } from "./mixed-precision.ts";
import { simplify } from "./simplify.ts";

const x = g.input("x", [4, 16]);
const w = g.input("w", [16, 32]);
const v = g.input("v", [32, 8]);
const bias = g.input("bias", [32]);
const h = g.matmul(x, w);

/** `kind` of float16 nodes with a ½ behind it, casts as → ½ and → 1; inputs and constants left out. */
function shown(nodes: readonly Node[]): string {
  const words = topologicalOrder(mixedPrecision(nodes)).flatMap(({ op, dtype, inputs }) => {
    if (op.kind === "input" || op.kind === "constant") return [];
    if (op.kind === "cast" && inputs[0]?.op.kind === "constant") return [];
    if (op.kind === "cast" && inputs[0]?.dtype !== "bool") return [dtype === "float16" ? "→½" : "→1"];
    return [dtype === "float16" || (dtype === "bool" && inputs[0]?.dtype === "float16") ? `${op.kind}½` : op.kind];
  });
  return words.join(" ");
}

describe("what is computed in float16", () => {
  test.each<readonly [string, readonly Node[], string]>([
    ["a product", [h], "→½ →½ matmul½ →1"],
    ["its bias with it", [g.add(h, bias)], "→½ →½ matmul½ →½ add½ →1"],
    ["not a bias that is not all that reads the product", [g.add(h, bias), h], "→½ →½ matmul½ →1 add"],
    [
      "what is harmless between two products",
      [g.matmul(g.leakyRelu(g.add(h, bias)), v)],
      "→½ →½ matmul½ →½ add½ leakyRelu½ →½ matmul½ →1",
    ],
    [
      "moves before a product",
      [g.matmul(x, g.transpose(g.reshape(g.input("p", [512]), [32, 16]), [1, 0]))],
      "→½ →½ reshape½ transpose½ matmul½ →1",
    ],
    [
      "a weight once, for every product that reads it",
      [h, g.matmul(g.input("x2", [4, 16]), w)],
      "→½ →½ matmul½ →1 →½ matmul½ →1",
    ],
    [
      "the derivative of a leaky ReLU",
      [g.matmul(g.mul(h, g.maximum(g.cast(g.greater(h, 0), "float32"), 0.2)), v)],
      "→½ →½ matmul½ greater½ cast½ maximum½ mul½ →½ matmul½ →1",
    ],
    ["not a square", [g.matmul(g.mul(h, h), v)], "→½ →½ matmul½ →1 mul →½ →½ matmul½ →1"],
    ["not a sum, nor what follows from it", [g.sub(h, g.sumKeep(h, [0]))], "→½ →½ matmul½ →1 sum sub"],
    ["not tanh", [g.matmul(g.tanh(h), v)], "→½ →½ matmul½ →1 tanh →½ →½ matmul½ →1"],
    ["not what no other product reads", [g.leakyRelu(h)], "→½ →½ matmul½ →1 leakyRelu"],
    ["not a product with a vector", [g.matmul(h, g.input("head", [32, 1]))], "→½ →½ matmul½ →1 matmul"],
    ["sums of 2048 terms", [g.matmul(g.input("a", [2, 2048]), g.input("b", [2048, 2]))], "→½ →½ matmul½ →1"],
    ["not of more", [g.matmul(g.input("a", [2, 2049]), g.input("b", [2049, 2]))], "matmul"],
    ["not where there is no product", [g.mul(x, x)], "mul"],
  ])("%s", (_, nodes, wanted) => expect(shown(nodes)).toBe(wanted));

  const geometry = { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
  const image = (channels: number, size: number): Node => g.input("image", [4, channels, size, size]);
  const kernel = (out: number, channels: number): Node => g.input("kernel", [out, channels, 4, 4]);
  test.each<readonly [string, Node, boolean]>([
    ["conv of 128 channels: 128·16 terms", g.conv(image(128, 8), kernel(2, 128), geometry), true],
    ["conv of 129", g.conv(image(129, 8), kernel(2, 129), geometry), false],
    [
      "convTranspose of 512: 512·2·2 terms",
      g.convTranspose(image(512, 4), kernel(512, 2), { ...geometry, size: [8, 8] }),
      true,
    ],
    ["convTranspose of 513", g.convTranspose(image(513, 4), kernel(513, 2), { ...geometry, size: [8, 8] }), false],
    [
      "convWeight over 4·16² pixels",
      g.convWeight(g.input("big", [4, 3, 32, 32]), image(2, 16), { ...geometry, kernel: [4, 4] }),
      true,
    ],
    [
      "convWeight over 4·24²",
      g.convWeight(g.input("big", [4, 3, 48, 48]), image(2, 24), { ...geometry, kernel: [4, 4] }),
      false,
    ],
    ["conv to one channel", g.conv(image(8, 8), kernel(1, 8), geometry), false],
  ])("%s", (_, node, wanted) => expect(shown([node]).includes("½")).toBe(wanted));
});

describe("the same computation", () => {
  test("leaves a graph without products alone", () => {
    const nodes = [g.exp(x), g.sumKeep(x)];
    expect(mixedPrecision(nodes)).toEqual(nodes);
    for (const [i, node] of mixedPrecision(nodes).entries()) expect(node).toBe(nodes[i]);
  });

  test("refuses what has been through it", () => {
    expect(() => mixedPrecision(mixedPrecision([h]))).toThrow("expected a float32 graph, got float16 nodes");
  });

  test("random graphs and their derivatives stay well typed, and their results float32", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const draw = new Draw(seed);
        const nodes = simplify(randomGraph(draw));
        const mixed = mixedPrecision(nodes);
        verifyGraph(mixed);
        const types = (all: readonly Node[]): unknown[] => all.map(({ dtype, shape }) => [dtype, shape]);
        expect(types(mixed)).toEqual(types(nodes));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  /**
   * A perceptron's loss and gradients. Each value passes two layers forwards and two backwards, and in each an operand is
   * rounded and the result: a dozen roundings of 2⁻¹¹ of the largest values, that seldom all have one sign.
   */
  test("a perceptron's slopes are those of float32 within a few roundings", () => {
    const draw = new Draw(5);
    const [input, first, second] = [draw.float([16, 24]), draw.float([24, 32]), draw.float([32, 4])];
    const hidden = g.leakyRelu(g.matmul(input, first));
    const loss = mean(square(g.matmul(hidden, second)));
    const nodes = simplify([loss, ...gradient(loss, [first, second])]);
    const want = evaluate(nodes, draw.feeds);
    evaluate(mixedPrecision(nodes), draw.feeds).forEach(({ data }, i) => {
      const exact = want[i]?.data ?? new Float64Array();
      const largest = exact.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expectClose(data, exact, { rtol: 0, atol: 4 * HALF_ROUNDING * largest });
      expect(data).not.toEqual(exact);
    });
  });
});
