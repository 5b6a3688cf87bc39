/**
 * @file Builders: one function a primitive. Numbers stand for scalar constants wherever a node is expected.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape } from "../base/shape.ts";
import { type DType, floatTensor, type Tensor } from "../base/tensor.ts";
import type { BinaryKind, ConvGeometry, GraphDType, Node, Op, UnaryKind } from "./node.ts";
import { typeOf } from "./shape-rules.ts";

/** What builders accept: a node, or a number for a scalar constant. */
export type Operand = Node | number;

/** Applies a primitive, checking its operands. @throws E110, E111, E112 */
export function apply(op: Exclude<Op, { kind: "input" }>, inputs: readonly Node[]): Node {
  return { op, inputs, ...typeOf(op, inputs) };
}

/** A value the runtime feeds under `name`. */
export function input(name: string, shape: Shape, dtype: DType = "float32"): Node {
  if (shape.some((extent) => !Number.isInteger(extent) || extent < 1)) {
    throw new GantryError("E112", { where: `input ${name}`, expected: "extents ≥ 1", got: `[${shape.join(", ")}]` });
  }
  return { op: { kind: "input", name }, inputs: [], shape, dtype };
}

export function constant(value: Tensor | number): Node {
  return apply({ kind: "constant", value: typeof value === "number" ? floatTensor([], [value]) : value }, []);
}

/** The node an operand stands for. */
export const nodeOf = (operand: Operand): Node => (typeof operand === "number" ? constant(operand) : operand);

const unary =
  (kind: UnaryKind) =>
  (x: Operand): Node =>
    apply({ kind }, [nodeOf(x)]);
const binary =
  (kind: BinaryKind) =>
  (a: Operand, b: Operand): Node =>
    apply({ kind }, [nodeOf(a), nodeOf(b)]);

export const neg: (x: Operand) => Node = unary("neg");
export const abs: (x: Operand) => Node = unary("abs");
export const sign: (x: Operand) => Node = unary("sign");
export const floor: (x: Operand) => Node = unary("floor");
export const exp: (x: Operand) => Node = unary("exp");
export const log: (x: Operand) => Node = unary("log");
export const sqrt: (x: Operand) => Node = unary("sqrt");
export const sin: (x: Operand) => Node = unary("sin");
export const cos: (x: Operand) => Node = unary("cos");
export const tanh: (x: Operand) => Node = unary("tanh");
export const sigmoid: (x: Operand) => Node = unary("sigmoid");
/** log(1 + eˣ), without overflow. */
export const softplus: (x: Operand) => Node = unary("softplus");

export const add: (a: Operand, b: Operand) => Node = binary("add");
export const sub: (a: Operand, b: Operand) => Node = binary("sub");
export const mul: (a: Operand, b: Operand) => Node = binary("mul");
export const div: (a: Operand, b: Operand) => Node = binary("div");
export const maximum: (a: Operand, b: Operand) => Node = binary("maximum");
export const minimum: (a: Operand, b: Operand) => Node = binary("minimum");
/** aᵇ for a > 0. */
export const pow: (a: Operand, b: Operand) => Node = binary("pow");

/** a > b, as `bool`. */
export const greater = (a: Operand, b: Operand): Node => apply({ kind: "greater" }, [nodeOf(a), nodeOf(b)]);
/** a = b, as `bool`. */
export const equal = (a: Operand, b: Operand): Node => apply({ kind: "equal" }, [nodeOf(a), nodeOf(b)]);
/** a where the condition holds, else b. */
export const select = (condition: Node, a: Operand, b: Operand): Node =>
  apply({ kind: "select" }, [condition, nodeOf(a), nodeOf(b)]);
/** x for x > 0, else slope·x. */
export const leakyRelu = (x: Node, slope = 0.2): Node => apply({ kind: "leakyRelu", slope }, [x]);
export const cast = (x: Node, to: GraphDType): Node => (x.dtype === to ? x : apply({ kind: "cast", to }, [x]));
/** The same value, through which no gradient passes. */
export const stopGradient = (x: Node): Node => apply({ kind: "stopGradient" }, [x]);

/** Axes counted from the start, ascending; all of them by default. Negative ones count from the end. */
export const axesOf = (x: Node, axes: readonly number[] = x.shape.map((_, axis) => axis)): number[] =>
  axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)).sort((a, b) => a - b);

