/** @file What a program needs to know of a model, from what the model says of itself. */
import type { ModelInfo } from "../../../api/index.ts";
import type { exportText } from "../../messages/texts.ts";

/** Comments of programs, in a language that people speak. */
export type Says = (typeof exportText)["value"]["code"]["says"];

/** An input, and what a program gives it. */
export type InputUse =
  | { readonly kind: "normal"; readonly name: string; readonly shape: readonly number[] }
  | {
      readonly kind: "uniform";
      readonly name: string;
      readonly shape: readonly number[];
      readonly range: readonly [number, number];
    }
  | { readonly kind: "labels"; readonly name: string; readonly classes: number }
  | { readonly kind: "values"; readonly name: string; readonly values: readonly number[] };

/** What programs need to know of a model. `shape`: without the number of examples. */
export interface ModelUse {
  readonly file: string;
  readonly inputs: readonly InputUse[];
  readonly output: string;
  readonly shape: readonly number[];
  /** The output is pixels of 0 to 255; else numbers from −1 to 1, or as the data. */
  readonly bytes: boolean;
  /** Names of what it can be asked for, or tells apart. */
  readonly classes: readonly string[];
  readonly says: Says;
}

export function modelUse({ file, inputs, outputs, metadata }: ModelInfo, says: Says): ModelUse {
  const [output] = outputs;
  const labels = inputs.find(({ type }) => type === "int64");
  const count = Number(labels === undefined ? 0 : metadata[`${labels.name}.classes`]);
  const classes = listIn(metadata.classes).map(String);
  return {
    file: file.split("/").at(-1) ?? file,
    inputs: inputs.map((input) => inputUse(input, metadata, classes.length || count || 1)),
    output: output?.name ?? "",
    shape: (output?.name === "logits" ? inputs[0] : output)?.shape.slice(1).map(Number) ?? [],
    bytes: output?.type === "uint8",
    classes,
    says,
  };
}

function inputUse(
  { name, type, shape }: ModelInfo["inputs"][number],
  metadata: ModelInfo["metadata"],
  classes: number,
): InputUse {
  const kind = metadata[`${name}.kind`];
  if (type === "int64") return { kind: "labels", name, classes };
  if (kind === "attributes") {
    const columns = listIn(metadata.attributes) as readonly { readonly mean?: number }[];
    return { kind: "values", name, values: columns.map(({ mean }) => Number((mean ?? 0).toPrecision(4))) };
  }
  const extents = shape.slice(1).map(Number);
  if (kind !== "uniform") return { kind: "normal", name, shape: extents };
  const [low = -1, high = 1] = listIn(metadata[`${name}.range`] ?? "[-1, 1]").map(Number);
  return { kind, name, shape: extents, range: [low, high] };
}

function listIn(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

export const product = (extents: readonly number[]): number => extents.reduce((all, extent) => all * extent, 1);

/** `0 = cat, 1 = dog, …`: what numbers of labels mean. */
export const classList = (classes: readonly string[]): string => {
  const shown = classes.slice(0, MOST_CLASSES).map((name, i) => `${i} = ${plain(name)}`);
  return `${shown.join(", ")}${classes.length > MOST_CLASSES ? ", …" : ""}`;
};
const MOST_CLASSES = 10;

/** For a comment of one line, also in a page. */
const plain = (name: string): string => name.replace(/[\s<>]+/g, " ").trim();
