/**
 * @file What shape and element type each primitive gives, and what it demands of its operands. The builders in
 * `primitives.ts` and the verifier both ask here, so a rule stands once.
 */
import { GantryError } from "../base/error.ts";
import { broadcastShapes, checkShape, type Shape, sizeOf } from "../base/shape.ts";
import type { ConvGeometry, GraphDType, Node, Op, OpKind } from "./node.ts";

export interface Type {
  readonly shape: Shape;
  readonly dtype: GraphDType;
}

type Rule<K extends OpKind> = (op: Extract<Op, { kind: K }>, inputs: readonly Node[]) => Type;

type AnyRule = (op: { readonly kind: OpKind }, inputs: readonly Node[]) => Type;

const input = (inputs: readonly Node[], index: number): Node => inputs[index] as Node;

function reject(where: string, expected: string, got: string): never {
  throw new GantryError("E112", { where, expected, got });
}

function checkType(where: string, node: Node, dtype: GraphDType): void {
  if (node.dtype !== dtype) reject(where, `${dtype} elements`, node.dtype);
}

/** Where results have too wide a range for float16, or lose too much in it. */
const float32Only: ReadonlySet<OpKind> = new Set<OpKind>([
  "floor",
  "exp",
  "log",
  "sqrt",
  "sin",
  "cos",
  "tanh",
  "sigmoid",
  "softplus",
  "div",
  "pow",
]);

/** Both operands of one type: float32, or float16 where the primitive may be computed in it. */
function checkFloats(kind: OpKind, inputs: readonly Node[]): GraphDType {
  const { dtype } = input(inputs, 0);
  const expected = dtype === "float16" && !float32Only.has(kind) ? dtype : "float32";
  for (const operand of inputs) checkType(kind, operand, expected);
  return expected;
}

const unary: AnyRule = (op, inputs) => ({ shape: input(inputs, 0).shape, dtype: checkFloats(op.kind, inputs) });

const binary: AnyRule = (op, inputs) => {
  const dtype = checkFloats(op.kind, inputs);
  return { shape: broadcastShapes(op.kind, input(inputs, 0).shape, input(inputs, 1).shape), dtype };
};

const comparison: AnyRule = (op, inputs) => {
  const [a, b] = [input(inputs, 0), input(inputs, 1)];
  checkType(op.kind, b, a.dtype);
  return { shape: broadcastShapes(op.kind, a.shape, b.shape), dtype: "bool" };
};

const reduction = (
  op: { readonly kind: "sum" | "max"; readonly axes: readonly number[] },
  inputs: readonly Node[],
): Type => {
  const { shape } = input(inputs, 0);
  checkType(op.kind, input(inputs, 0), "float32");
  const ascending = op.axes.every((axis, i) => axis >= 0 && axis < shape.length && axis > (op.axes[i - 1] ?? -1));
  if (!ascending) reject(op.kind, `ascending axes below ${shape.length}`, `[${op.axes.join(", ")}]`);
  return { shape: shape.map((extent, axis) => (op.axes.includes(axis) ? 1 : extent)), dtype: "float32" };
};

/** The extent a convolution leaves of one axis. */
export function convExtent(extent: number, kernel: number, g: ConvGeometry, axis: 0 | 1): number {
  const padded = extent + g.padding[axis] + g.padding[(axis + 2) as 2 | 3];
  return Math.floor((padded - g.dilation[axis] * (kernel - 1) - 1) / g.stride[axis]) + 1;
}

function checkGeometry(where: string, { stride, padding, dilation }: ConvGeometry): void {
  const whole = [...stride, ...padding, ...dilation].every(Number.isInteger);
  if (whole && [...stride, ...dilation].every((n) => n >= 1) && padding.every((n) => n >= 0)) return;
  reject(where, "strides and dilations ≥ 1, padding ≥ 0", `${stride} / ${dilation} / ${padding}`);
}

