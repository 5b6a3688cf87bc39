/**
 * @file Random graphs, for tests of what must not change a graph's values. Every step applies something to nodes drawn
 * before; values stay bounded. Constants that rules look for (0, 1, −1) and pairs that undo each other are frequent.
 */
import { gradient } from "../src/graph/gradient.ts";
import type { Node } from "../src/graph/node.ts";
import * as g from "../src/graph/primitives.ts";
import type { Draw } from "./draw.ts";

type Step = (x: Node, pool: readonly Node[], draw: Draw) => Node;

const MOST_ELEMENTS = 200;

const sizeOf = ({ shape }: Node): number => shape.reduce((a, b) => a * b, 1);
const number = (draw: Draw): number => draw.pick([0, 1, -1, 2, 0.5, -0.25]);
const factor = (draw: Draw, { shape }: Node): Node => {
  const c = g.constant(number(draw));
  return draw.pick([c, g.broadcastTo(c, draw.pick([shape, [2, ...shape]])), g.reshape(c, [1, 1])]);
};

/** A node of the pool that goes with x, or x itself; negated or stretched sometimes. */
function partner(x: Node, pool: readonly Node[], draw: Draw): Node {
  const fits = ({ shape }: Node): boolean => {
    const rank = Math.min(shape.length, x.shape.length);
    return Array.from({ length: rank }, (_, i) => [shape.at(-1 - i), x.shape.at(-1 - i)]).every(
      ([a, b]) => a === b || a === 1 || b === 1,
    );
  };
  const other = draw.pick(pool.filter(fits));
  return draw.pick([() => other, () => other, () => g.neg(other), () => x])();
}

const stretched: Step = (x, _, draw) =>
  g.broadcastTo(x, [...draw.shape(draw.integer(0, 1)), ...x.shape.map((n) => (n === 1 ? draw.integer(1, 3) : n))]);

const sliced: Step = (x, _, draw) => {
  const start = x.shape.map((extent) => draw.integer(0, extent - 1));
  const end = x.shape.map((extent, axis) => draw.integer((start[axis] as number) + 1, extent));
  return g.slice(
    x,
    start,
    end,
    x.shape.map(() => draw.pick([1, 1, 2])),
  );
};

const padded: Step = (x, _, draw) => {
  const counts = (): number[] => x.shape.map(() => draw.pick([0, 0, 1, 2]));
  return g.pad(x, counts(), counts(), draw.pick([undefined, counts()]) ?? x.shape.map(() => 0));
};

const joined: Step = (x, _, draw) => {
  if (x.shape.length === 0) return x;
  const axis = draw.integer(0, x.shape.length - 1);
  const extent = x.shape[axis] as number;
  const cut = draw.integer(0, extent - 1);
  const halves = cut === 0 ? [x, g.neg(x)] : [g.sliceAxis(x, axis, 0, cut), g.sliceAxis(x, axis, cut, extent)];
  return g.concat(draw.pick([halves, [...halves, x], [g.concat(halves, axis), x]]), axis);
};

const reshaped: Step = (x, _, draw) =>
  g.reshape(x, draw.pick([[sizeOf(x)], [1, ...x.shape], [...x.shape, 1], [...x.shape].reverse()]));

const product: Step = (x, _, draw) => {
  if (x.shape.length < 2) return x;
  const order = x.shape.map((_axis, i) => i);
  const swapped = g.transpose(x, [...order.slice(0, -2), order.length - 1, order.length - 2]);
  return g.mul(
    draw.pick([
      g.matmul(x, swapped),
      g.matmul(swapped, x),
      g.matmul(x, x, { transposeB: true }),
      g.matmul(g.broadcastTo(g.constant(-0.5), swapped.shape), x),
    ]),
    0.1,
  );
};

const steps: readonly Step[] = [
  (x) => g.neg(x),
  (x) => g.tanh(x),
  (x) => g.sin(x),
  (x) => g.sigmoid(x),
  (x) => g.softplus(x),
  (x) => g.exp(g.tanh(x)),
  (x) => g.sqrt(g.add(g.abs(x), 1)),
  (x, _, draw) => g.leakyRelu(x, draw.pick([0, 0.2])),
  (x, _, draw) => g.add(x, factor(draw, x)),
  (x, _, draw) => g.add(factor(draw, x), g.mul(factor(draw, x), x)),
  (x, _, draw) => g.sub(draw.pick([x, factor(draw, x)]), x),
  (x, _, draw) => g.mul(g.mul(x, factor(draw, x)), factor(draw, x)),
  (x, _, draw) => g.div(x, draw.pick([1, -1, 2])),
  (x, pool, draw) => g.add(x, partner(x, pool, draw)),
  (x, pool, draw) => g.sub(x, partner(x, pool, draw)),
  (x, pool, draw) => g.mul(g.tanh(x), g.sin(partner(x, pool, draw))),
  (x, pool, draw) => g.div(g.neg(x), g.add(g.abs(partner(x, pool, draw)), 1)),
  (x, pool, draw) => g.maximum(x, partner(x, pool, draw)),
  (x, pool, draw) => g.minimum(partner(x, pool, draw), x),
  (x, pool, draw) => g.select(g.greater(x, 0.1), x, partner(x, pool, draw)),
  (x, pool, draw) =>
    g.select(g.greater(g.broadcastTo(g.constant(number(draw)), x.shape), 0.1), x, partner(x, pool, draw)),
  (x) => g.cast(g.cast(g.cast(g.greater(x, 0.3), "int32"), "bool"), "float32"),
  (x) => g.stopGradient(x),
  (x, _, draw) => g.sumKeep(x, draw.axes(x.shape.length)),
  (x, _, draw) => g.maxKeep(x, draw.axes(x.shape.length)),
  (x, _, draw) => g.transpose(x, draw.permutation(x.shape.length)),
  stretched,
  sliced,
  padded,
  joined,
  reshaped,
  product,
];

/** The last nodes of a random graph, and the gradients of their sum by its inputs. */
export function randomGraph(draw: Draw, length = 12): Node[] {
  const pool: Node[] = [draw.float(draw.shape(2)), draw.float(draw.shape(3)), draw.float([])];
  for (let step = 0; step < length; step += 1) {
    const made = draw.pick(steps)(draw.pick(pool.slice(-4)), pool, draw);
    if (sizeOf(made) <= MOST_ELEMENTS && made.shape.length <= 4) pool.push(made);
  }
  const outputs = pool.slice(-2);
  const loss = outputs.map((x) => g.reshape(g.sumKeep(g.mul(x, x)), [])).reduce((a, b) => g.add(a, b));
  return [...outputs, loss, ...gradient(loss, draw.floats)];
}
