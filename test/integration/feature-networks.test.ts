/**
 * @file The large feature networks on ONNX Runtime, against PyTorch (scripts/golden/{inception,squeezenet}.py), and from
 * their files' bytes.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { encodeTensors } from "../../src/base/safetensors.ts";
import type { Tensor } from "../../src/base/tensor.ts";
import type { FeatureNetwork } from "../../src/features/feature-network.ts";
import { inceptionFeatures, inceptionLogits } from "../../src/features/inception.ts";
import { type InceptionConvention, inceptionNetwork, readInception } from "../../src/features/inception-network.ts";
import { squeezenetFeatures } from "../../src/features/squeezenet.ts";
import { readSqueezenet } from "../../src/features/squeezenet-network.ts";
import { input } from "../../src/graph/primitives.ts";
import type { Network } from "../../src/models/scope.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { pictures } from "../hashed.ts";
import { expectClose } from "../matchers.ts";
import { projected, randomWeights } from "../random-weights.ts";

interface Answer {
  readonly first: readonly number[];
  readonly projected: readonly number[];
  readonly probabilities?: readonly number[];
}
const golden = (name: string): Readonly<Record<string, Answer>> =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../src/features/golden/${name}.json`), "utf8"));

const runtime = nodeRuntime({ threads: 2 });
const opened: FeatureNetwork[] = [];
const kept = (network: FeatureNetwork): FeatureNetwork => {
  opened.push(network);
  return network;
};
afterAll(async () => {
  for (const network of opened) await network.release();
});

/**
 * float32 against float64, relative to the largest feature, for the small ones are sums that cancel. Measured: 4e-7, and
 * 2.4e-6 of the products, which add up hundreds of errors.
 */
async function expectAnswer(network: FeatureNetwork, images: Tensor<"float32">, want: Answer): Promise<void> {
  const { features, probabilities } = await network.of(images);
  const d = network.dimension;
  const unit = Math.max(...features.values);
  expect([features.rows, features.columns]).toEqual([2, d]);
  const first = [...features.values.slice(0, 16), ...features.values.slice(d, d + 16)];
  expectClose(first, want.first, { rtol: 0, atol: 1e-6 * unit });
  expectClose(projected(features.values, d, 24, "projection"), want.projected, { rtol: 0, atol: 8e-6 * unit });
  if (want.probabilities === undefined || probabilities === undefined) return;
  expectClose(projected(probabilities.values, 1008, 12, "columns"), want.probabilities, { rtol: 0, atol: 8e-6 });
}

describe("inception-v3 with weights by formula", () => {
  const whole: Network = (scope, images) => inceptionLogits(scope, inceptionFeatures(scope, images));
  const weights = randomWeights(whole, [input("images", [1, 3, 299, 299])]);
  const open = (convention: InceptionConvention): FeatureNetwork =>
    kept(inceptionNetwork(runtime, weights, { name: "formula", path: "formula", convention, batch: 2 }));

  test.each(["pytorch-fid", "tensorflow"] as const)("small colour pictures as %s resizes", async (convention) => {
    const want = golden("inception")[convention] as Answer;
    await expectAnswer(open(convention), pictures("whole", [2, 3, 24, 40]), want);
  });

  test("large grey pictures", async () => {
    const want = golden("inception").grey as Answer;
    await expectAnswer(open("pytorch-fid"), pictures("grey", [2, 1, 320, 310]), want);
  });

  test("from a file's bytes, under a name that does not pretend", async () => {
    const bytes = encodeTensors([...weights].map(([name, tensor]) => ({ ...tensor, name })));
    const network = kept(await readInception(runtime, bytes, { path: "mine.safetensors", batch: 2 }));
    expect(network.name).toMatch(/^inception-v3 \(file [0-9a-f]{8}\)$/);
    expect([network.dimension, network.classes]).toEqual([2048, 1008]);
    const want = golden("inception")["pytorch-fid"] as Answer;
    await expectAnswer(network, pictures("whole", [2, 3, 24, 40]), want);
  });
});

const inputs: Readonly<Record<string, Tensor<"float32">>> = {
  colour: pictures("colour", [2, 3, 40, 56]),
  grey: pictures("grey", [2, 1, 260, 300]),
};

describe("squeezenet with weights by formula", () => {
  test.each(Object.keys(inputs))("%s pictures", async (kind) => {
    const weights = randomWeights(squeezenetFeatures, [input("images", [1, 3, 227, 227])]);
    const bytes = encodeTensors([...weights].map(([name, tensor]) => ({ ...tensor, name })));
    const network = kept(await readSqueezenet(runtime, bytes, { path: "squeezenet.safetensors", batch: 2 }));
    expect(network.name).toMatch(/^squeezenet-v1\.1 \([0-9a-f]{8}\)$/);
    const want = golden("squeezenet")[`formula ${kind}`] as Answer;
    await expectAnswer(network, inputs[kind] as Tensor<"float32">, want);
  });
});

const data = process.env.GANTRY_DATA ?? resolve(import.meta.dirname, "../../../shared/data");
const file = join(data, "weights/squeezenet-v1.1-notop.safetensors");

describe("squeezenet with trained weights", () => {
  test.skipIf(!existsSync(file)).each(Object.keys(inputs))(
    `%s pictures (needs ${file}, or GANTRY_DATA)`,
    async (kind) => {
      const bytes = new Uint8Array(readFileSync(file));
      const network = kept(await readSqueezenet(runtime, bytes, { path: file, batch: 2 }));
      const want = golden("squeezenet")[`trained ${kind}`] as Answer;
      await expectAnswer(network, inputs[kind] as Tensor<"float32">, want);
    },
  );
});
