/**
 * @file Any ONNX model as a feature network: images are brought to what its input wants, and one of its values, an output
 * or one inside, is the features, flattened to one row an image.
 *
 * Size, channels and layout are read from the model; the range of its pixels is told by nobody, so it is an option
 * (`onnx-range.ts`). Probabilities come from the value that `classes` names (`onnx-values.ts`), through a softmax unless
 * a Softmax made them.
 */
import { GantryError, isGantryError } from "../base/error.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { type DType, type Tensor, tensor } from "../base/tensor.ts";
import type { Model, ModelValue } from "../runtime/model.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { type BatchFeatures, inBatches } from "./batches.ts";
import { checkImages } from "./check-images.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { openOnnxFile } from "./onnx-file.ts";
import { imagesOf, type OnnxImages } from "./onnx-images.ts";
import { type ImageRange, imagesForModel } from "./onnx-range.ts";
import { type ChosenValues, chosenValues, probedSizes, type ValueChoice, type ValueSizes } from "./onnx-values.ts";
import { shapedProgram } from "./shaped-program.ts";
import { softmaxRows } from "./softmax-rows.ts";

export interface OnnxNetworkOptions extends ImageRange, ValueChoice {
  /** The file's name, for errors. */
  readonly path: string;
  /** As results call it; `path` by default. */
  readonly name?: string;
  /** Height and width, for a model that leaves them open. */
  readonly size?: readonly [number, number];
}

/** Images prepared at a time, and run at a time where a model takes any number. */
const BATCH = 64;

/** What an opened model was found to be. */
interface OpenedModel extends ValueSizes {
  readonly model: Model;
  readonly images: OnnxImages;
  readonly values: ChosenValues;
  /** Whether the classes are probabilities as they come. */
  readonly normalised: boolean;
}

/**
 * Opens the model and runs it once, to see what it gives.
 *
 * @param bytes of a `.onnx` file with its weights inside
 * @throws E715 for an output that is not there, E716 for a file that is no ONNX model, is damaged or does not run, E717
 * for a model that takes no images or gives no rows; (`of`) E719 for what are no images
 */
export async function onnxNetwork(
  runtime: Runtime,
  bytes: Uint8Array,
  options: OnnxNetworkOptions,
): Promise<FeatureNetwork> {
  const { path } = options;
  const file = openOnnxFile(bytes, path);
  const values = chosenValues(file, options);
  const images = imagesOf(file, options.size);
  const wanted = values.classes === null ? [values.features] : [...new Set([values.features, values.classes])];
  const model = await openedModel(runtime, file.withOutputs(wanted), path);
  try {
    const sizes = await probedSizes(path, model, values, images.input, blank(images));
    const normalised = values.classes !== null && file.operatorOf(values.classes) === "Softmax";
    return networkOf(runtime, { ...sizes, model, images, values, normalised }, options);
  } catch (error) {
    await model.release();
    throw error;
  }
}

async function openedModel(runtime: Runtime, bytes: Uint8Array<ArrayBuffer>, path: string): Promise<Model> {
  if (runtime.openModel === undefined) {
    throw new GantryError("E716", { path, fault: "device", detail: runtime.device });
  }
  return runtime.openModel(bytes, path).catch((cause: unknown) => {
    if (isGantryError(cause) && cause.code !== "E120") throw cause;
    throw new GantryError("E716", { path, fault: "refused", detail: String(cause) }, { cause });
  });
}

/** How many images tell rows from other axes: few have this extent. */
const PROBE = 5;

/** Zeros as the model takes them. */
function blank({ batch, channels, size, layout, type }: OnnxImages): Tensor {
  const item = layout === "NCHW" ? [channels, ...size] : [...size, channels];
  const shape = [batch ?? PROBE, ...item];
  return part(type, shape, new Float32Array(sizeOf(shape)), 0);
}

function networkOf(runtime: Runtime, opened: OpenedModel, options: OnnxNetworkOptions): FeatureNetwork {
  const { model, images, dimension, classes } = opened;
  const { name = options.path } = options;
  const prepare = shapedProgram(runtime, `images for ${name}`, (given) => ({
    prepared: imagesForModel(given, images, options),
  }));
  const run = async (given: Tensor<"float32">, rows: number): Promise<BatchFeatures> => {
    const { prepared } = await prepare.run(given);
    return runOn(opened, prepared as Tensor, rows);
  };
  return {
    name,
    dimension,
    classes,
    of: async (given) => {
      checkImages(name, given.shape);
      return inBatches(given, { most: BATCH, dimension, classes, run });
    },
    release: async () => {
      await prepare.release();
      await model.release();
    },
  };
}

/** @param prepared images as the model takes them, of which the first `rows` count */
async function runOn(opened: OpenedModel, prepared: Tensor, rows: number): Promise<BatchFeatures> {
  const { model, images, values, dimension, classes, normalised } = opened;
  const [, ...item] = prepared.shape;
  const step = images.batch ?? rows;
  const features = new Float32Array(Math.ceil(rows / step) * step * dimension);
  const probabilities = new Float32Array(Math.ceil(rows / step) * step * classes);
  for (let start = 0; start < rows; start += step) {
    const results = await model.run({ [images.input]: part(images.type, [step, ...item], prepared.data, start) });
    features.set((results[values.features] as ModelValue).data, start * dimension);
    if (classes === 0) continue;
    const { data } = results[values.classes ?? ""] as ModelValue;
    probabilities.set(normalised ? data : softmaxRows(data, classes), start * classes);
  }
  return classes === 0 ? { features } : { features, probabilities };
}

/** Images from `start` on, as a tensor that the model takes; zeros where there are no more. */
function part(dtype: DType, shape: Shape, data: Tensor["data"], start: number): Tensor {
  const size = sizeOf(shape.slice(1));
  const values = dtype === "uint8" ? new Uint8Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
  values.set(data.subarray(start * size, start * size + sizeOf(shape)));
  return tensor(dtype, shape, values);
}
