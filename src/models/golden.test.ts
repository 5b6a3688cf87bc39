/** @file Every layer and network against PyTorch: output, gradients, running statistics (scripts/golden/models.py). */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { sizeOf } from "../base/shape.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input, mul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { type ActivationName, activate } from "./activation.ts";
import {
  batchNorm,
  callNetwork,
  collectNetwork,
  conv2d,
  convTranspose2d,
  type DcganOptions,
  dcganDiscriminator,
  dcganGenerator,
  downsample,
  dropout,
  embedding,
  instanceNorm,
  layerNorm,
  linear,
  maxout,
  maxoutDiscriminator,
  mlp,
  type Network,
  residualBlock,
  upsample,
} from "./index.ts";

interface Case {
  readonly inputs: Readonly<Record<string, Packed>>;
  readonly parameters: Readonly<Record<string, Packed>>;
  readonly buffers: Readonly<Record<string, Packed>>;
  readonly cotangent: Packed;
  readonly output: Packed;
  readonly inputGradients: Readonly<Record<string, Packed>>;
  readonly parameterGradients: Readonly<Record<string, Packed>>;
  readonly buffersAfter: Readonly<Record<string, Packed>>;
}

const { dcganExample, dcganCounts, ...cases } = readGolden<
  Record<string, Case> & {
    dcganExample: { generator: number[][]; discriminator: number[][] };
    dcganCounts: Record<string, Record<string, { generator: number; discriminator: number }>>;
  }
>(import.meta.url, "models");

/** At 16 pixels, and at 14, where the inner stage lies between 7 and 4. */
const dcganCases: Record<string, Network> = Object.fromEntries(
  ([3, 4, 5] as const).flatMap((kernel) =>
    ["Training", "Evaluation", "Size14Training", "Size14Evaluation"].flatMap((mode) => {
      const options: DcganOptions = { size: mode.startsWith("Size14") ? 14 : 16, channels: 1, width: 1, kernel };
      return [
        [`dcganGeneratorK${kernel}${mode}`, dcganGenerator(options)],
        [`dcganDiscriminatorK${kernel}${mode}`, dcganDiscriminator(options)],
      ];
    }),
  ),
);

/** The gradient of Σy³ in x: what a penalty on slopes differentiates again. */
const slopeOf =
  (network: Network): Network =>
  (scope, x) => {
    const y = network(scope, x);
    return gradient(sum(mul(mul(y, y), y)), [x])[0] as Node;
  };

const networks: Record<string, Network> = {
  linear: (scope, x) => linear(scope, x, { out: 4 }),
  linearNoBias: (scope, x) => linear(scope, x, { out: 4, bias: false }),
  conv2dStride: (scope, x) => conv2d(scope, x, { out: 3, kernel: 4, stride: 2, padding: 1 }),
  conv2dDilation: (scope, x) =>
    conv2d(scope, x, { out: 2, kernel: [3, 2], stride: [1, 2], padding: [2, 0], dilation: [2, 3] }),
  convTranspose2dK4: (scope, x) => convTranspose2d(scope, x, { out: 2, kernel: 4, stride: 2, padding: 1 }),
  convTranspose2dK5: (scope, x) =>
    convTranspose2d(scope, x, { out: 2, kernel: 5, stride: 2, padding: 2, outputPadding: 1 }),
  convTranspose2dMixed: (scope, x) =>
    convTranspose2d(scope, x, {
      out: 3,
      kernel: [3, 2],
      stride: [3, 2],
      padding: [1, 0],
      outputPadding: [2, 0],
      dilation: [2, 1],
    }),
  batchNorm1dTraining: (scope, x) => batchNorm(scope, x),
  batchNorm1dEvaluation: (scope, x) => batchNorm(scope, x),
  batchNorm2dTraining: (scope, x) => batchNorm(scope, x),
  batchNorm2dEvaluation: (scope, x) => batchNorm(scope, x),
  layerNorm: (scope, x) => layerNorm(scope, x),
  layerNormChannels: (scope, x) => layerNorm(scope, x, { affine: "channels" }),
  layerNormPlain: (scope, x) => layerNorm(scope, x, { affine: "none" }),
  instanceNorm: (scope, x) => instanceNorm(scope, x),
  instanceNormAffine: (scope, x) => instanceNorm(scope, x, { affine: "channels" }),
  batchNormSecondOrder: slopeOf((scope, x) => batchNorm(scope, x)),
  layerNormSecondOrder: slopeOf((scope, x) => layerNorm(scope, x, { affine: "channels" })),
  embedding: (scope, labels) => embedding(scope, labels, { entries: 5, dimensions: 3 }),
  maxout: (scope, x) => maxout(scope, x, { out: 3, pieces: 4 }),
  upsampleNearest: (_, x) => upsample(x),
  upsampleNearest3: (_, x) => upsample(x, { scale: 3 }),
  upsampleBilinear: (_, x) => upsample(x, { mode: "bilinear" }),
  downsampleAverage: (_, x) => downsample(x),
  downsampleNearest: (_, x) => downsample(x, { mode: "nearest" }),
  downsampleBilinear: (_, x) => downsample(x, { mode: "bilinear" }),
  "residualBlock up": (scope, x) => residualBlock(scope, x, { out: 3, resample: "up", norm: "batch" }),
  "residualBlock down": (scope, x) => residualBlock(scope, x, { out: 3, resample: "down", norm: "batch" }),
  "residualBlock none": (scope, x) => residualBlock(scope, x, { out: 2, norm: "batch" }),
  mlp: mlp({ hidden: [5, 3], out: [1, 2, 3], activation: "elu", outputActivation: "sigmoid" }),
  mlpBatchNormTwoInputs: mlp({ hidden: [5], out: 1, activation: "leakyRelu", norm: "batch" }),
  maxoutDiscriminator: maxoutDiscriminator({ hidden: [3, 2], pieces: 2 }),
  dropout: (scope, x) => dropout(scope, x, { rate: 0.4 }),
  ...dcganCases,
};

