/**
 * @file Inception-v3 against the same network in PyTorch (scripts/golden/inception.py), narrow and in float64; the whole
 * one in test/integration/feature-networks.test.ts.
 */
import { describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { pictures } from "../../test/hashed.ts";
import { expectClose } from "../../test/matchers.ts";
import { projected, randomWeights } from "../../test/random-weights.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { softmax } from "../graph/functions.ts";
import { constant, input } from "../graph/primitives.ts";
import type { Network } from "../models/scope.ts";
import { collectNetwork } from "../models/trace.ts";
import { evaluate } from "../runtime/reference.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { applied, fitWeights } from "./fit-weights.ts";
import { inceptionFeatures, inceptionLogits } from "./inception.ts";
import { averageInside, maximumAround, maximumHalved } from "./inception-layers.ts";
import { inceptionNetwork } from "./inception-network.ts";
import type { Weights } from "./torch-weights.ts";

const WIDTH = 1 / 16;
const narrow: Network = (scope, images) => inceptionFeatures(scope, images, WIDTH);
const classified: Network = (scope, images) => inceptionLogits(scope, narrow(scope, images));

interface Answer {
  readonly first: readonly number[];
  readonly projected: readonly number[];
  readonly probabilities: readonly number[];
}
const golden = readGolden<{ readonly narrow: Answer }>(import.meta.url, "inception");

test("features and probabilities of a narrow one", () => {
  const images = constant(pictures("narrow", [2, 3, 139, 139]));
  const weights = fitWeights(randomWeights(classified, [images]), classified, [images], { path: "", network: "" });
  const features = applied(narrow, [images], weights);
  const [rows, classes] = evaluate([features, softmax(applied(inceptionLogits, [features], weights))]);
  const want = golden.narrow;
  const got = rows?.data ?? [];
  // float64 on both sides, but for constants of the graph (ε, shares of a mean), which are float32
  const tolerance = { rtol: 1e-7, atol: 1e-7 };
  expect(got.length).toBe(2 * 128);
  expectClose([...got.slice(0, 16), ...got.slice(128, 144)], want.first, tolerance);
  expectClose(projected(got, 128, 24, "projection"), want.projected, tolerance);
  expectClose(projected(classes?.data ?? [], 1008, 12, "columns"), want.probabilities, tolerance);
});

test("has the published network's tensors", () => {
  const whole: Network = (scope, images) => inceptionLogits(scope, inceptionFeatures(scope, images));
  const { parameters } = collectNetwork(whole, [input("images", [1, 3, 299, 299])]);
  const count = parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  expect(parameters.length).toBe(94 * 5 + 1);
  // 21,785,568 in convolutions and batch norm, as often again 2 × 17,216 running statistics, 1,008 × 2,048 in the end
  expect(count).toBe(21_785_568 + 2 * 17_216 + 1008 * 2048);
  expect(parameters.map(({ name }) => name)).toContain("Mixed_7c.branch3x3dbl_3b.bn.running_var");
});

describe("pooling", () => {
  const image = constant(floatTensor([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]));
  const of = (node: ReturnType<typeof averageInside>): Float64Array => evaluate([node])[0]?.data ?? new Float64Array();

  test("averages leave out what is outside", () => {
    expectClose(of(averageInside(image)), [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7], { rtol: 1e-7, atol: 0 });
  });
  test("maxima around, and maxima of every second place", () => {
    expectClose(of(maximumAround(image)), [5, 6, 6, 8, 9, 9, 8, 9, 9], { rtol: 0, atol: 0 });
    expectClose(of(maximumHalved(image)), [9], { rtol: 0, atol: 0 });
  });
});

describe("weights that do not fit", () => {
  const images = input("images", [1, 3, 139, 139]);
  const weights = randomWeights(classified, [images]);
  const changed = (name: string, value?: Tensor<"float32">): Weights => {
    const other = new Map(weights);
    if (value === undefined) other.delete(name);
    else other.set(name, value);
    return other;
  };
  const origin = { path: "net.pth", network: "inception-v3" };
  const fitting = (other: Weights) => () => fitWeights(other, classified, [images], origin);

  test("missing", () => {
    expect(fitting(changed("Mixed_5b.branch1x1.conv.weight"))).toThrow(
      "net.pth does not fit inception-v3: it has no Mixed_5b.branch1x1.conv.weight.",
    );
  });
  test("of another shape", () => {
    expect(fitting(changed("fc.weight", floatTensor([1, 2], [0, 0])))).toThrow(
      "tensor fc.weight should be float32 [1008, 128], and is float32 [1, 2].",
    );
  });
  test("not finite", () => {
    const name = "Conv2d_1a_3x3.bn.bias";
    expect(fitting(changed(name, floatTensor([2], [0, Number.NaN])))).toThrow(`tensor ${name} holds NaN`);
  });
  test("of ImageNet's Inception", () => {
    const other = changed("fc.weight", floatTensor([1000, 2048], new Float32Array(1000 * 2048)));
    const opening = () => inceptionNetwork(referenceRuntime(), other, { name: "n", path: "google.pth" });
    expect(opening).toThrow(
      expect.objectContaining({ code: "E714", parameters: { path: "google.pth", classes: 1000 } }),
    );
  });
});
