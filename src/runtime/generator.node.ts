/**
 * @file A generator that stands alone (`generator.onnx`) in Node: latents in, samples out. It needs nothing but the
 * file: sizes and noise stand in its metadata.
 */
import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import { GantryError } from "../base/error.ts";
import { fillNormal, fillUniform } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { type ModelFacts, modelFacts, type ValueFacts } from "../onnx/facts.ts";
import { withoutTelemetry } from "./no-telemetry.node.ts";

export interface Generator {
  /** Length of z. */
  readonly latentSize: number;
  /** `[C, H, W]` of an image, `[D]` of a point. */
  readonly sampleShape: readonly number[];
  readonly output: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** `count` latents of a seed, `[N, latentSize]`; the first k of n are those of k. */
  readonly z: (count: number, seed: number) => Tensor<"float32">;
  /** @param z `[N, latentSize]` @param label a class, for a conditional generator @returns `[N, ...sampleShape]` */
  readonly generate: (z: Tensor<"float32">, label?: number) => Promise<Tensor<"float32">>;
  readonly release: () => Promise<void>;
}

/** Examples a run: bounds memory, costs little speed. */
const CHUNK = 64;

/** @param where the model's name, for errors @throws E123 for a file that is no generator of ours */
export async function openGenerator(bytes: Uint8Array, where: string): Promise<Generator> {
  const facts = modelFacts(bytes, where);
  const [latent, output] = [facts.inputs.find(({ name }) => name === "z"), facts.outputs[0]];
  if (latent === undefined || output === undefined) throw new GantryError("E123", { path: where });
  withoutTelemetry();
  const session = await InferenceSession.create(bytes, { executionProviders: ["cpu"], logSeverityLevel: 3 });
  const labels = facts.inputs.find(({ type }) => type === "int32" || type === "int64") ?? null;
  const latentSize = Number(latent.shape[1]);
  const sampleShape = output.shape.slice(1).map(Number);
  return {
    latentSize,
    sampleShape,
    output: output.name,
    metadata: facts.metadata,
    z: (count, seed) => latents(facts, latent, count, seed),
    generate: (z, label = 0) => generate(session, output.name, z, { sampleShape, labels, label }),
    release: () => session.release(),
  };
}

function latents({ metadata }: ModelFacts, latent: ValueFacts, count: number, seed: number): Tensor<"float32"> {
  const shape = [count, Number(latent.shape[1])];
  const key = { seed, stream: "sample/z", counter: 0 };
  const out = new Float32Array(sizeOf(shape));
  if (metadata["z.kind"] !== "uniform") return floatTensor(shape, fillNormal(key, out));
  const [low, high] = JSON.parse(metadata["z.range"] ?? "[-1, 1]") as [number, number];
  return floatTensor(shape, fillUniform(key, out, low, high));
}

/** @property labels the input that takes them, whatever it is called; null where the generator is not conditional */
interface Conditions {
  readonly sampleShape: readonly number[];
  readonly labels: ValueFacts | null;
  readonly label: number;
}

/** `[rows]`, all the same, as the model wants them: int32 or int64. */
const labelTensor = (type: string, rows: number, label: number): OrtTensor =>
  type === "int32"
    ? new OrtTensor("int32", new Int32Array(rows).fill(label), [rows])
    : new OrtTensor("int64", new BigInt64Array(rows).fill(BigInt(label)), [rows]);

async function generate(
  session: InferenceSession,
  output: string,
  z: Tensor<"float32">,
  { sampleShape, labels, label }: Conditions,
): Promise<Tensor<"float32">> {
  const [count, size] = z.shape as [number, number];
  const samples = new Float32Array(count * sizeOf(sampleShape));
  for (let start = 0; start < count; start += CHUNK) {
    const rows = Math.min(CHUNK, count - start);
    const part = z.data.subarray(start * size, (start + rows) * size);
    const feeds: Record<string, OrtTensor> = { z: new OrtTensor("float32", part, [rows, size]) };
    if (labels !== null) feeds[labels.name] = labelTensor(labels.type, rows, label);
    const result = (await session.run(feeds))[output] as OrtTensor;
    samples.set(result.data as Float32Array, start * sizeOf(sampleShape));
  }
  return floatTensor([count, ...sampleShape], samples);
}
