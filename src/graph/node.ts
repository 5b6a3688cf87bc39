/**
 * @file The graph language: a node is one primitive applied to nodes, with a static shape and element type.
 *
 * The list of primitives is closed, and closed under differentiation: every gradient rule (`gradient-rules.ts`) is
 * written in these same primitives, so a derivative of any order is again a graph of this language. Adding a primitive
 * here makes the compiler ask for its gradient rule, its lowering to ONNX and its reference implementation.
 */

import type { Shape } from "../base/shape.ts";
import type { DType, Tensor } from "../base/tensor.ts";

/**
 * Element types within a graph. `float16` is a matter of devices, which `mixedPrecision` brings in: it is cast from
 * float32 and to float32 inside a program, and no input, constant or result has it.
 */
export type GraphDType = DType | "float16";

/** Elementwise, one operand. `sign(0) = 0`; `floor` and `sign` have a zero gradient. */
export type UnaryKind =
  | "neg"
  | "abs"
  | "sign"
  | "floor"
  | "exp"
  | "log"
  | "sqrt"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus";

/**
 * Elementwise, two operands, NumPy's broadcasting. `maximum` and `minimum` give a tie's gradient to the first operand.
 */
export type BinaryKind = "add" | "sub" | "mul" | "div" | "maximum" | "minimum" | "pow";

/** Elementwise, two operands of one element type with broadcasting, to `bool`; no gradient. */
export type ComparisonKind = "greater" | "equal";

/** Convolution's geometry: `[vertical, horizontal]`, padding of zeros `[top, left, bottom, right]`. */
export interface ConvGeometry {
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number, number, number];
  readonly dilation: readonly [number, number];
}

export type Op =
  /** A value the runtime feeds: state, batches, noise, controls. */
  | { readonly kind: "input"; readonly name: string }
  /** A value known now. */
  | { readonly kind: "constant"; readonly value: Tensor }
  | { readonly kind: UnaryKind }
  | { readonly kind: BinaryKind }
  | { readonly kind: ComparisonKind }
  /** `select(condition, a, b)`: a where the condition holds, else b; broadcasting; gradient to a and b. */
  | { readonly kind: "select" }
  /** x for x > 0, else slope·x. The gradient at 0 is the slope's. */
  | { readonly kind: "leakyRelu"; readonly slope: number }
  /** Another element type; `bool` becomes 0 or 1. Gradients pass between float32 only. */
  | { readonly kind: "cast"; readonly to: GraphDType }
  /** The same value; no gradient passes. */
  | { readonly kind: "stopGradient" }
  /** Sum over `axes` (ascending, ≥ 0), which remain with extent 1. */
  | { readonly kind: "sum"; readonly axes: readonly number[] }
  /** Maximum over `axes`, which remain with extent 1; ties share the gradient equally. */
  | { readonly kind: "max"; readonly axes: readonly number[] }
  /** Stretches extents of 1 to `shape` (the same rank). */
  | { readonly kind: "broadcast"; readonly shape: Shape }
  | { readonly kind: "reshape"; readonly shape: Shape }
  /** Output axis i is input axis `permutation[i]`. */
  | { readonly kind: "transpose"; readonly permutation: readonly number[] }
  | { readonly kind: "concat"; readonly axis: number }
  /** Per axis: elements start, start + step, … below end. */
  | {
      readonly kind: "slice";
      readonly start: readonly number[];
      readonly end: readonly number[];
      readonly step: readonly number[];
    }
  /** Zeros around (`low`, `high` ≥ 0) and between elements (`interior` ≥ 0): the adjoint of `slice`. */
  | {
      readonly kind: "pad";
      readonly low: readonly number[];
      readonly high: readonly number[];
      readonly interior: readonly number[];
    }
  /** `gather(table [V, …], indices int32 [I…])` → [I…, …]: rows of the table. */
  | { readonly kind: "gather" }
  /** `scatterAdd(rows [I…, …], indices int32 [I…])` → [V, …]: the adjoint of `gather`; equal indices add up. */
  | { readonly kind: "scatterAdd"; readonly rows: number }
  /** Product over the last two axes, each optionally transposed first; leading axes are equal on both sides. */
  | { readonly kind: "matmul"; readonly transposeA: boolean; readonly transposeB: boolean }
  /** `conv(x [N, C, H, W], w [O, C, kh, kw])` → [N, O, H', W']: cross-correlation, as every framework has it. */
  | ({ readonly kind: "conv" } & ConvGeometry)
  /** `convTranspose(y [N, O, H', W'], w [O, C, kh, kw])` → [N, C, H, W] = `size`: conv's adjoint in x. */
  | ({ readonly kind: "convTranspose"; readonly size: readonly [number, number] } & ConvGeometry)
  /** `convWeight(x [N, C, H, W], y [N, O, H', W'])` → [O, C, kh, kw] = `kernel`: conv's adjoint in w. */
  | ({ readonly kind: "convWeight"; readonly kernel: readonly [number, number] } & ConvGeometry);

export type OpKind = Op["kind"];

/** The op of one kind, with its own parameters: what a table of rules hands to each of its entries. */
export type OpOf<K extends OpKind> = Op & { readonly kind: K };

/** One value of a graph. Nodes are immutable and shared; a graph is what hangs below its outputs. */
export interface Node {
  readonly op: Op;
  readonly inputs: readonly Node[];
  readonly shape: Shape;
  readonly dtype: GraphDType;
}

/**
 * The nodes below `outputs`, each after its inputs.
 * @param inputsOf what a node stands on, where it is not all its inputs
 */
export function topologicalOrder(
  outputs: readonly Node[],
  inputsOf: (node: Node) => readonly Node[] = ({ inputs }) => inputs,
): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: { readonly node: Node; next: number }[] = [];
  for (const output of outputs) {
    if (!done.has(output)) stack.push({ node: output, next: 0 });
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const input = inputsOf(frame.node)[frame.next];
      frame.next += 1;
      if (input === undefined) {
        stack.pop();
        if (!done.has(frame.node)) order.push(frame.node);
        done.add(frame.node);
      } else if (!done.has(input)) {
        stack.push({ node: input, next: 0 });
      }
    }
  }
  return order;
}
