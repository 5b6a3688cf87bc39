/** @file Feature networks on the real MNIST: how well they tell its digits apart, and that training one is repeatable. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { trainDigits } from "../../scripts/train-digits/train.ts";
import { encodedDigits } from "../../scripts/train-digits/write-asset.ts";
import { floatTensor } from "../../src/base/tensor.ts";
import { openDataset } from "../../src/data/open.node.ts";
import { accuracyOf } from "../../src/features/accuracy.ts";
import { extractFeatures } from "../../src/features/extract.ts";
import { openFeatures } from "../../src/features/open.node.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { expectClose } from "../matchers.ts";

const dataDir = resolve(process.env.GANTRY_DATA ?? "../shared/data");
const cacheDir = join(tmpdir(), "gantry-features-none");

/** Runs where the data are, else skips and says what is missing. */
const given = (path: string): [ReturnType<typeof describe.skipIf>, string] => {
  const whole = join(dataDir, path);
  return [describe.skipIf(!existsSync(whole)), existsSync(whole) ? "" : ` (skipped: ${whole} is not there)`];
};

/** Of MNIST's test images at a size. */
async function accuracy(spec: string, size: number): Promise<number> {
  const digits = await openDataset("mnist", { dataDir, cacheDir, split: "test", size });
  const network = await openFeatures(spec, { runtime: nodeRuntime(), shape: digits.shape });
  const { probabilities } = await extractFeatures(network, digits);
  await network.release();
  if (probabilities === undefined) throw new Error(`${spec} is no classifier`);
  expect(probabilities).toMatchObject({ rows: 10_000, columns: 10 });
  return accuracyOf(probabilities, digits.labels ?? []);
}

const [withMnist, noMnist] = given("mnist");
withMnist(`digits on MNIST${noMnist}`, () => {
  // as measured when it was trained; a processor that rounds otherwise may tell some borderline digits otherwise
  test.each([
    [28, 0.9927],
    [16, 0.9922],
    [32, 0.9933],
    [64, 0.9936],
  ])("at %i pixels a side, %d of the test images", async (size, want) => {
    const got = await accuracy("digits", size);
    expectClose([got], [want], { rtol: 0, atol: 5e-4 });
    expect(got).toBeGreaterThanOrEqual(0.985);
  });

  test("training: the same bytes from the same seed, others from another, and a loss that falls", async () => {
    const digits = await openDataset("mnist", { dataDir, cacheDir });
    const losses: number[] = [];
    const trained = async (seed: number): Promise<string> =>
      encodedDigits(
        await trainDigits({
          ...{ digits, runtime: nodeRuntime({ threads: 1 }), seed, batch: 32, steps: 60, learningRate: 2e-3 },
          onStep: (_, loss) => losses.push(loss),
        }),
      );
    const first = await trained(5);
    expect(await trained(5)).toBe(first);
    expect(await trained(6)).not.toBe(first);
    const mean = (from: number): number => losses.slice(from, from + 10).reduce((sum, loss) => sum + loss, 0) / 10;
    expect(mean(50)).toBeLessThan(0.7 * mean(0));
  });
});

const [withBoth, noWeights] = given("weights/mnist.onnx");
withBoth(`mnist-7 on MNIST${noWeights}`, () => {
  const path = join(dataDir, "weights/mnist.onnx");

  test("98.90 % of the test images, from logits beside a value inside it", async () => {
    // as whoever handed the file on found with another program
    expectClose([await accuracy(`${path}:Pooling160_Output_0`, 28)], [0.989], { rtol: 0, atol: 2e-4 });
  });

  test("its name, its features and its outputs", async () => {
    const options = { runtime: nodeRuntime(), shape: [1, 28, 28] } as const;
    const network = await openFeatures(`${path}:Pooling160_Output_0`, options);
    expect(network).toMatchObject({ name: "mnist.onnx:Pooling160_Output_0", dimension: 256, classes: 10 });
    await network.release();
    await expect(openFeatures(`${path}:Pooling_160_Output`, options)).rejects.toThrow(
      /has no output "Pooling_160_Output"\. Did you mean Pooling160_Output_0\? Its outputs: Plus214_Output_0; values inside: Times212_Output_0, /,
    );
  });

  test("cut short at any length, it is refused and not run", async () => {
    const { onnxNetwork } = await import("../../src/features/onnx-network.ts");
    const bytes = await readFile(path);
    const runtime = nodeRuntime();
    for (let length = bytes.length - 1; length > 0; length -= 997) {
      const opening = onnxNetwork(runtime, bytes.subarray(0, length), { path: "mnist.onnx" });
      await expect(opening, `${length} bytes`).rejects.toMatchObject({ code: "E716" });
    }
  });
});

const squeezenet = "weights/squeezenet-v1.1-notop.safetensors";
const [withSqueezenet, noSqueezenet] = given(squeezenet);
withSqueezenet(`SqueezeNet by its file${noSqueezenet}`, () => {
  test("512 features of an image", async () => {
    const options = { runtime: nodeRuntime(), shape: [3, 32, 32] } as const;
    const network = await openFeatures(`squeezenet:${join(dataDir, squeezenet)}`, options);
    expect(network).toMatchObject({ dimension: 512, classes: 0 });
    const { features } = await network.of(floatTensor([2, 3, 32, 32], new Float32Array(2 * 3 * 1024)));
    await network.release();
    expect(features).toMatchObject({ rows: 2, columns: 512 });
    expect(features.values.every((value) => Number.isFinite(value) && value >= 0)).toBe(true); // means of what a ReLU gave
  });
});

test("a file that is not there", async () => {
  await expect(openFeatures("nowhere/net.onnx", { runtime: nodeRuntime(), shape: [1, 2, 2] })).rejects.toThrow(
    "nowhere/net.onnx: cannot be read (ENOENT). Give the path of a network's file.",
  );
});