/** Checks that x, w and y belong to one convolution; all three siblings ask this. */
function checkConvolution(where: string, x: Shape, w: Shape, y: Shape, g: ConvGeometry): void {
  checkGeometry(where, g);
  checkShape(`${where}.x`, x, [null, null, null, null]);
  checkShape(`${where}.w`, w, [null, x[1] as number, null, null]);
  const expected = ([0, 1] as const).map((axis) => convExtent(x[axis + 2] as number, w[axis + 2] as number, g, axis));
  if (expected.some((extent) => extent < 1))
    reject(where, "a kernel no larger than the padded image", `[${w.join(", ")}]`);
  checkShape(`${where}.y`, y, [x[0] as number, w[0] as number, ...expected]);
}

const at = (shape: Shape, axis: number): number => shape[axis] ?? 0;

const conv: Rule<"conv"> = (op, inputs) => {
  const dtype = checkFloats("conv", inputs);
  const [x, w] = [input(inputs, 0).shape, input(inputs, 1).shape];
  const y = [at(x, 0), at(w, 0), convExtent(at(x, 2), at(w, 2), op, 0), convExtent(at(x, 3), at(w, 3), op, 1)];
  checkConvolution("conv", x, w, y, op);
  return { shape: y, dtype };
};

const convTranspose: Rule<"convTranspose"> = (op, inputs) => {
  const dtype = checkFloats("convTranspose", inputs);
  const [y, w] = [input(inputs, 0).shape, input(inputs, 1).shape];
  const x = [at(y, 0), at(w, 1), ...op.size];
  checkConvolution("convTranspose", x, w, y, op);
  return { shape: x, dtype };
};

const convWeight: Rule<"convWeight"> = (op, inputs) => {
  const dtype = checkFloats("convWeight", inputs);
  const [x, y] = [input(inputs, 0).shape, input(inputs, 1).shape];
  const w = [at(y, 1), at(x, 1), ...op.kernel];
  checkConvolution("convWeight", x, w, y, op);
  return { shape: w, dtype };
};

const matmul: Rule<"matmul"> = (op, inputs) => {
  const dtype = checkFloats("matmul", inputs);
  const [a, b] = [input(inputs, 0).shape, input(inputs, 1).shape];
  const batch = a.slice(0, -2);
  const [rows, inner] = op.transposeA ? [a.at(-1), a.at(-2)] : [a.at(-2), a.at(-1)];
  const [innerB, columns] = op.transposeB ? [b.at(-1), b.at(-2)] : [b.at(-2), b.at(-1)];
  const fits = a.length >= 2 && inner === innerB && batch.length === b.length - 2 && batch.every((n, i) => n === b[i]);
  if (!fits) throw new GantryError("E111", { where: "matmul", left: a, right: b });
  return { shape: [...batch, rows as number, columns as number], dtype };
};

const slice: Rule<"slice"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  const extents = shape.map((extent, axis) => {
    const [start, end, step] = [op.start[axis] ?? -1, op.end[axis] ?? -1, op.step[axis] ?? 0];
    if (start < 0 || end > extent || end <= start || step < 1) {
      reject("slice", `a range within ${extent} on axis ${axis}`, `${start}:${end}:${step}`);
    }
    return Math.ceil((end - start) / step);
  });
  return { shape: extents, dtype };
};

const pad: Rule<"pad"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  const extents = shape.map((extent, axis) => {
    const [low, high, interior] = [op.low[axis] ?? -1, op.high[axis] ?? -1, op.interior[axis] ?? -1];
    if (low < 0 || high < 0 || interior < 0)
      reject("pad", `three counts ≥ 0 on axis ${axis}`, `${low}, ${high}, ${interior}`);
    return low + high + extent + Math.max(0, extent - 1) * interior;
  });
  return { shape: extents, dtype };
};

const concat: Rule<"concat"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  if (op.axis < 0 || op.axis >= shape.length) reject("concat", `an axis below ${shape.length}`, String(op.axis));
  for (const other of inputs) {
    checkShape(
      "concat",
      other.shape,
      shape.map((extent, axis) => (axis === op.axis ? null : extent)),
    );
    checkType("concat", other, dtype);
  }
  const total = inputs.reduce((sum, { shape: s }) => sum + at(s, op.axis), 0);
  return { shape: shape.map((extent, axis) => (axis === op.axis ? total : extent)), dtype };
};

