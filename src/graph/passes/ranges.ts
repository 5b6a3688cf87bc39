/**
 * @file Slices, pads and concats that meet: a slice of a slice is one slice, a slice of a concat reads the parts it
 * touches, a slice of a pad reads what was padded.
 */
import type { Node, OpOf } from "../node.ts";
import { broadcastTo, concat, constant, pad, slice } from "../primitives.ts";
import { type Pass, passOf } from "./rewrite.ts";
import { isKind, operandOf } from "./uniform.ts";

type Slice = Node & { readonly op: OpOf<"slice"> };
type Pad = Node & { readonly op: OpOf<"pad"> };
type Concat = Node & { readonly op: OpOf<"concat"> };

const extentOf = (x: Node, axis: number): number => x.shape[axis] as number;
const number = (values: readonly number[], axis: number): number => values[axis] as number;

const isWhole = ({ op, inputs }: Slice): boolean =>
  (inputs[0] as Node).shape.every((extent, axis) => {
    const step = number(op.step, axis);
    return number(op.start, axis) === 0 && (step === 1 || extent === 1) && number(op.end, axis) === extent;
  });

/** The end of `count` elements from `start` on. */
const endOf = (start: number, count: number, step: number): number => start + (count - 1) * step + 1;

function ofSlice(node: Slice, inner: Slice): Node {
  const step = node.op.step.map((s, axis) => s * number(inner.op.step, axis));
  const start = node.op.start.map((s, axis) => number(inner.op.start, axis) + s * number(inner.op.step, axis));
  const end = start.map((s, axis) => endOf(s, extentOf(node, axis), number(step, axis)));
  return slice(operandOf(inner), start, end, step);
}

/** Where all parts that the range touches are read whole, or there is only one of them. */
function ofConcat(node: Slice, whole: Concat): Node | undefined {
  const { axis } = whole.op;
  const [start, end] = [number(node.op.start, axis), number(node.op.end, axis)];
  let low = 0;
  const touched = whole.inputs.flatMap((part) => {
    const from = low;
    low += extentOf(part, axis);
    return from < end && low > start ? [{ part, from, complete: from >= start && low <= end }] : [];
  });
  const [first] = touched;
  const fewer = touched.length < whole.inputs.length;
  if (first === undefined || !fewer || (touched.length > 1 && touched.some(({ complete }) => !complete)))
    return undefined;
  const shifted = (values: readonly number[]): number[] =>
    values.map((value, on) => (on === axis ? value - first.from : value));
  const parts = touched.map(({ part }) => part);
  return slice(concat(parts, axis), shifted(node.op.start), shifted(node.op.end), node.op.step);
}

/** On one axis: which elements of the padded tensor a slice meets, and how many zeros stand before and after them. */
interface Met {
  readonly first: number;
  readonly count: number;
  readonly before: number;
  readonly after: number;
}

/** `undefined` where slice and pad step differently, so that some zeros between elements would remain. */
function metOn(axis: number, node: Slice, padded: Pad): Met | undefined {
  const extent = extentOf(operandOf(padded), axis);
  const [total, step] = [extentOf(node, axis), number(node.op.step, axis)];
  const offset = number(node.op.start, axis) - number(padded.op.low, axis);
  if (step !== number(padded.op.interior, axis) + 1 || offset % step !== 0) return undefined;
  const first = offset / step;
  const [from, to] = [Math.max(first, 0), Math.min(first + total, extent)];
  const count = Math.max(0, to - from);
  return {
    first: from,
    count,
    before: count === 0 ? 0 : from - first,
    after: count === 0 ? total : first + total - to,
  };
}

function ofPad(node: Slice, padded: Pad): Node | undefined {
  const met = node.shape.map((_, axis) => metOn(axis, node, padded));
  if (!met.every((axis) => axis !== undefined)) return undefined;
  if (met.some(({ count }) => count === 0)) return broadcastTo(constant(0), node.shape);
  const read = slice(
    operandOf(padded),
    met.map(({ first }) => first),
    met.map(({ first, count }) => first + count),
  );
  return pad(
    read,
    met.map(({ before }) => before),
    met.map(({ after }) => after),
  );
}

function ofBroadcast(node: Slice): Node {
  const small = operandOf(operandOf(node));
  const stretched = (axis: number): boolean => extentOf(small, axis) === 1;
  const read = slice(
    small,
    node.op.start.map((start, axis) => (stretched(axis) ? 0 : start)),
    node.op.end.map((end, axis) => (stretched(axis) ? 1 : end)),
    node.op.step,
  );
  return broadcastTo(read, node.shape);
}

function simplerSlice(node: Slice): Node | undefined {
  const x = operandOf(node);
  if (isWhole(node)) return x;
  if (isKind(x, "slice")) return ofSlice(node, x);
  if (isKind(x, "concat")) return ofConcat(node, x);
  if (isKind(x, "broadcast")) return ofBroadcast(node);
  return isKind(x, "pad") && x.dtype === "float32" ? ofPad(node, x) : undefined;
}

const none = (counts: readonly number[]): boolean => counts.every((count) => count === 0);

function simplerPad({ op, inputs }: Pad): Node | undefined {
  const x = inputs[0] as Node;
  const between = op.interior.map((count, axis) => (extentOf(x, axis) === 1 ? 0 : count));
  if (none(op.low) && none(op.high) && none(between)) return x;
  if (!isKind(x, "pad") || !none(op.interior) || !none(x.op.interior)) return undefined;
  const added = (outer: readonly number[], inner: readonly number[]): number[] =>
    outer.map((count, axis) => count + number(inner, axis));
  return pad(operandOf(x), added(op.low, x.op.low), added(op.high, x.op.high));
}

/** Whether two slices of one tensor stand side by side on `axis` and agree on all others. */
function adjoin(left: Slice, right: Slice, axis: number): boolean {
  if (operandOf(left) !== operandOf(right)) return false;
  const agree = left.shape.every(
    (_, on) =>
      on === axis ||
      (number(left.op.start, on) === number(right.op.start, on) &&
        number(left.op.end, on) === number(right.op.end, on) &&
        number(left.op.step, on) === number(right.op.step, on)),
  );
  const steps = number(left.op.step, axis) === 1 && number(right.op.step, axis) === 1;
  return agree && steps && number(left.op.end, axis) === number(right.op.start, axis);
}

/** Concats of concats are one; neighbouring slices of one tensor are one slice. */
function simplerConcat({ op: { axis }, inputs }: Concat): Node | undefined {
  const parts: Node[] = [];
  for (const part of inputs.flatMap((x) => (isKind(x, "concat") && x.op.axis === axis ? x.inputs : [x]))) {
    const last = parts.at(-1);
    if (last !== undefined && isKind(last, "slice") && isKind(part, "slice") && adjoin(last, part, axis)) {
      const end = last.op.end.map((value, on) => (on === axis ? number(part.op.end, on) : value));
      parts[parts.length - 1] = slice(operandOf(last), last.op.start, end, last.op.step);
    } else parts.push(part);
  }
  return parts.length === inputs.length && parts.every((part, i) => part === inputs[i])
    ? undefined
    : concat(parts, axis);
}

/** Joins slices, pads and concats that meet. */
export const joinRanges: Pass = passOf({ slice: simplerSlice, pad: simplerPad, concat: simplerConcat });
