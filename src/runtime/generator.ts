/**
 * @file A generator that stands alone (`generator.onnx`): latents in, samples out. It needs nothing but the file: sizes
 * and noise stand in its metadata. `generator.node.ts` and `generator.web.ts` hand in ONNX Runtime.
 */
import type { Attribute } from "../base/attribute.ts";
import { GantryError, isGantryError } from "../base/error.ts";
import { fillNormal, fillUniform } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { type ModelFacts, modelFacts, type ValueFacts } from "../onnx/facts.ts";
import { attributeRows, type Conditions, conditionsOf, type Label } from "./asked.ts";

export interface Generator {
  /** Length of z. */
  readonly latentSize: number;
  /** `[C, H, W]` of an image, `[D]` of a point. */
  readonly sampleShape: readonly number[];
  readonly output: string;
  /** What it can be asked for, in the order of the labels; null where it is not conditional, or does not say. */
  readonly classes: readonly string[] | null;
  /** What else it can be asked for, in the order of its input; null where it is told no attributes. */
  readonly attributes: readonly Attribute[] | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Where each number of a uniform z lies; null for a normal z. */
  readonly range: readonly [low: number, high: number] | null;
  /** `count` latents of a seed, `[N, latentSize]`; the first k of n are those of k. */
  readonly z: (count: number, seed: number) => Tensor<"float32">;
  /**
   * @param z `[N, latentSize]` @param asked of a conditional generator: a class or one for each row, or
   * `{ label, attributes }`, where attributes go by name, such as `{ attributes: { smiling: 1, age: 40 } }`; class 0 and
   * the data's means by default
   * @returns `[N, ...sampleShape]`; images in [−1, 1], also those of a model that gives bytes
   * @throws E213 for a class that the file does not know, E214, E215 for attributes that it does not, E112 for no number,
   * and for another number of classes or values than rows
   */
  readonly generate: (z: Tensor<"float32">, asked?: Label | Conditions) => Promise<Tensor<"float32">>;
  /**
   * All that the model puts out, by name, as it is and in one run: besides samples, what `withOutputs` of `gantry/onnx`
   * made an output. Takes and throws what `generate` does.
   */
  readonly values: (
    z: Tensor<"float32">,
    asked?: Label | Conditions,
  ) => Promise<Readonly<Record<string, GeneratorValue>>>;
  readonly release: () => Promise<void>;
}

/** A value that goes into a model, or came out of one. */
export interface GeneratorValue {
  readonly type: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array;
}

/** A model that ONNX Runtime has opened; the platform hands it in. */
export interface GeneratorSession {
  /** @returns every output of the model, by name */
  readonly run: (inputs: Readonly<Record<string, GeneratorValue>>) => Promise<Readonly<Record<string, GeneratorValue>>>;
  readonly release: () => Promise<void>;
}

/** Examples a run: bounds memory, costs little speed. */
const CHUNK = 64;

/**
 * @param open gives the bytes to ONNX Runtime @param where the model's name, for errors
 * @throws E123 for a file that is no generator of ours
 */
export async function generatorOf<B extends Uint8Array>(
  open: (bytes: B) => Promise<GeneratorSession>,
  bytes: B,
  where: string,
): Promise<Generator> {
  const facts = modelFacts(bytes, where);
  const [latent, output] = [facts.inputs.find(({ name }) => name === "z"), facts.outputs[0]];
  if (latent === undefined || output === undefined) throw new GantryError("E123", { path: where });
  const latentSize = Number(latent.shape[1]);
  const sampleShape = output.shape.slice(1).map(Number);
  if (![latentSize, ...sampleShape].every(Number.isInteger)) throw new GantryError("E123", { path: where });
  const range = rangeOf(facts.metadata, where);
  const session = await open(bytes).catch((cause: unknown) => {
    throw isGantryError(cause) ? cause : new GantryError("E123", { path: where }, { cause });
  });
  const labels = facts.inputs.find(({ type }) => type === "int32" || type === "int64") ?? null;
  const classes = labels === null ? null : classesOf(facts.metadata, labels.name);
  const told = facts.inputs.find(({ name }) => facts.metadata[`${name}.kind`] === "attributes") ?? null;
  const attributes = told === null ? null : (JSON.parse(facts.metadata.attributes ?? "[]") as readonly Attribute[]);
  const toldOf = (z: Tensor<"float32">, asked: Label | Conditions | undefined): Told => {
    const { label = 0, attributes: wanted = {} } = conditionsOf(asked);
    const count = z.shape[0] as number;
    if (labels !== null) checkLabels(label, classes, count);
    return { labels, label, told, values: attributeRows(attributes, wanted, count) };
  };
  return {
    latentSize,
    sampleShape,
    output: output.name,
    classes,
    attributes,
    metadata: facts.metadata,
    range,
    z: (count, seed) => latents(range, latentSize, count, seed),
    generate: async (z, asked) => generate(session, output.name, z, { sampleShape, ...toldOf(z, asked) }),
    values: async (z, asked) => session.run(feedsOf(z, toldOf(z, asked), 0, z.shape[0] as number)),
    release: () => session.release(),
  };
}