const broadcast: Rule<"broadcast"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  checkShape(
    "broadcast",
    shape,
    op.shape.map((extent, axis) => (shape[axis] === 1 ? 1 : extent)),
  );
  return { shape: op.shape, dtype };
};

const reshape: Rule<"reshape"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  if (op.shape.some((extent) => !Number.isInteger(extent) || extent < 1)) {
    reject("reshape", "extents ≥ 1", `[${op.shape.join(", ")}]`);
  }
  if (sizeOf(shape) !== sizeOf(op.shape))
    throw new GantryError("E111", { where: "reshape", left: shape, right: op.shape });
  return { shape: op.shape, dtype };
};

const transpose: Rule<"transpose"> = (op, inputs) => {
  const { shape, dtype } = input(inputs, 0);
  const sorted = [...op.permutation].sort((a, b) => a - b);
  if (sorted.length !== shape.length || sorted.some((axis, i) => axis !== i)) {
    reject("transpose", `a permutation of ${shape.length} axes`, `[${op.permutation.join(", ")}]`);
  }
  return { shape: op.permutation.map((axis) => at(shape, axis)), dtype };
};

const gather: Rule<"gather"> = (_, inputs) => {
  const [table, indices] = [input(inputs, 0), input(inputs, 1)];
  if (table.shape.length === 0) reject("gather.table", "one axis or more", "a scalar");
  checkType("gather.indices", indices, "int32");
  return { shape: [...indices.shape, ...table.shape.slice(1)], dtype: table.dtype };
};

const scatterAdd: Rule<"scatterAdd"> = (op, inputs) => {
  const [rows, indices] = [input(inputs, 0), input(inputs, 1)];
  checkType("scatterAdd.rows", rows, "float32");
  checkType("scatterAdd.indices", indices, "int32");
  const tail = rows.shape.slice(indices.shape.length);
  checkShape("scatterAdd.rows", rows.shape, [...indices.shape, ...tail]);
  return { shape: [op.rows, ...tail], dtype: "float32" };
};

const select: Rule<"select"> = (_, inputs) => {
  const [condition, a, b] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  checkType("select.condition", condition, "bool");
  checkType("select", b, a.dtype);
  const branches = broadcastShapes("select", a.shape, b.shape);
  return { shape: broadcastShapes("select", condition.shape, branches), dtype: a.dtype };
};

const unchanged: AnyRule = (_, inputs) => ({ shape: input(inputs, 0).shape, dtype: input(inputs, 0).dtype });

/** Leaves carry their own type: `input` gets it from its builder, `constant` from its value. */
type LeafKind = "input";

const rules: { readonly [K in Exclude<OpKind, LeafKind>]: Rule<K> } = {
  constant: (op) => ({ shape: op.value.shape, dtype: op.value.dtype }),
  neg: unary,
  abs: unary,
  sign: unary,
  floor: unary,
  exp: unary,
  log: unary,
  sqrt: unary,
  sin: unary,
  cos: unary,
  tanh: unary,
  sigmoid: unary,
  softplus: unary,
  leakyRelu: unary,
  add: binary,
  sub: binary,
  mul: binary,
  div: binary,
  maximum: binary,
  minimum: binary,
  pow: binary,
  greater: comparison,
  equal: comparison,
  select,
  cast: (op, inputs) => ({ shape: input(inputs, 0).shape, dtype: op.to }),
  stopGradient: unchanged,
  sum: reduction,
  max: reduction,
  broadcast,
  reshape,
  transpose,
  concat,
  slice,
  pad,
  gather,
  scatterAdd,
  matmul,
  conv,
  convTranspose,
  convWeight,
};

/** The type of `op` applied to `inputs`. @throws E110, E111, E112 where the operands do not fit */
export function typeOf(op: Exclude<Op, { kind: LeafKind }>, inputs: readonly Node[]): Type {
  const rule = rules[op.kind] as Rule<OpKind>;
  return rule(op, inputs);
}
