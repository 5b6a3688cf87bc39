/** @file What a generator computes on its way, found by ONNX Runtime in Node, beside what the Nets view says of it. */
import { readFileSync } from "node:fs";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { openGenerator } from "gantry/runtime/node";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ModelProtoSchema, ValueInfoProtoSchema } from "../../src/onnx/onnx_pb.ts";

export interface Passed {
  readonly data: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly max: number;
}

/**
 * Every value of the model that is a number for one latent, by name: its channels, or its units in one.
 * @param path of `generator.onnx` @param row of the latents that `seed` gives
 */
export async function passedValues(
  path: string,
  seed: number,
  label: number,
  row = 0,
): Promise<Readonly<Record<string, readonly Passed[]>>> {
  const generator = await openGenerator(readFileSync(path), path);
  const z = generator.z(row + 1, seed).data.slice(row * generator.latentSize);
  await generator.release();
  const session = await InferenceSession.create(allOutputs(path), { executionProviders: ["cpu"] });
  const feeds: Record<string, Tensor> = { z: new Tensor("float32", z, [1, z.length]) };
  if (generator.classes !== null) feeds.label = new Tensor("int64", BigInt64Array.of(BigInt(label)), [1]);
  const results = await session.run(feeds);
  await session.release();
  const floats = Object.entries(results).filter(([, { type }]) => type === "float32");
  return Object.fromEntries(floats.map(([name, value]) => [name, channelsOf(value)]));
}

/** By hand, not by what is tried out: each output of each node is one of the model. */
function allOutputs(path: string): Uint8Array {
  const model = fromBinary(ModelProtoSchema, readFileSync(path));
  const own = new Set(model.graph?.output.map(({ name }) => name));
  const inner = model.graph?.node.flatMap(({ output }) => output).filter((name) => !own.has(name)) ?? [];
  model.graph?.output.push(...inner.map((name) => create(ValueInfoProtoSchema, { name })));
  return toBinary(ModelProtoSchema, model);
}

function channelsOf({ dims, data }: Tensor): Passed[] {
  const all = Array.from(data as Float32Array);
  const count = dims.length === 4 ? (dims[1] as number) : 1;
  const size = all.length / count;
  return Array.from({ length: count }, (_, i) => {
    const own = all.slice(i * size, (i + 1) * size);
    const mean = own.reduce((sum, x) => sum + x, 0) / size;
    const std = Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size);
    return { data: own, mean, std, max: Math.max(...own) };
  });
}

/**
 * What stands beside the channel's picture. Both add up some hundred float32 products in orders of their own, and a
 * seed's latent on the pad is good to 1e-6.
 */
export async function expectFacts(
  page: Page,
  values: Awaited<ReturnType<typeof passedValues>>,
  name: string,
  channel: number,
): Promise<void> {
  const { mean, std, max } = values[name]?.[channel] ?? { mean: Number.NaN, std: Number.NaN, max: Number.NaN };
  const shown = (): Promise<number[]> =>
    page
      .locator(".maps-shown [data-fact]")
      .evaluateAll((all) =>
        ["mean", "std", "max"].map((fact) =>
          Number(all.find((one) => one.getAttribute("data-fact") === fact)?.getAttribute("value")),
        ),
      );
  await expect.poll(async () => farthest(await shown(), [mean, std, max])).toBeLessThan(2e-6);
}

/** What is not there is far from everything. */
const farthest = (got: readonly number[], want: readonly number[]): number =>
  Math.max(...want.map((value, i) => Math.abs(value - (got[i] ?? Number.NaN))).map((far) => (far >= 0 ? far : 1)));