const networkOf = (name: string): Network => {
  const activation = name.startsWith("activation ") ? (name.slice(11) as ActivationName) : undefined;
  return activation ? (_, x) => activate(activation, x) : (networks[name] as Network);
};

/**
 * Networks with dropout are compared as they are sampled, without it; but the layer itself takes its noise from `u`.
 */
const evaluating = (name: string): boolean => name.endsWith("Evaluation") || name === "maxoutDiscriminator";

const nodesOf = (packed: Readonly<Record<string, Packed>>): Record<string, Node> =>
  Object.fromEntries(
    Object.entries(packed).map(([name, { shape }]) => [
      name,
      input(name, shape, name === "labels" && shape.length === 1 ? "int32" : "float32"),
    ]),
  );

function compute(name: string, golden: Case) {
  const { u, ...inputs } = nodesOf(golden.inputs);
  const parameters = nodesOf(golden.parameters);
  const { output, bufferUpdates } = callNetwork(networkOf(name), {
    inputs: Object.values(inputs),
    parameters,
    buffers: nodesOf(golden.buffers),
    training: !evaluating(name),
    noise: () => u as Node,
  });
  const cotangent = input("cotangent", golden.cotangent.shape);
  const names = [...Object.keys(golden.inputGradients), ...Object.keys(golden.parameterGradients)];
  const gradients = gradient(
    sum(mul(output, cotangent)),
    names.map((key) => inputs[key] ?? (parameters[key] as Node)),
  );
  const results = [output, ...gradients, ...Object.values(bufferUpdates)];
  const values = evaluate(results, {
    ...golden.inputs,
    ...golden.parameters,
    ...golden.buffers,
    cotangent: golden.cotangent,
  });
  return { output, names, updated: Object.keys(bufferUpdates), values: values.map(({ data }) => data) };
}

/** The interpreter computes in float64; what is left is the rounding of a network's constants to float32. */
const tolerance = { rtol: 1e-6, atol: 1e-7 };

describe("layers equal PyTorch's", () => {
  test.each(Object.entries(cases))("%s", (name, golden) => {
    const { output, names, updated, values } = compute(name, golden);
    expect(output.shape).toEqual(golden.output.shape);
    expectClose(values[0] as Float64Array, golden.output.data, tolerance);
    names.forEach((key, i) => {
      const want = golden.inputGradients[key] ?? (golden.parameterGradients[key] as Packed);
      expectClose(values[1 + i] as Float64Array, want.data, tolerance);
    });
    updated.forEach((key, i) => {
      expectClose(values[1 + names.length + i] as Float64Array, (golden.buffersAfter[key] as Packed).data, tolerance);
    });
    if (!evaluating(name)) expect(updated.sort()).toEqual(Object.keys(golden.buffers).sort());
  });

  test("and ask for exactly the tensors it names", () => {
    for (const [name, golden] of Object.entries(cases)) {
      const { u: _, ...inputs } = nodesOf(golden.inputs);
      const { parameters, buffers } = collectNetwork(networkOf(name), Object.values(inputs));
      const shapes = (packed: Readonly<Record<string, Packed>>) =>
        Object.fromEntries(Object.entries(packed).map(([key, { shape }]) => [key, shape]));
      const asked = (specs: typeof parameters) => Object.fromEntries(specs.map((spec) => [spec.name, spec.shape]));
      expect(asked(parameters)).toEqual(shapes(golden.parameters));
      expect(asked(buffers)).toEqual(shapes(golden.buffers));
    }
  });
});

test("DCGAN at width 64, 64×64×3 has the shapes of the PyTorch example, in its order", () => {
  const options = { size: 64, channels: 3 };
  const generator = collectNetwork(dcganGenerator(options), [input("z", [2, 100])]);
  const discriminator = collectNetwork(dcganDiscriminator(options), [input("x", [2, 3, 64, 64])]);
  expect(generator.parameters.map(({ shape }) => shape)).toEqual(dcganExample.generator);
  expect(discriminator.parameters.map(({ shape }) => shape)).toEqual(dcganExample.discriminator);
});

describe("DCGAN's parameters at width 8 are as many as PyTorch's modules have", () => {
  const count = (network: Network, inputs: Node[]): number =>
    collectNetwork(network, inputs).parameters.reduce((total, { shape }) => total + sizeOf(shape), 0);

  test.each(Object.entries(dcganCounts))("size %s", (size, byChannels) => {
    for (const [channels, want] of Object.entries(byChannels)) {
      const options = { size: Number(size), channels: Number(channels), width: 8 };
      expect(count(dcganGenerator(options), [input("z", [2, 10])])).toBe(want.generator);
      const image = input("image", [2, options.channels, options.size, options.size]);
      expect(count(dcganDiscriminator(options), [image])).toBe(want.discriminator);
    }
  });

  test("and 3,576,704 and 2,765,568 at width 64, 64×64×3", () => {
    const options = { size: 64, channels: 3 };
    expect(count(dcganGenerator(options), [input("z", [2, 100])])).toBe(3_576_704);
    expect(count(dcganDiscriminator(options), [input("image", [2, 3, 64, 64])])).toBe(2_765_568);
  });
});
