/** @file The projection term, number by number, and that D without labels has nothing of it. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { dcganDiscriminator } from "./dcgan.ts";
import { withProjection } from "./projection.ts";
import { residualDiscriminator } from "./residual-gan.ts";
import type { Network } from "./scope.ts";
import { snganDiscriminator } from "./sngan.ts";
import { callNetwork, collectNetwork } from "./trace.ts";

const draw = new Draw(6);
const y = constant(floatTensor([2, 3], Float32Array.of(0, 0, 1, 1, 0, 0)));
const LABELS = [2, 0];
const values = (node: Node): number[] => Array.from(evaluate([node], draw.feeds)[0]?.data ?? []);

test.each([
  ["vectors", [2, 4], 1],
  ["images, summed over their places", [2, 4, 3, 3], 9],
] as const)("adds the features' product with the label's vector: %s", (_, shape, places) => {
  const [logits, features] = [draw.float([2, 1]), draw.float(shape)];
  const network: Network = (scope) => withProjection(scope, logits, features, { label: y });
  const { parameters } = collectNetwork(network, []);
  expect(parameters.map(({ name, shape: extents }) => [name, extents])).toEqual([["label.weight", [4, 3]]]);
  const weight = draw.float([4, 3]);
  const call = { inputs: [], parameters: { "label.weight": weight }, buffers: {}, training: true };
  const { output } = callNetwork(network, { ...call, noise: () => weight });
  const [plain, phi, V] = [values(logits), values(features), values(weight)];
  const want = LABELS.map((label, n) => {
    let sum = plain[n] as number;
    for (let a = 0; a < 4; a += 1) {
      for (let place = 0; place < places; place += 1) {
        sum += (V[3 * a + label] as number) * (phi[(4 * n + a) * places + place] as number);
      }
    }
    return sum;
  });
  expect(output.shape).toEqual([2, 1]);
  expectClose(values(output), want, { rtol: 1e-13, atol: 1e-14 });
});

describe("networks take labels beside an image, and without them have no vectors", () => {
  test.each<readonly [string, Network]>([
    ["dcgan", dcganDiscriminator({ size: 16, channels: 1, width: 4 })],
    ["sngan", snganDiscriminator({ size: 16, channels: 1, width: 4 })],
    ["residual", residualDiscriminator({ size: 16, channels: 1, width: 4 })],
  ])("%s", (_, network) => {
    const image = draw.float([2, 1, 16, 16]);
    const names = (...inputs: Node[]) => collectNetwork(network, inputs).parameters.map(({ name }) => name);
    expect(names(image).filter((name) => name.startsWith("label"))).toEqual([]);
    expect(names(image, y)).toEqual([...names(image), "label.weight"]);
  });
});
