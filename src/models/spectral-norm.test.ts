/** @file Spectral norm and the networks that came with it, against PyTorch and an SVD (scripts/golden/spectral_norm.py). */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import { flatten, norm, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { constant, input, mul, reshape } from "../graph/primitives.ts";
import { gradientPenaltyAndSlope } from "../losses/gradient-penalty.ts";
import { evaluate } from "../runtime/reference.ts";
import {
  callNetwork,
  collectNetwork,
  conv2d,
  convTranspose2d,
  dcganDiscriminator,
  linear,
  mlp,
  type Network,
  residualDiscriminator,
  snganDiscriminator,
  spectralNorm,
} from "./index.ts";

type Tensors = Readonly<Record<string, Packed>>;

interface Call {
  readonly x: Packed;
  readonly parameters: Tensors;
  readonly buffers: Tensors;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly inputGradient: Packed;
  readonly parameterGradients: Tensors;
  readonly buffersAfter: Tensors;
}

interface Decomposition {
  readonly weight: Packed;
  readonly u: Packed;
  readonly cotangent: Packed;
  readonly sigma: number;
  readonly gradient: Packed;
}

interface Penalty {
  readonly inputs: Tensors;
  readonly parameters: Tensors;
  readonly loss: number;
  readonly slope: number;
  readonly gradients: Tensors;
}

const golden = readGolden<Record<string, Call | Decomposition>>(import.meta.url, "spectral-norm");

/** Called twice, so that u has moved before. */
const twice =
  (layer: Network): Network =>
  (scope, x) => {
    layer(scope, x);
    return layer(scope, x);
  };

const conv2dLayer: Network = (scope, x) =>
  conv2d(scope, x, { out: 3, kernel: [3, 2], stride: 2, padding: 1, spectral: true });
const convTranspose2dLayer: Network = (scope, x) =>
  convTranspose2d(scope, x, { out: 2, kernel: 4, stride: 2, padding: 1, spectral: true });

const networks: Readonly<Record<string, Network>> = {
  linear: twice((scope, x) => linear(scope, x, { out: 4, spectral: true })),
  conv2d: twice(conv2dLayer),
  convTranspose2d: twice(convTranspose2dLayer),
  sngan: snganDiscriminator({ size: 8, channels: 2, width: 2 }),
  "sngan plain": snganDiscriminator({ size: 8, channels: 2, width: 2, spectral: false }),
  "dcgan layer": dcganDiscriminator({ size: 16, channels: 1, width: 1, norm: "layer" }),
  "dcgan spectral": dcganDiscriminator({ size: 16, channels: 1, width: 1, norm: "none", spectral: true }),
  "residual layer": residualDiscriminator({ size: 16, channels: 1, width: 2, norm: "layer" }),
  "residual spectral": residualDiscriminator({ size: 16, channels: 1, width: 2, spectral: true, pool: "sum" }),
  "residual 64": residualDiscriminator({ size: 64, channels: 1, width: 1 }),
};

const nodesOf = (tensors: Tensors): Record<string, Node> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, input(name, shape)]));

const shapesOf = (tensors: Tensors): object =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]));

