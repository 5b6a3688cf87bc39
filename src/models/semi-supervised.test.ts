/** @file Weight norm, Gaussian noise and the networks made of them, against PyTorch (scripts/golden/semi_supervised.py). */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { constant, input, mul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { gaussianNoise } from "./gaussian-noise.ts";
import { isRowwise } from "./rowwise.ts";
import type { Network } from "./scope.ts";
import { semiSupervisedDiscriminator, semiSupervisedGenerator } from "./semi-supervised.ts";
import { callNetwork, collectNetwork } from "./trace.ts";
import { weightNormLinear } from "./weight-norm.ts";

interface Case {
  readonly inputs: Readonly<Record<string, Packed>>;
  readonly parameters: Readonly<Record<string, Packed>>;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly gradients: Readonly<Record<string, Packed>>;
}

const golden = readGolden<Record<string, Case>>(import.meta.url, "semi-supervised");

const judge = semiSupervisedDiscriminator({ hidden: [5, 4], classes: 3, pixelNoise: 0.25 });
const networks: Record<string, Network> = {
  weightNorm: (scope, x) => weightNormLinear(scope, x, { out: 5 }),
  weightNormFixed: (scope, x) => weightNormLinear(scope, x, { out: 5, gain: 1.25, trained: false }),
  gaussianNoise: (scope, x) => gaussianNoise(scope, x, { deviation: 0.25 }),
  discriminator: judge,
  generator: semiSupervisedGenerator({ hidden: [5, 4], image: [1, 2, 2] }),
};

const nodesOf = (packed: Readonly<Record<string, Packed>>): Record<string, Node> =>
  Object.fromEntries(Object.entries(packed).map(([name, { shape }]) => [name, input(name, shape)]));

describe("equal to PyTorch, forward and backward", () => {
  test.each(Object.entries(golden))("%s", (name, want) => {
    const { x, ...noise } = nodesOf(want.inputs) as Record<string, Node> & { x: Node };
    const parameters = nodesOf(want.parameters);
    const draws = Object.values(noise);
    const kept = collectNetwork(networks[name] as Network, [x]).buffers; // running statistics, which training only writes
    const { output } = callNetwork(networks[name] as Network, {
      inputs: [x],
      parameters,
      buffers: Object.fromEntries(kept.map((spec) => [spec.name, input(spec.name, spec.shape)])),
      training: true,
      noise: (kind) => (kind === "normal" ? (draws.shift() as Node) : expect.unreachable()),
    });
    const targets: Record<string, Node> = { x, ...parameters };
    const cotangent = input("cotangent", want.cotangent.shape);
    const slopes = gradient(
      sum(mul(output, cotangent)),
      Object.keys(want.gradients).map((key) => targets[key] as Node),
    );
    const values = evaluate([output, ...slopes], {
      ...want.inputs,
      ...want.parameters,
      cotangent: want.cotangent,
    });
    // constants (σ, 1/12) are float32 in the graph
    const close = { rtol: 2e-7, atol: 2e-7 };
    [want.output, ...Object.values(want.gradients)].forEach((wanted, i) => {
      expectClose(values[i]?.data as Float64Array, wanted.data, close);
    });
    expect(
      collectNetwork(networks[name] as Network, [x])
        .parameters.map((spec) => spec.name)
        .sort(),
    ).toEqual(Object.keys(want.parameters).sort());
  });
});

describe("Gaussian noise", () => {
  const x = input("x", [2, 3]);
  const call = (deviation: number, training: boolean): Node =>
    callNetwork((scope, value) => gaussianNoise(scope, value, { deviation }), {
      inputs: [x],
      parameters: {},
      buffers: {},
      training,
      noise: (_, shape) => input("noise", shape),
    }).output;

  test("is there in training alone, and not at all where σ is 0", () => {
    expect(call(0.5, false)).toBe(x);
    expect(call(0, true)).toBe(x);
    expect(call(0.5, true)).not.toBe(x);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("has no σ of %d", (deviation) => {
    expect(() => call(deviation, true)).toThrow(`gaussianNoise.deviation: expected 0 or more, got ${deviation}.`);
  });
});

describe("weight norm", () => {
  test("takes rows", () => {
    expect(() => collectNetwork((scope, x) => weightNormLinear(scope, x, { out: 2 }), [input("x", [2, 3, 4])])).toThrow(
      "weightNormLinear.x: expected shape [?, ?], got [2, 3, 4].",
    );
  });

  test("begins with units of the variance that its gain is for", () => {
    const network: Network = (scope, x) => weightNormLinear(scope, x, { out: 400, gain: 1 / Math.sqrt(0.75) });
    const { parameters } = collectNetwork(network, [input("x", [1, 300])]);
    const values = Object.fromEntries(
      parameters.map(({ name, shape, initialiser }) => [
        name,
        constant(floatTensor(shape, initialiser({ seed: 1, stream: name, counter: 0 }, shape))),
      ]),
    );
    const x = constant(floatTensor([1, 300], new Float32Array(300).fill(Math.sqrt(0.75))));
    const call = { inputs: [x], parameters: values, buffers: {}, training: true, noise: () => x };
    const { data } = evaluate([callNetwork(network, call).output], {})[0] as { data: Float64Array };
    const second = data.reduce((total, value) => total + value * value, 0) / 400;
    expectClose([second], [1], { rtol: 0, atol: 0.28 }); // 400 squares of N(0, 1): σ .071, four of them
  });
});

describe("the networks of the paper", () => {
  const sizes = (network: Network, ...inputs: Node[]): Record<string, readonly number[]> =>
    Object.fromEntries(collectNetwork(network, inputs).parameters.map(({ name, shape }) => [name, shape]));

  test("D is 784-1000-500-250-250-250-10, with g learnt in the last layer alone", () => {
    const image = input("x", [2, 1, 28, 28]);
    const network = semiSupervisedDiscriminator({ classes: 10 });
    const own = sizes(network, image);
    const widths = [784, 1000, 500, 250, 250, 250];
    for (let i = 0; i < 5; i += 1) expect(own[`hidden${i}.direction`]).toEqual([widths[i + 1], widths[i]]);
    expect(own["out.direction"]).toEqual([10, 250]);
    expect(Object.keys(own).filter((name) => name.endsWith("gain"))).toEqual(["out.gain"]);
    expect(isRowwise(network, [2, 1, 28, 28])).toBe(true); // so three batches are one pass
  });

  test("G is 100-500-500-784, softplus and batch norm, pixels in [−1, 1]", () => {
    const network = semiSupervisedGenerator({ image: [1, 28, 28] });
    const own = sizes(network, input("z", [2, 100]));
    expect(Object.values(own)).toEqual(
      expect.arrayContaining([
        [500, 100],
        [500, 500],
        [784, 500],
      ]),
    );
    const norms = Object.keys(own).filter((name) => name.includes("norm."));
    expect(norms).toHaveLength(4); // γ and β of both hidden layers
  });
});
