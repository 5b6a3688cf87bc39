/** @file Which networks treat each example by itself. */
import { expect, test } from "vitest";
import { averagePool, mean, meanKeep, relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, concat, matmul, mul, reshape, sliceAxis, sub } from "../graph/primitives.ts";
import {
  batchNorm,
  conv2d,
  dcganDiscriminator,
  downsample,
  dropout,
  instanceNorm,
  layerNorm,
  linear,
  maxoutDiscriminator,
  mlp,
  type Network,
  ones,
  residualBlock,
  residualDiscriminator,
  type Scope,
  snganDiscriminator,
  zeros,
} from "./index.ts";
import { isRowwise } from "./rowwise.ts";

const points = [8, 6] as const;
const images = [8, 3, 8, 8] as const;

const mlpWith = (options: Partial<Parameters<typeof mlp>[0]>): Network => mlp({ hidden: [5, 4], out: 1, ...options });

/** Convolutions, norms of each image, a residual block, pooling, a logit. */
const residualCritic: Network = (scope, x) => {
  const first = instanceNorm(scope.child("norm"), conv2d(scope.child("first"), x, { out: 4, kernel: 3, padding: 1 }));
  const block = residualBlock(scope.child("block"), relu(first), { out: 6, resample: "down" });
  const normed = layerNorm(scope.child("layer"), averagePool(block, { kernel: [2, 2] }), { affine: "channels" });
  return linear(scope.child("out"), reshape(normed, [x.shape[0] as number, 24]), { out: 1 });
};

const readsBuffer: Network = (scope, x) => mul(x, scope.buffer("scale", [6], ones));

const countsCalls: Network = (scope, x) => {
  scope.updateBuffer("calls", add(scope.buffer("calls", [], zeros), 1));
  return linear(scope, x, { out: 1 });
};

const tiny = { size: 16, channels: 1, width: 2 } as const;
const tinyImages = [8, 1, 16, 16] as const;

test.each<readonly [string, Network, readonly number[]]>([
  ["a perceptron", mlpWith({}), points],
  ["a perceptron of images", mlpWith({ activation: "elu" }), images],
  ["a perceptron with layer norm", mlpWith({ norm: "layer" }), points],
  ["a perceptron with dropout", mlpWith({ dropout: 0.3 }), points],
  ["a maxout discriminator with dropout", maxoutDiscriminator({ hidden: [4, 4], pieces: 3 }), images],
  ["DCGAN's discriminator of one stage, which has no batch norm", dcganDiscriminator({ size: 8, channels: 3 }), images],
  ["a residual critic with norms of each image", residualCritic, images],
  ["what reads a buffer", readsBuffer, points],
  ["a perceptron with spectral norm", mlpWith({ spectral: true }), points],
  ["DCGAN's discriminator with layer norm", dcganDiscriminator({ ...tiny, norm: "layer" }), tinyImages],
  [
    "DCGAN's discriminator with spectral norm",
    dcganDiscriminator({ ...tiny, norm: "none", spectral: true }),
    tinyImages,
  ],
  ["SNGAN's discriminator", snganDiscriminator(tiny), tinyImages],
  ["a residual discriminator", residualDiscriminator({ ...tiny, norm: "layer", spectral: true }), tinyImages],
  ["what writes to a buffer what no example had a part in", countsCalls, points],
  ["one example", mlpWith({}), [1, 6]],
])("each by itself: %s", (_, network, shape) => {
  expect(isRowwise(network, shape)).toBe(true);
});

/** Less the mean of its group, of which there are `count`, one after the other. */
const grouped =
  (count: number): Network =>
  (_, x) => {
    const [examples, features] = x.shape as readonly [number, number];
    const groups = reshape(x, [count, examples / count, features]);
    return reshape(sub(groups, meanKeep(groups, [1])), x.shape);
  };

/** As many features of how near the other examples are: here, one. */
const minibatch: Network = (scope, x) => {
  const features = linear(scope.child("features"), x, { out: 4 });
  const likeness = matmul(features, features, { transposeB: true });
  return linear(scope.child("out"), concat([x, meanKeep(likeness, [1])], 1), { out: 1 });
};

const writesBuffer: Network = (scope, x) => {
  scope.updateBuffer("seen", add(scope.buffer("seen", [], zeros), mean(x)));
  return linear(scope, x, { out: 1 });
};

const writesNoise: Network = (scope, x) => {
  scope.updateBuffer("seen", add(scope.buffer("seen", [], zeros), mean(scope.noise("normal", x.shape))));
  return linear(scope, x, { out: 1 });
};

const noisy =
  (noise: (scope: Scope, x: Node) => Node): Network =>
  (scope, x) =>
    add(x, noise(scope, x));

test.each<readonly [string, Network, readonly number[]]>([
  ["a perceptron with batch norm", mlpWith({ norm: "batch" }), points],
  ["DCGAN's discriminator", dcganDiscriminator({ size: 16, channels: 1, width: 2 }), [8, 1, 16, 16]],
  [
    "batch norm of which the output is of no use",
    (s, x) => sliceAxis(concat([x, batchNorm(s, x)], 1), 1, 0, 6),
    points,
  ],
  ["less the batch's mean", (_, x) => sub(x, meanKeep(x, [0])), points],
  ["minibatch discrimination", minibatch, points],
  ["what writes to a buffer what it sees", writesBuffer, points],
  ["what writes to a buffer what was drawn for each example", writesNoise, points],
  ["DCGAN's discriminator with spectral and batch norm", dcganDiscriminator({ ...tiny, spectral: true }), tinyImages],
  ["a reference example", (_, x) => sub(x, sliceAxis(x, 0, 0, 1)), points],
  ["two examples' judgement for all", (_, x) => sliceAxis(x, 0, 0, 2), points],
  ["groups of examples, two in all", grouped(2), points],
  ["groups of examples, four in all", grouped(4), points],
  ["one noise for all examples", noisy((scope) => scope.noise("normal", [1, 6])), points],
  ["noise for each feature", noisy((scope) => scope.noise("normal", [6])), points],
  ["nothing of the examples", (scope) => scope.parameter("weight", [8, 1], zeros), points],
  ["channels as examples for a while", (_, x) => downsample(x, { mode: "bilinear" }), images], // on the safe side
  [
    "for batches of one size alone",
    (scope, x) => linear(scope, reshape(dropout(scope, x), [8, 6]), { out: 1 }),
    points,
  ],
])("not each by itself: %s", (_, network, shape) => {
  expect(isRowwise(network, shape)).toBe(false);
});
