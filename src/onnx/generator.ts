/**
 * @file A trained generator as an ONNX model that stands alone: weights inside, any number of examples, metadata.
 *
 * Shapes in a graph are static. A generator is traced for `ANY_BATCH` examples, a prime no network has as an extent; in
 * the model every extent that equals it is the name `N`, and every one that holds it as a factor is worked out by ONNX.
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { add, broadcastTo, cast, floor, maximum, minimum, mul, sliceAxis } from "../graph/primitives.ts";
import { elementTypes } from "./element-types.ts";
import { lowerResults } from "./lower.ts";
import { type Extent, type ModelWriter, modelWriter } from "./model.ts";

/** Stands for any number of examples while a generator is traced. */
export const ANY_BATCH = 7919;

export interface GeneratorModel {
  /** Of the graph: `generator` by default. */
  readonly name?: string;
  /** What it is called in the model: `image` or `sample`. */
  readonly output: string;
  readonly node: Node;
  /** Further outputs, by name. */
  readonly also?: Readonly<Record<string, Node>>;
  /** Facts for whoever opens the file: noise, range, size, recipe, step, licence note. */
  readonly metadata: Readonly<Record<string, string>>;
}

const extentsOf = (shape: Shape): Extent[] => shape.map((extent) => (extent === ANY_BATCH ? "N" : extent));

/**
 * @param generator `node` traced for `ANY_BATCH` examples, with its weights as constants
 * @returns the bytes of a model with `z` (and other inputs the generator takes; labels as int64) in and `output` out
 * @throws E113 where a network does more with the batch than carry it
 */
export function lowerGenerator({
  name = "generator",
  output,
  node,
  also = {},
  metadata,
}: GeneratorModel): Uint8Array<ArrayBuffer> {
  const results = simplify([node, ...Object.values(also)]);
  const model = modelWriter(name);
  const given = new Map<Node, string>();
  for (const each of topologicalOrder(results)) {
    const { op, shape } = each;
    if (op.kind === "input") given.set(each, inputOf(model, op.name, each));
    if (op.kind === "constant" && shape.includes(ANY_BATCH)) {
      throw new GantryError("E113", { where: "export", problem: "a constant depends on the number of examples" });
    }
  }
  const names = lowerResults(model, results, { batch: ANY_BATCH, given });
  for (const [i, name] of [output, ...Object.keys(also)].entries()) {
    const result = results[i] as Node;
    model.output(name, result.dtype, extentsOf(result.shape), names.get(result) as string);
  }
  return model.finish(metadata).bytes;
}

/** Labels come as int64, which is what every other tool has, and go on as our int32. @returns the value's name */
function inputOf(model: ModelWriter, name: string, { dtype, shape }: Node): string {
  const whole = dtype === "int32";
  model.input(name, whole ? "int64" : dtype, extentsOf(shape));
  model.within("input");
  return whole ? model.node("Cast", [name], { to: elementTypes.int32 }) : name;
}

/** Images `[N, C, H, W]` in [−1, 1] as pixels `[N, 3, H, W]`, 0–255, uint8: what outside scorers take. No transparency. */
export function asRgbBytes(image: Node): Node {
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  const rgb = channels === 1 ? broadcastTo(image, [batch, 3, height, width]) : sliceAxis(image, 1, 0, 3);
  const levels = floor(add(mul(rgb, 127.5), 128)); // rounds 127.5·(x + 1)
  return cast(minimum(maximum(levels, 0), 255), "uint8");
}
