/**
 * @file One random application of every primitive, away from its kinks. Derivatives, passes and runtimes are tested on
 * this table; a primitive left out does not compile.
 */
import { floatTensor } from "../src/base/tensor.ts";
import type { ConvGeometry, Node, OpKind } from "../src/graph/node.ts";
import * as g from "../src/graph/primitives.ts";
import type { Draw } from "./draw.ts";

type Case = (draw: Draw) => Node;

const unary =
  (build: (x: Node) => Node, low = -2, high = 2): Case =>
  (draw) =>
    build(draw.float(draw.shape(), low, high));

const smoothExceptAtIntegers =
  (build: (x: Node) => Node): Case =>
  (draw) =>
    build(draw.awayFromIntegers(draw.shape()));

const binary =
  (build: (a: Node, b: Node) => Node, low = -2, high = 2): Case =>
  (draw) => {
    const [a, b] = draw.shapes(2) as [number[], number[]];
    return build(draw.float(a, low, high), draw.float(b, low, high));
  };

const kinkedWhereEqual =
  (build: (a: Node, b: Node) => Node): Case =>
  (draw) => {
    const [a, b] = draw.shapes(2) as [number[], number[]];
    return build(draw.grid(a, 0), draw.grid(b, 0.1));
  };

const geometry = ({ stride, padding, dilation }: ConvGeometry): ConvGeometry => ({ stride, padding, dilation });
const image = (shape: readonly number[]): [number, number] => [shape[2] as number, shape[3] as number];

const gatherCase: Case = (draw) => {
  const table = draw.float([draw.integer(1, 4), ...draw.shape(draw.integer(0, 2))]);
  return g.gather(table, draw.indices(draw.shape(draw.integer(0, 2)), table.shape[0] as number));
};

const scatterCase: Case = (draw) => {
  const rows = draw.integer(1, 4);
  const indices = draw.indices(draw.shape(draw.integer(0, 2)), rows);
  return g.scatterAdd(draw.float([...indices.shape, ...draw.shape(draw.integer(0, 2))]), indices, rows);
};

const sliceCase: Case = (draw) => {
  const x = draw.float(draw.integers(draw.integer(1, 3), 1, 6));
  const start = x.shape.map((extent) => draw.integer(0, extent - 1));
  const end = x.shape.map((extent, axis) => draw.integer((start[axis] as number) + 1, extent));
  return g.slice(x, start, end, draw.integers(x.shape.length, 1, 3));
};

const padCase: Case = (draw) => {
  const x = draw.float(draw.shape(draw.integer(1, 3)));
  const rank = x.shape.length;
  return g.pad(x, draw.integers(rank, 0, 2), draw.integers(rank, 0, 2), draw.integers(rank, 0, 2));
};

const concatCase: Case = (draw) => {
  const shape = draw.shape(draw.integer(1, 3));
  const axis = draw.integer(0, shape.length - 1);
  const extents = draw.integers(draw.integer(2, 3), 1, 3);
  const parts = extents.map((extent) => draw.float(shape.map((other, on) => (on === axis ? extent : other))));
  return g.concat(parts, axis);
};

const matmulCase: Case = (draw) => {
  const batch = draw.shape(draw.integer(0, 2));
  const [n, k, m] = draw.integers(3, 1, 4) as [number, number, number];
  const [transposeA, transposeB] = [draw.pick([true, false]), draw.pick([true, false])];
  const a = draw.float([...batch, ...(transposeA ? [k, n] : [n, k])]);
  const b = draw.float([...batch, ...(transposeB ? [m, k] : [k, m])]);
  return g.matmul(a, b, { transposeA, transposeB });
};

const broadcastCase: Case = (draw) => {
  const shape = draw.shape(draw.integer(1, 3));
  return g.broadcastTo(draw.float(shape.map((extent) => draw.pick([extent, 1]))), shape);
};

/** Random applications, by primitive. Comparisons and the like, whose gradient is zero, are cast or scaled to floats. */
export const primitiveCases: { readonly [K in OpKind]: Case } = {
  input: (draw) => draw.float(draw.shape()),
  constant: (draw) => g.mul(draw.float([2]), g.constant(floatTensor([2], [1.5, -0.25]))),
  neg: unary(g.neg),
  abs: smoothExceptAtIntegers(g.abs),
  sign: smoothExceptAtIntegers(g.sign),
  floor: smoothExceptAtIntegers(g.floor),
  exp: unary(g.exp),
  log: unary(g.log, 0.5, 3),
  sqrt: unary(g.sqrt, 0.5, 3),
  sin: unary(g.sin),
  cos: unary(g.cos),
  tanh: unary(g.tanh),
  sigmoid: unary(g.sigmoid),
  softplus: unary(g.softplus),
  add: binary(g.add),
  sub: binary(g.sub),
  mul: binary(g.mul),
  div: (draw) => {
    const [a, b] = draw.shapes(2) as [number[], number[]];
    return g.div(draw.float(a), draw.float(b, 0.5, 2));
  },
  maximum: kinkedWhereEqual(g.maximum),
  minimum: kinkedWhereEqual(g.minimum),
  pow: (draw) => {
    const [a, b] = draw.shapes(2) as [number[], number[]];
    const base = draw.float(a, 0.5, 2);
    return draw.pick([() => g.pow(base, draw.float(b, -2, 3)), () => g.pow(base, draw.pick([1, 2, 2.5, -0.5]))])();
  },
  greater: kinkedWhereEqual((a, b) => g.mul(g.cast(g.greater(a, b), "float32"), a)),
  equal: kinkedWhereEqual((a, b) => g.mul(g.cast(g.equal(a, b), "float32"), a)),
  select: (draw) => {
    const [c, a, b] = draw.shapes(3) as [number[], number[], number[]];
    return g.select(g.greater(draw.awayFromIntegers(c), 0), draw.float(a), draw.float(b));
  },
  leakyRelu: (draw) => g.leakyRelu(draw.awayFromIntegers(draw.shape()), draw.pick([0, 0.1, 0.2])),
  cast: smoothExceptAtIntegers((x) => g.mul(g.cast(g.cast(x, "int32"), "float32"), x)),
  stopGradient: unary((x) => g.mul(g.add(g.stopGradient(x), 0), 3)),
  sum: (draw) => {
    const x = draw.float(draw.shape());
    return g.sumKeep(x, draw.axes(x.shape.length));
  },
  max: (draw) => {
    const x = draw.distinct(draw.shape());
    return g.maxKeep(x, draw.axes(x.shape.length));
  },
  broadcast: broadcastCase,
  reshape: (draw) => {
    const x = draw.float(draw.shape(3));
    return g.reshape(x, draw.pick([[x.shape.reduce((a, b) => a * b, 1)], [...x.shape, 1], [...x.shape].reverse()]));
  },
  transpose: (draw) => {
    const x = draw.float(draw.shape());
    return g.transpose(x, draw.permutation(x.shape.length));
  },
  concat: concatCase,
  slice: sliceCase,
  pad: padCase,
  gather: gatherCase,
  scatterAdd: scatterCase,
  matmul: matmulCase,
  conv: (draw) => {
    const c = draw.convolution();
    return g.conv(draw.float(c.x), draw.float(c.w), geometry(c));
  },
  convTranspose: (draw) => {
    const c = draw.convolution();
    return g.convTranspose(draw.float(c.y), draw.float(c.w), { ...geometry(c), size: image(c.x) });
  },
  convWeight: (draw) => {
    const c = draw.convolution();
    return g.convWeight(draw.float(c.x), draw.float(c.y), { ...geometry(c), kernel: image(c.w) });
  },
};
