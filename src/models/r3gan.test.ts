/** @file R3GAN's block and networks against PyTorch (scripts/golden/r3gan.py), and how they begin. */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor } from "../base/tensor.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, input, mul } from "../graph/primitives.ts";
import { pairedDiscriminatorLoss, r1r2Penalty } from "../losses/index.ts";
import { evaluate } from "../runtime/reference.ts";
import { fixupBlock } from "./fixup-block.ts";
import { r3ganDiscriminator, r3ganGenerator } from "./r3gan.ts";
import { isRowwise } from "./rowwise.ts";
import type { Network } from "./scope.ts";
import { callNetwork, collectNetwork } from "./trace.ts";

type Tensors = Readonly<Record<string, Packed>>;

interface Call {
  readonly x: Packed;
  readonly parameters: Tensors;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly inputGradient: Packed;
  readonly parameterGradients: Tensors;
}

interface Penalised {
  readonly real: Packed;
  readonly fake: Packed;
  readonly parameters: Tensors;
  readonly loss: Packed;
  readonly parameterGradients: Tensors;
}

const golden = readGolden<Record<string, Call & Penalised>>(import.meta.url, "r3gan");
const small = { channels: 1, size: 8, width: 4, blocks: 2 };
const deep = { channels: 1, size: 40, width: 1, blocks: 1 };
const networks: Readonly<Record<string, Network>> = {
  block: (scope, x) => fixupBlock(scope, x, { bottleneck: 2, blocks: 3 }),
  generator8: r3ganGenerator(small),
  discriminator8: r3ganDiscriminator(small),
  generator40: r3ganGenerator(deep),
  discriminator40: r3ganDiscriminator(deep),
};

/** The interpreter computes in float64; what is left is the rounding of constants to float32. */
const tolerance = { rtol: 1e-6, atol: 1e-7 };

const nodesOf = (tensors: Tensors): Record<string, Node> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, input(name, shape)]));

const call = (network: Network, x: Node, parameters: Readonly<Record<string, Node>>): Node =>
  callNetwork(network, {
    inputs: [x],
    parameters,
    buffers: {},
    training: true,
    noise: () => {
      throw new Error("the networks draw no noise");
    },
  }).output;

/** Its parameters with their first values. */
function begun(network: Network, shape: readonly number[]): Record<string, Node> {
  const { parameters } = collectNetwork(network, [input("x", shape)]);
  return Object.fromEntries(
    parameters.map(({ name, shape: own, initialiser }) => [
      name,
      constant(floatTensor(own, initialiser({ seed: 5, stream: name, counter: 0 }, own))),
    ]),
  );
}

describe("equal PyTorch's, with their gradients", () => {
  test.each(Object.entries(networks))("%s", (name, network) => {
    const want = golden[name] as Call;
    const [x, parameters] = [input("x", want.x.shape), nodesOf(want.parameters)];
    const output = call(network, x, parameters);
    expect(output.shape).toEqual(want.output.shape);
    expect(
      collectNetwork(network, [x])
        .parameters.map((one) => one.name)
        .sort(),
    ).toEqual(Object.keys(want.parameters).sort());
    const cotangent = input("cotangent", want.cotangent.shape);
    const names = Object.keys(want.parameters);
    const nodes = [x, ...names.map((key) => parameters[key] as Node)];
    const values = evaluate([output, ...gradient(sum(mul(output, cotangent)), nodes)], {
      ...want.parameters,
      x: want.x,
      cotangent: want.cotangent,
    }).map(({ data }) => data as Float64Array);
    expectClose(values[0] as Float64Array, want.output.data, tolerance);
    expectClose(values[1] as Float64Array, want.inputGradient.data, tolerance);
    names.forEach((key, i) => {
      expectClose(values[2 + i] as Float64Array, (want.parameterGradients[key] as Packed).data, tolerance);
    });
  });

  test("the paired loss with R1 and R2, through the whole of D", () => {
    const want = golden.lossWithR1R2 as Penalised;
    const parameters = nodesOf(want.parameters);
    const [real, fake] = [input("real", want.real.shape), input("fake", want.fake.shape)];
    const D = r3ganDiscriminator({ channels: 1, size: 8, width: 3, blocks: 1 });
    const [realLogits, fakeLogits] = [call(D, real, parameters), call(D, fake, parameters)];
    const penalty = r1r2Penalty({ realLogits, real, fakeLogits, fake, weight: 1 });
    const loss = add(pairedDiscriminatorLoss(realLogits, fakeLogits), penalty);
    const names = Object.keys(want.parameters);
    const slopes = gradient(
      loss,
      names.map((key) => parameters[key] as Node),
    );
    const feeds = { ...want.parameters, real: want.real, fake: want.fake };
    const values = evaluate([loss, ...slopes], feeds).map(({ data }) => data as Float64Array);
    expectClose(values[0] as Float64Array, want.loss.data, tolerance);
    names.forEach((key, i) => {
      expectClose(values[1 + i] as Float64Array, (want.parameterGradients[key] as Packed).data, tolerance);
    });
  });
});