describe("equal PyTorch's", () => {
  const cases = Object.entries(networks).map(([name, network]) => [name, network, golden[name] as Call] as const);

  test.each(cases)("%s", (_, network, want) => {
    const parameters = nodesOf(want.parameters);
    const [x, cotangent] = [input("x", want.x.shape), input("cotangent", want.cotangent.shape)];
    const call = { inputs: [x], parameters, buffers: nodesOf(want.buffers), training: true, noise: () => x };
    const { output, bufferUpdates } = callNetwork(network, call);
    const slopes = gradient(sum(mul(output, cotangent)), [x, ...Object.values(parameters)]);
    const feeds = { ...want.parameters, ...want.buffers, x: want.x, cotangent: want.cotangent };
    const got = evaluate([output, ...slopes, ...Object.values(bufferUpdates)], feeds);
    const expected = [
      want.output,
      want.inputGradient,
      ...Object.keys(parameters).map((name) => want.parameterGradients[name] as Packed),
      ...Object.keys(bufferUpdates).map((name) => want.buffersAfter[name] as Packed),
    ];
    expect(Object.keys(bufferUpdates).sort()).toEqual(Object.keys(want.buffersAfter).sort());
    expected.forEach(({ shape, data }, i) => {
      expect(got[i]?.shape).toEqual(shape);
      // float64 throughout, but for the slopes .1 and .2 and layer norm's 1e-5, which are rounded to float32
      expectClose(got[i]?.data ?? [], data, { rtol: 1e-6, atol: 1e-7 });
    });
  });

  test.each(cases)("%s: tensors of the same names and shapes", (_, network, { x, parameters, buffers }) => {
    const asked = collectNetwork(network, [input("x", x.shape)]);
    const shapes = (specs: typeof asked.parameters) => Object.fromEntries(specs.map((spec) => [spec.name, spec.shape]));
    expect([shapes(asked.parameters), shapes(asked.buffers)]).toEqual([shapesOf(parameters), shapesOf(buffers)]);
  });

  test("to the last digit where no constant is rounded", () => {
    const want = golden.linear as Call;
    const parameters = nodesOf(want.parameters);
    const x = input("x", want.x.shape);
    const call = { inputs: [x], parameters, buffers: nodesOf(want.buffers), training: true, noise: () => x };
    const { output } = callNetwork(networks.linear as Network, call);
    const got = evaluate([output], { ...want.parameters, ...want.buffers, x: want.x });
    expectClose(got[0]?.data ?? [], want.output.data, { rtol: 1e-11, atol: 1e-11 });
  });
});

test("WGAN-GP's penalty on a convolutional critic with layer norm: value, slope and second derivatives", () => {
  const want = golden.penalty as unknown as Penalty;
  const parameters = nodesOf(want.parameters);
  const [real, fake, epsilon] = ["real", "fake", "epsilon"].map((name) =>
    input(name, (want.inputs[name] as Packed).shape),
  ) as [Node, Node, Node];
  const discriminator = (x: Node): Node =>
    callNetwork(networks["dcgan layer"] as Network, {
      inputs: [x],
      parameters,
      buffers: {},
      training: true,
      noise: () => x,
    }).output;
  const { penalty, slope } = gradientPenaltyAndSlope({ discriminator, real, fake, epsilon, weight: 10 });
  const names = Object.keys(parameters);
  const slopes = gradient(penalty, Object.values(parameters));
  const got = evaluate([penalty, slope, ...slopes], { ...want.parameters, ...want.inputs });
  expectClose(
    [got[0], got[1]].map((value) => value?.data[0] as number),
    [want.loss, want.slope],
    { rtol: 1e-6 },
  );
  names.forEach((name, i) => {
    expectClose(got[i + 2]?.data ?? [], (want.gradients[name] as Packed).data, { rtol: 1e-6, atol: 1e-5 });
  });
});

describe("the singular value of an SVD", () => {
  const names = ["wide", "tall", "convolution"];

  /** After `calls` iterations from u: the weight, the gradient, and u. */
  function iterated({ weight, u, cotangent }: Decomposition, calls: number, training: boolean) {
    const w = input("weight", weight.shape);
    const network: Network = (scope) => {
      let normed = spectralNorm(scope, w);
      for (let i = 1; i < calls; i += 1) normed = spectralNorm(scope, w);
      return normed;
    };
    const buffers = { u: input("u", u.shape) };
    const { output, bufferUpdates } = callNetwork(network, {
      inputs: [w],
      parameters: {},
      buffers,
      training,
      noise: () => w,
    });
    const [slope] = gradient(sum(mul(output, input("cotangent", cotangent.shape))), [w]) as [Node];
    const after = bufferUpdates.u ?? buffers.u;
    return evaluate([output, slope, after], { weight, u, cotangent }).map(({ data }) => data);
  }

  test.each(names)("%s: reached by power iteration, with its gradient", (name) => {
    const want = golden[`sigma ${name}`] as Decomposition;
    const [normed, slope] = iterated(want, 300, true) as [Float64Array, Float64Array];
    expectClose(
      normed,
      want.weight.data.map((value) => value / want.sigma),
      { rtol: 1e-10, atol: 1e-10 },
    );
    expectClose(slope, want.gradient.data, { rtol: 1e-9, atol: 1e-9 }); // u and v are constants, and exact
  });

  test.each(names)("%s: after one iteration an estimate from below", (name) => {
    const want = golden[`sigma ${name}`] as Decomposition;
    const [normed] = iterated(want, 1, true) as [Float64Array];
    const largest = want.weight.data.map((value, i) => value / (normed[i] as number));
    const sigma = largest[0] as number;
    expectClose(largest, new Array<number>(largest.length).fill(sigma), { rtol: 1e-10, atol: 0 });
    expect(sigma).toBeLessThan(want.sigma);
    expect(sigma).toBeGreaterThan(0);
  });

  test("in inference the same, whatever u's length, and nothing is kept", () => {
    const want = golden["sigma tall"] as Decomposition;
    const [training] = iterated(want, 1, true) as [Float64Array];
    const half = { ...want, u: { ...want.u, data: want.u.data.map((value) => value / 2) } };
    const [inference, , u] = iterated(half, 1, false) as [Float64Array, Float64Array, Float64Array];
    expectClose(inference, training, { rtol: 1e-12, atol: 0 });
    expectClose(u, half.u.data, { rtol: 0, atol: 0 });
  });
});

