/** @file Which values of a model are the features and which the classes, and what a run shows them to be. */
import { GantryError } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { ModelFault } from "../messages/en/errors-features.ts";
import type { Model, ModelValue } from "../runtime/model.ts";
import type { OnnxFile } from "./onnx-file.ts";

export interface ValueChoice {
  /** The value that is the features: an output, or anything a node computes. By default the model's first output. */
  readonly output?: string;
  /**
   * The value with logits or probabilities `[N, K]`; null for none. By default the model's first output where it is
   * `[N, K]`, 2 ≤ K ≤ 10,000, and not itself the features.
   */
  readonly classes?: string | null;
}

/** @property guessed whether nobody named the classes: then what is no `[N, K]` is none */
export interface ChosenValues {
  readonly features: string;
  readonly classes: string | null;
  readonly guessed: boolean;
}

const MOST_CLASSES = 10_000;

export function chosenValues({ outputs }: OnnxFile, { output, classes }: ValueChoice): ChosenValues {
  const first = outputs[0]?.name ?? "";
  const features = output ?? first;
  if (classes !== undefined) return { features, classes, guessed: false };
  return { features, classes: features === first ? null : first, guessed: true };
}

/** How many numbers an image has in each. @property classes 0 for none */
export interface ValueSizes {
  readonly dimension: number;
  readonly classes: number;
}

/**
 * Runs the model once on what is no picture.
 * @param images as it wants them @throws E716 where it does not run, E717 where it gives no rows of numbers
 */
export async function probedSizes(
  path: string,
  model: Model,
  chosen: ChosenValues,
  input: string,
  images: Tensor,
): Promise<ValueSizes> {
  const results = await model.run({ [input]: images }).catch((cause: unknown) => {
    throw new GantryError("E716", { path, fault: "refused", detail: String(cause) }, { cause });
  });
  const rows = images.shape[0] as number;
  const features = results[chosen.features] as ModelValue;
  checkRows(path, chosen.features, features, rows);
  if (chosen.classes === null) return { dimension: sizeOf(features.shape) / rows, classes: 0 };
  const classes = results[chosen.classes] as ModelValue;
  const isList = classes.shape.length === 2 && isRows(classes, rows) && isFloat(classes);
  const count = classes.shape[1] ?? 0;
  const fits = isList && count >= 2 && count <= MOST_CLASSES;
  if (!fits && !chosen.guessed) refuse(path, "classes", chosen.classes, classes);
  return { dimension: sizeOf(features.shape) / rows, classes: fits ? count : 0 };
}

const isFloat = ({ type }: ModelValue): boolean => type === "float32" || type === "float64";
const isRows = ({ shape }: ModelValue, rows: number): boolean => shape[0] === rows && sizeOf(shape) > 0;

function checkRows(path: string, name: string, value: ModelValue, rows: number): void {
  if (!isFloat(value)) refuse(path, "output", name, value);
  if (!isRows(value, rows)) refuse(path, "rows", name, value);
}

function refuse(path: string, fault: ModelFault, name: string, { type, shape }: ModelValue): never {
  throw new GantryError("E717", { path, fault, got: `${name} ${type} [${shape.join(", ")}]` });
}