/** By name where the file names them, else by number. */
function classesOf(metadata: ModelFacts["metadata"], label: string): readonly string[] | null {
  const { classes, [`${label}.classes`]: count } = metadata;
  if (classes !== undefined) return JSON.parse(classes) as string[];
  return count === undefined ? null : Array.from({ length: Number(count) }, (_, i) => String(i));
}

/** What the file says of a uniform z; as recipes have it, ±1, where it says nothing. @throws E123 for no interval */
function rangeOf(metadata: ModelFacts["metadata"], where: string): Generator["range"] {
  if (metadata["z.kind"] !== "uniform") return null;
  const [low, high] = numbersOf(metadata["z.range"] ?? "[-1, 1]");
  if (low !== undefined && high !== undefined && low < high) return [low, high];
  throw new GantryError("E123", { path: where });
}

/** The finite numbers of a JSON list; none of any other text. */
function numbersOf(text: string): number[] {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values.filter((value) => Number.isFinite(value)) : [];
  } catch {
    return [];
  }
}

function latents(range: Generator["range"], size: number, count: number, seed: number): Tensor<"float32"> {
  const key = { seed, stream: "sample/z", counter: 0 };
  const out = new Float32Array(count * size);
  return floatTensor([count, size], range === null ? fillNormal(key, out) : fillUniform(key, out, ...range));
}

/**
 * @property labels the input that takes them, whatever it is called; null where the generator knows no classes
 * @property told the input that takes attributes; null where it knows none @property values `[N, A]`
 */
interface Told {
  readonly labels: ValueFacts | null;
  readonly label: Label;
  readonly told: ValueFacts | null;
  readonly values: Float32Array;
}

/**
 * The model itself would draw something for no class at all.
 * @throws E112 for another number of classes than rows, E213 for a class that there is none of
 */
function checkLabels(label: Label, classes: readonly string[] | null, count: number): void {
  const asked = typeof label === "number" ? [label] : Array.from(label);
  if (typeof label !== "number" && asked.length !== count) {
    const expected = `one class, or ${count}, one a row`;
    throw new GantryError("E112", { where: "label", expected, got: String(asked.length) });
  }
  if (classes === null) return;
  const wrong = asked.find((each) => !Number.isInteger(each) || each < 0 || each >= classes.length);
  if (wrong !== undefined) throw new GantryError("E213", { where: "label", known: classes, got: String(wrong) });
}

/** `[rows]`, from row `start` on, as the model wants them: int32 or int64. */
function labelTensor(type: string, start: number, rows: number, label: Label): GeneratorValue {
  const labels = Int32Array.from(
    { length: rows },
    (_, i) => (typeof label === "number" ? label : label[start + i]) as number,
  );
  return { type, shape: [rows], data: type === "int32" ? labels : BigInt64Array.from(labels, BigInt) };
}

/** Bytes are brought from 0–255 to [−1, 1], which is what everybody here takes an image for. */
function valuesOf({ type, data }: GeneratorValue): Float32Array {
  return type === "uint8"
    ? Float32Array.from(data as Uint8Array, (level) => level / 127.5 - 1)
    : (data as Float32Array);
}

/** What a run is fed for `rows` latents from row `start` on. @param z `[N, latentSize]` */
function feedsOf(
  z: Tensor<"float32">,
  { labels, label, told, values }: Told,
  start: number,
  rows: number,
): Record<string, GeneratorValue> {
  const [count, size] = z.shape as [number, number];
  const width = values.length / Math.max(1, count);
  const part = z.data.subarray(start * size, (start + rows) * size);
  const feeds: Record<string, GeneratorValue> = { z: { type: "float32", shape: [rows, size], data: part } };
  if (labels !== null) feeds[labels.name] = labelTensor(labels.type, start, rows, label);
  if (told !== null) {
    const known = values.subarray(start * width, (start + rows) * width);
    feeds[told.name] = { type: "float32", shape: [rows, width], data: known };
  }
  return feeds;
}

async function generate(
  session: GeneratorSession,
  output: string,
  z: Tensor<"float32">,
  { sampleShape, ...told }: Told & Pick<Generator, "sampleShape">,
): Promise<Tensor<"float32">> {
  const count = z.shape[0] as number;
  const samples = new Float32Array(count * sizeOf(sampleShape));
  for (let start = 0; start < count; start += CHUNK) {
    const results = await session.run(feedsOf(z, told, start, Math.min(CHUNK, count - start)));
    samples.set(valuesOf(results[output] as GeneratorValue), start * sizeOf(sampleShape));
  }
  return floatTensor([count, ...sampleShape], samples);
}
