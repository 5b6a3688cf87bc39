/**
 * @file Lowering of what moves elements about: reshape and broadcast (also with a batch known only at run time), slice,
 * pad with interior zeros, scatter-add.
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { Node, Op } from "../graph/node.ts";
import type { LoweringContext } from "./lowering.ts";

type OpOf<K extends Op["kind"]> = Extract<Op, { kind: K }>;

const holdsBatch = (extent: number, batch: number | null): boolean => batch !== null && extent % batch === 0;

/** The one extent that depends on the batch becomes −1, which ONNX works out. @throws E113 when there are two */
export function reshapeTarget(shape: Shape, batch: number | null): number[] {
  const target = shape.map((extent) => (holdsBatch(extent, batch) ? -1 : extent));
  if (target.filter((extent) => extent === -1).length > 1) {
    throw new GantryError("E113", { where: "export", problem: "a reshape spreads the batch over two axes" });
  }
  return target;
}

/** `Expand` keeps an extent where its target says 1, so the batch need not be known. */
export function lowerBroadcast(op: OpOf<"broadcast">, node: Node, { model, operands, batch }: LoweringContext): string {
  const from = (node.inputs[0] as Node).shape;
  const target = op.shape.map((extent, axis) => (holdsBatch(extent, batch) && from[axis] === extent ? 1 : extent));
  if (target.some((extent) => holdsBatch(extent, batch))) {
    throw new GantryError("E113", { where: "export", problem: "a value is repeated once an example" });
  }
  return model.node("Expand", [...operands, model.int64(target)]);
}

/** Only the axes that are cut are named. */
export function lowerSlice(op: OpOf<"slice">, node: Node, { model, operands }: LoweringContext): string {
  const source = (node.inputs[0] as Node).shape;
  const cut = source.map((_, axis) => axis).filter((axis) => node.shape[axis] !== source[axis]);
  if (cut.length === 0) return operands[0] as string;
  const pick = (values: readonly number[]): string => model.int64(cut.map((axis) => values[axis] as number));
  return model.node("Slice", [operands[0] as string, pick(op.start), pick(op.end), model.int64(cut), pick(op.step)]);
}

/**
 * Interior zeros become a new innermost axis that is padded and merged: [n] → [n, 1] → [n, k+1] → [n·(k+1)], whose last
 * k zeros are one pad too many and are cut. Outer zeros are ONNX's own `Pad`.
 */
export function lowerPad(op: OpOf<"pad">, node: Node, context: LoweringContext): string {
  const { model } = context;
  let value = context.operands[0] as string;
  const shape = [...(node.inputs[0] as Node).shape];
  op.interior.forEach((interior, axis) => {
    if (interior > 0) value = spread(value, shape, axis, interior, context);
  });
  if (op.low.every((n) => n === 0) && op.high.every((n) => n === 0)) return value;
  return model.node("Pad", [value, model.int64([...op.low, ...op.high])], { mode: "constant" });
}

/** Puts `interior` zeros between neighbours on one axis; updates `shape`. */
function spread(value: string, shape: number[], axis: number, interior: number, { model }: LoweringContext): string {
  const extent = shape[axis] as number;
  const apart = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
  const pads = [...apart.map(() => 0), ...apart.map((_, i) => (i === axis + 1 ? interior : 0))];
  const merged = shape.map((n, i) => (i === axis ? n * (interior + 1) : n));
  const split = model.node("Reshape", [value, model.int64(apart)]);
  const padded = model.node("Pad", [split, model.int64(pads)], { mode: "constant" });
  const joined = model.node("Reshape", [padded, model.int64(merged)]);
  shape[axis] = extent + (extent - 1) * interior;
  return model.node("Slice", [joined, model.int64([0]), model.int64([shape[axis]]), model.int64([axis])]);
}

export function lowerScatterAdd(_: OpOf<"scatterAdd">, node: Node, { model, operands }: LoweringContext): string {
  const [rows, indices] = operands as [string, string];
  const indexShape = (node.inputs[1] as Node).shape;
  const empty = model.node("ConstantOfShape", [model.int64(node.shape)]);
  const column = model.node("Reshape", [indices, model.int64([...indexShape, 1])]);
  const positions = model.node("Cast", [column], { to: 7 }); // ScatterND asks for int64
  return model.node("ScatterND", [empty, positions, rows], { reduction: "add" });
}
