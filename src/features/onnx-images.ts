/** @file How a model wants its images, as its one input says: which axis is which, how many channels, what size, what type. */
import { GantryError } from "../base/error.ts";
import type { ModelFault } from "../messages/en/errors-features.ts";
import type { OnnxFile, OnnxValue } from "./onnx-file.ts";
import type { ImageNeeds } from "./prepare-images.ts";

/** @property batch null where it takes any number */
export interface OnnxImages extends ImageNeeds {
  readonly input: string;
  readonly type: "float32" | "uint8";
  readonly layout: "NCHW" | "NHWC";
  readonly batch: number | null;
}

type Extents = readonly [number | string, number | string, number | string, number | string];

/** @param size height and width, for a model that leaves them open @throws E717 */
export function imagesOf(file: OnnxFile, size?: readonly [number, number]): OnnxImages {
  const { path, inputs } = file;
  const refuse = (fault: ModelFault, got: string): never => {
    throw new GantryError("E717", { path, fault, got });
  };
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0) {
    return refuse("inputs", `${inputs.length}: ${inputs.map(described).join("; ") || "none"}`);
  }
  const { name, type, shape } = input;
  if (shape.length !== 4) return refuse("rank", described(input));
  if (type !== "float32" && type !== "uint8") return refuse("type", described(input));
  const [batch, ...rest] = shape as Extents;
  const [layout, channels, declared] = axesOf(rest);
  if (channels !== 1 && channels !== 3) return refuse("channels", described(input));
  const fixed = declared.every((extent) => typeof extent === "number") ? (declared as [number, number]) : size;
  if (fixed === undefined) return refuse("size", described(input));
  return { input: name, type, layout, channels, size: fixed, batch: typeof batch === "number" ? batch : null };
}

type Axes = readonly [
  layout: "NCHW" | "NHWC",
  channels: number | string,
  size: readonly [number | string, number | string],
];

/** Channels are the axis that has 1 or 3 of them; where both do, the first. */
function axesOf([a, b, c]: readonly (number | string)[]): Axes {
  const [first, middle, last] = [a ?? "?", b ?? "?", c ?? "?"];
  const isFirst = first === 1 || first === 3;
  return !isFirst && (last === 1 || last === 3) ? ["NHWC", last, [first, middle]] : ["NCHW", first, [middle, last]];
}

const described = ({ name, type, shape }: OnnxValue): string => `${name} ${type} [${shape.join(", ")}]`;