describe("as they begin", () => {
  test("a block is the identity, and W₁ and W₂ shrink with the number of blocks", () => {
    const x = input("x", [1, 8, 2, 2]);
    const feed = { shape: [1, 8, 2, 2], data: Float32Array.from({ length: 32 }, (_, i) => i - 12) };
    const network: Network = (scope, h) => fixupBlock(scope, h, { bottleneck: 4, blocks: 16 });
    const [y] = evaluate([call(network, x, begun(network, x.shape))], { x: feed });
    expectClose(y?.data ?? [], feed.data, { rtol: 0, atol: 0 });
    const first = (blocks: number): Float32Array => {
      const net: Network = (scope, h) => fixupBlock(scope, h, { bottleneck: 4, blocks });
      const [weight] = collectNetwork(net, [x]).parameters;
      return weight?.initialiser({ seed: 1, stream: "w", counter: 0 }, weight.shape) as Float32Array;
    };
    expectClose(
      first(16),
      first(1).map((value) => value / 2),
      { rtol: 1e-6, atol: 0 },
    );
  });

  test("D is linear, and its values on noise are about 1 in size", () => {
    const D = r3ganDiscriminator({ channels: 3, size: 16, width: 8 });
    const shape = [32, 3, 16, 16];
    const x = input("x", shape);
    const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * i));
    const value = call(D, x, begun(D, shape));
    const [one, twice] = [1, 2].map(
      (factor) => evaluate([value], { x: { shape, data: data.map((v) => factor * v) } })[0]?.data as Float64Array,
    );
    expectClose(
      twice as Float64Array,
      (one as Float64Array).map((v) => 2 * v),
      { rtol: 1e-5, atol: 1e-6 },
    );
    const size = Math.sqrt((one as Float64Array).reduce((total, v) => total + v * v, 0) / 32);
    expect(size).toBeGreaterThan(0.02);
    expect(size).toBeLessThan(5);
  });
});

describe("the networks", () => {
  test("judge each image by itself", () => {
    expect(isRowwise(r3ganDiscriminator(small), [4, 1, 8, 8])).toBe(true);
  });

  test("have no buffers, and channels that double up to four times the width", () => {
    const { parameters, buffers } = collectNetwork(r3ganDiscriminator({ channels: 3, size: 64, width: 8 }), [
      input("x", [2, 3, 64, 64]),
    ]);
    expect(buffers).toEqual([]);
    const shapeOf = (name: string) => parameters.find((one) => one.name === name)?.shape;
    expect(shapeOf("down1.weight")).toEqual([16, 8, 1, 1]);
    expect(shapeOf("down2.weight")).toEqual([32, 16, 1, 1]);
    expect(shapeOf("down3.weight")).toBeUndefined();
    expect(shapeOf("head.weight")).toEqual([32, 4, 4]);
  });

  test("take sizes that halve, and whole numbers of channels and blocks", () => {
    const options = { size: 16, channels: 1 };
    expect(() => r3ganGenerator({ ...options, size: 50 })).toThrow("the nearest are 48 and 56");
    expect(() => r3ganDiscriminator({ ...options, width: 0 })).toThrow("r3gan.width: expected an integer ≥ 1, got 0");
    expect(() => r3ganDiscriminator({ ...options, blocks: 1.5 })).toThrow(
      "r3gan.blocks: expected an integer ≥ 1, got 1.5",
    );
    const images = r3ganDiscriminator(options);
    expect(() => collectNetwork(images, [input("x", [2, 3, 16, 16])])).toThrow("r3ganDiscriminator.image");
  });
});