/** Sum over `axes` (all by default), which remain with extent 1. */
export const sumKeep = (x: Node, axes?: readonly number[]): Node => reduced("sum", x, axesOf(x, axes));
/** Maximum over `axes` (all by default), which remain with extent 1. */
export const maxKeep = (x: Node, axes?: readonly number[]): Node => reduced("max", x, axesOf(x, axes));

const reduced = (kind: "sum" | "max", x: Node, axes: readonly number[]): Node =>
  axes.length === 0 ? x : apply({ kind, axes }, [x]);

/** Stretches x to `shape` by NumPy's rule; missing leading axes are added. */
export function broadcastTo(x: Node, shape: Shape): Node {
  const aligned = reshape(x, [...new Array<number>(Math.max(0, shape.length - x.shape.length)).fill(1), ...x.shape]);
  return sameShape(aligned.shape, shape) ? aligned : apply({ kind: "broadcast", shape }, [aligned]);
}

export const reshape = (x: Node, shape: Shape): Node =>
  sameShape(x.shape, shape) ? x : apply({ kind: "reshape", shape }, [x]);
/** Output axis i is input axis `permutation[i]`. */
export const transpose = (x: Node, permutation: readonly number[]): Node =>
  apply({ kind: "transpose", permutation }, [x]);

export function concat(nodes: readonly Node[], axis: number): Node {
  const first = nodes[0];
  if (first === undefined)
    throw new GantryError("E112", { where: "concat", expected: "one tensor or more", got: "none" });
  return nodes.length === 1
    ? first
    : apply({ kind: "concat", axis: axis < 0 ? axis + first.shape.length : axis }, nodes);
}

/** Elements start, start + step, … below end on each axis. */
export function slice(x: Node, start: readonly number[], end: readonly number[], step?: readonly number[]): Node {
  return apply({ kind: "slice", start, end, step: step ?? x.shape.map(() => 1) }, [x]);
}

/** Elements [start, end) of one axis. */
export function sliceAxis(x: Node, axis: number, start: number, end: number): Node {
  const on = axis < 0 ? axis + x.shape.length : axis;
  const pick = (value: number, other: (extent: number) => number): number[] =>
    x.shape.map((extent, i) => (i === on ? value : other(extent)));
  return slice(
    x,
    pick(start, () => 0),
    pick(end, (extent) => extent),
  );
}

/** Zeros around (`low`, `high`) and between (`interior`) the elements of each axis. */
export function pad(x: Node, low: readonly number[], high: readonly number[], interior?: readonly number[]): Node {
  return apply({ kind: "pad", low, high, interior: interior ?? x.shape.map(() => 0) }, [x]);
}

/** Rows of `table` `[V, …]` at int32 `indices` `[I…]` → `[I…, …]`. */
export const gather = (table: Node, indices: Node): Node => apply({ kind: "gather" }, [table, indices]);
/** Adds `values` `[I…, …]` into `rows` rows of zeros at int32 `indices` `[I…]`. */
export const scatterAdd = (values: Node, indices: Node, rows: number): Node =>
  apply({ kind: "scatterAdd", rows }, [values, indices]);

export interface MatmulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}
/** `[…, n, k] · […, k, m]` → `[…, n, m]`. */
export const matmul = (a: Node, b: Node, { transposeA = false, transposeB = false }: MatmulOptions = {}): Node =>
  apply({ kind: "matmul", transposeA, transposeB }, [a, b]);

/** x `[N, C, H, W]`, w `[O, C, kh, kw]` → `[N, O, H', W']`. */
export const conv = (x: Node, w: Node, geometry: ConvGeometry): Node => apply({ kind: "conv", ...geometry }, [x, w]);
/** y `[N, O, H', W']`, w `[O, C, kh, kw]` → `[N, C, ...size]`: the adjoint of `conv` in x. */
export const convTranspose = (
  y: Node,
  w: Node,
  geometry: ConvGeometry & { readonly size: readonly [number, number] },
): Node => apply({ kind: "convTranspose", ...geometry }, [y, w]);
/** x `[N, C, H, W]`, y `[N, O, H', W']` → `[O, C, ...kernel]`: the adjoint of `conv` in w. */
export const convWeight = (
  x: Node,
  y: Node,
  geometry: ConvGeometry & { readonly kernel: readonly [number, number] },
): Node => apply({ kind: "convWeight", ...geometry }, [x, y]);