describe("no layer stretches more than it may", () => {
  const SAMPLES = 20;
  const CALLS = 60;

  /** ‖∇D‖ at random places, u having converged on random weights. */
  function slopes(network: Network, shape: readonly number[]): number[] {
    const draw = new Draw(5);
    const x = draw.float([SAMPLES, ...shape]);
    const { parameters, buffers } = collectNetwork(network, [x]);
    const own = (specs: typeof parameters): Record<string, Node> =>
      Object.fromEntries(specs.map((spec) => [spec.name, draw.float(spec.shape)]));
    const { output } = callNetwork(
      (scope, input) => {
        for (let i = 1; i < CALLS; i += 1) network(scope, input);
        return network(scope, input);
      },
      { inputs: [x], parameters: own(parameters), buffers: own(buffers), training: true, noise: () => x },
    );
    const [slope] = gradient(sum(output), [x]) as [Node];
    return Array.from(evaluate([norm(flatten(slope), [1])], draw.feeds)[0]?.data ?? []);
  }

  test("a perceptron: slope 1 at most", () => {
    const found = slopes(mlp({ hidden: [8, 8], out: 1, activation: "leakyRelu", spectral: true }), [4]);
    expect(Math.max(...found)).toBeLessThanOrEqual(1 + 1e-6);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  test("SNGAN's discriminator at 8 pixels: 3, 2 and 3 times at most", () => {
    const found = slopes(snganDiscriminator({ size: 8, channels: 1, width: 3 }), [1, 8, 8]);
    expect(Math.max(...found)).toBeLessThanOrEqual(18);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });
});

test("u starts as a direction, another for each layer", () => {
  const { buffers } = collectNetwork(snganDiscriminator({ size: 8, channels: 1, width: 4 }), [
    input("x", [2, 1, 8, 8]),
  ]);
  const starts = buffers.map(({ name, shape, initialiser }) =>
    initialiser({ seed: 1, stream: name, counter: 0 }, shape),
  );
  expect(buffers.map(({ name }) => name)).toEqual(["level0.u", "down0.u", "level1.u", "out.u"]);
  const lengths = starts.map((u) => Math.hypot(...u));
  expectClose(lengths, [1, 1, 1, 1], { rtol: 1e-6, atol: 0 });
  expect(starts[0]).not.toEqual(starts[1]);
});

test("a weight of zeros stays one, and its gradient finite", () => {
  const w = input("w", [2, 3]);
  const u = constant(floatTensor([2], [0.6, 0.8]));
  const { output } = callNetwork((scope) => spectralNorm(scope, w), {
    inputs: [w],
    parameters: {},
    buffers: { u },
    training: true,
    noise: () => w,
  });
  const [slope] = gradient(sum(output), [w]) as [Node];
  const zero = { shape: [2, 3], data: [0, 0, 0, 0, 0, 0] };
  const [value, gradientAtZero] = evaluate([reshape(output, [6]), slope], { w: zero });
  expectClose(value?.data ?? [], zero.data, { rtol: 0, atol: 0 });
  expect([...(gradientAtZero?.data ?? [])].every(Number.isFinite)).toBe(true);
});
