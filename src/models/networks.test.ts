/** @file What networks promise besides their arithmetic: shapes, noise, and plain errors. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { randomSource } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import {
  batchNorm,
  collectNetwork,
  collector,
  conv2d,
  convTranspose2d,
  dcganDiscriminator,
  dcganGenerator,
  downsample,
  dropout,
  instanceNorm,
  linear,
  mlp,
  type Network,
  residualDiscriminator,
  residualGenerator,
  snganDiscriminator,
  snganGenerator,
  upsample,
} from "./index.ts";

const outputOf = (network: Network, ...inputs: Node[]): Node => collector().call(network, inputs);

describe("DCGAN", () => {
  const sizes = [16, 28, 32, 48, 64, 96, 128];
  test.each(sizes.flatMap((size) => [1, 3, 4].map((channels) => [size, channels] as const)))(
    "%i pixels, %i channels, any kernel",
    (size, channels) => {
      for (const kernel of [3, 4, 5] as const) {
        const options = { size, channels, width: 2, kernel };
        const image = outputOf(dcganGenerator(options), input("z", [5, 7]));
        expect(image.shape).toEqual([5, channels, size, size]);
        expect(outputOf(dcganDiscriminator(options), image).shape).toEqual([5, 1]);
      }
    },
  );

  test.each([15, 8.5, 3, 7, 36, 0, -16, Number.NaN])("no network of %s pixels", (size) => {
    expect(() => dcganGenerator({ size, channels: 3 })).toThrow(
      `dcgan.size: expected 4, 5, 6 or 7 times a power of two, such as 16, 28, 32, 48, 64, 96 or 128, got ${size}.`,
    );
  });

  test("names what else does not fit", () => {
    expect(() => dcganDiscriminator({ size: 16, channels: 0 })).toThrow(
      "dcgan.channels: expected an integer ≥ 1, got 0.",
    );
    expect(() => dcganDiscriminator({ size: 16, channels: 1, width: 1.5 })).toThrow(
      "dcgan.width: expected an integer ≥ 1, got 1.5.",
    );
    expect(() => outputOf(dcganDiscriminator({ size: 16, channels: 1 }), input("x", [2, 3, 16, 16]))).toThrow(
      "dcganDiscriminator.image: expected shape [?, 1, 16, 16], got [2, 3, 16, 16].",
    );
    expect(() => outputOf(dcganGenerator({ size: 16, channels: 1 }), input("z", [2, 3, 1, 1]))).toThrow(
      "dcganGenerator.z: expected shape [?, ?], got [2, 3, 1, 1].",
    );
  });
});

describe("the networks of SNGAN and WGAN-GP", () => {
  const sizes = [16, 28, 32, 48, 64, 128];
  test.each(sizes.flatMap((size) => [1, 3].map((channels) => [size, channels] as const)))(
    "%i pixels, %i channels",
    (size, channels) => {
      const options = { size, channels, width: 2 };
      const pairs = [
        [snganGenerator(options), snganDiscriminator(options)],
        [residualGenerator(options), residualDiscriminator({ ...options, norm: "layer", spectral: true })],
      ] as const;
      for (const [G, D] of pairs) {
        const image = outputOf(G, input("z", [5, 7]));
        expect(image.shape).toEqual([5, channels, size, size]);
        expect(outputOf(D, image).shape).toEqual([5, 1]);
      }
    },
  );

  const parameters = (network: Network, x: Node): number =>
    collectNetwork(network, [x]).parameters.reduce((total, { shape }) => total + sizeOf(shape), 0);
  const image = input("x", [2, 3, 32, 32]);
  const z = input("z", [2, 128]);
  const conv = (from: number, to: number, kernel: number) => to * (from * kernel ** 2 + 1);

  test("are the published ones at 32×32×3", () => {
    const pairs = [64, 128, 256].map((out, i) => conv(i === 0 ? 3 : out / 2, out, 3) + conv(out, out, 4));
    const standard = pairs.reduce((a, b) => a + b) + conv(256, 512, 3) + (512 * 16 + 1);
    expect(parameters(snganDiscriminator({ size: 32, channels: 3 }), image)).toBe(standard);
    const up = [256, 128, 64].map((out) => 2 * out * out * 16 + 2 * out).reduce((a, b) => a + b);
    expect(parameters(snganGenerator({ size: 32, channels: 3 }), z)).toBe(129 * 8192 + up + conv(64, 3, 3));

    const block = 2 * conv(128, 128, 3);
    const first = conv(3, 128, 3) + conv(128, 128, 3) + conv(3, 128, 1);
    expect(parameters(residualDiscriminator({ size: 32, channels: 3 }), image)).toBe(
      first + 3 * block + conv(128, 128, 1) + 129,
    );
    const generator = 129 * 2048 + 3 * (block + conv(128, 128, 1) + 4 * 128) + 2 * 128 + conv(128, 3, 3);
    expect(parameters(residualGenerator({ size: 32, channels: 3 }), z)).toBe(generator);
  });

  test("D treats its first layer as such also where it is as wide as the image", () => {
    const { parameters: asked } = collectNetwork(
      snganDiscriminator({ size: 8, channels: 4, width: 4, norm: "layer" }),
      [input("x", [2, 4, 8, 8])],
    );
    expect(asked.map(({ name }) => name)).toEqual([
      ...["level0.weight", "level0.bias"],
      ...["down0.weight", "down0.norm.weight", "down0.norm.bias"],
      ...["level1.weight", "level1.norm.weight", "level1.norm.bias"],
      ...["out.weight", "out.bias"],
    ]);
  });

  test("name what does not fit", () => {
    expect(() => snganDiscriminator({ size: 50, channels: 3 })).toThrow("sngan.size: expected 4, 5, 6 or 7 times");
    expect(() => snganGenerator({ size: 32, channels: 3, width: 0 })).toThrow(
      "sngan.width: expected an integer ≥ 1, got 0.",
    );
    expect(() => residualGenerator({ size: 36, channels: 3 })).toThrow("the nearest are 32 and 40");
    expect(() => residualDiscriminator({ size: 32, channels: 1.5 })).toThrow(
      "residualGan.channels: expected an integer ≥ 1, got 1.5.",
    );
  });
});

describe("dropout", () => {
  const x = input("x", [100, 100]);
  const ones = { shape: [100, 100], data: new Float64Array(10_000).fill(1) };
  const { uniform } = randomSource({ seed: 1, stream: "dropout", counter: 0 });
  const noise = { shape: [100, 100], data: Float64Array.from({ length: 10_000 }, uniform) };

  test("drops the given share, keeps the mean, and passes gradients where it kept", () => {
    const dropped = outputOf((scope, h) => dropout(scope, h, { rate: 0.3 }), x);
    const [dx] = gradient(sum(dropped), [x]) as [Node];
    const values = evaluate([dropped, dx], { x: ones, "noise uniform": noise }).map(({ data }) => data);
    const kept = (values[0] as Float64Array).filter((value) => value !== 0);
    expectClose([kept.length], [7000], { rtol: 0, atol: 4 * Math.sqrt(10_000 * 0.3 * 0.7) });
    expectClose(kept, new Array<number>(kept.length).fill(1 / 0.7), { rtol: 1e-7, atol: 0 });
    expectClose(values[1] as Float64Array, values[0] as Float64Array, { rtol: 0, atol: 0 });
  });

  test("does nothing at rate 0, and refuses rate 1", () => {
    expect(outputOf((scope, h) => dropout(scope, h, { rate: 0 }), x)).toBe(x);
    expect(() => outputOf((scope, h) => dropout(scope, h, { rate: 1 }), x)).toThrow(
      "dropout.rate: expected a number in [0, 1), got 1.",
    );
  });
});

test("a norm takes the bias's place in an mlp", () => {
  const player = collector();
  player.call(mlp({ hidden: [4], out: 1, norm: "batch" }), [input("x", [2, 3])]);
  const names = player.tensors().parameters.map(({ name }) => name);
  expect(names).toEqual(["hidden0.weight", "hidden0.norm.weight", "hidden0.norm.bias", "out.weight", "out.bias"]);
});

test.each<[string, Network, readonly number[]]>([
  ["linear.x: expected shape [?, ?], got [2, 3, 4].", (s, x) => linear(s, x, { out: 1 }), [2, 3, 4]],
  ["conv2d.x: expected shape [?, ?, ?, ?], got [2, 3].", (s, x) => conv2d(s, x, { out: 1, kernel: 3 }), [2, 3]],
  [
    "convTranspose2d.x: expected shape [?, ?, ?, ?], got [2, 3].",
    (s, x) => convTranspose2d(s, x, { out: 1, kernel: 3 }),
    [2, 3],
  ],
  [
    "convTranspose2d.outputPadding: expected at least 0 and less than the stride 2, got 2.",
    (s, x) => convTranspose2d(s, x, { out: 1, kernel: 4, stride: 2, outputPadding: 2 }),
    [1, 1, 4, 4],
  ],
  ["batchNorm.x: expected shape [N, C] or [N, C, H, W], got [2, 3, 4].", (s, x) => batchNorm(s, x), [2, 3, 4]],
  [
    "batchNorm: expected two values or more for each channel in training (a larger batch), got one.",
    (s, x) => batchNorm(s, x),
    [1, 3],
  ],
  ["instanceNorm.x: expected shape [?, ?, ?, ?], got [2, 3].", (s, x) => instanceNorm(s, x), [2, 3]],
  ["upsample.x: expected shape [?, ?, ?, ?], got [2, 3].", (_, x) => upsample(x), [2, 3]],
  ["downsample.x: expected height and width divisible by 2, got 3×4.", (_, x) => downsample(x), [1, 1, 3, 4]],
])("%s", (sentence, network, shape) => {
  expect(() => outputOf(network, input("x", shape))).toThrow(sentence);
});
