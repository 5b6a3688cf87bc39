/**
 * @file Derivatives against central differences, (f(x + h) − f(x − h)) / 2h, in the float64 interpreter.
 *
 * With h = 1e-5 the difference errs by h²f‴/6 ≈ 1e-10·f‴ and by rounding 2⁻⁵³·|f|/h ≈ 1e-11·|f|, a few times over in a sum.
 * Hence rtol 1e-6 and atol 1e-7 for third derivatives below 1000 or so, and what rounding allows beside: a sum of squares of
 * first derivatives may be of tens of thousands where one of its derivatives is of hundredths.
 *
 * A second derivative is the derivative of a function of all ∂f/∂xᵢ, checked in the same way: one difference of a first derivative
 * that was itself checked is as exact as the first, where a second difference of f would lose half the digits.
 */
import { floatTensor } from "../src/base/tensor.ts";
import { sum } from "../src/graph/functions.ts";
import { gradient } from "../src/graph/gradient.ts";
import type { Node } from "../src/graph/node.ts";
import { add, constant, mul } from "../src/graph/primitives.ts";
import { evaluate } from "../src/runtime/reference.ts";
import { Draw, type DrawnFeed } from "./draw.ts";
import { expectClose } from "./matchers.ts";

const STEP = 1e-5;
const TOLERANCE = { rtol: 1e-6, atol: 1e-7 };
/** Of a difference of two sums, in units of half their last place. */
const ROUNDINGS = 4;
/** Elements looked at in each input. */
const LOOKED_AT = 16;

/** Σ w·x + x²/2: weighs every element differently, so no error cancels, and bends, so linear primitives are derived twice. */
function weighted(nodes: readonly Node[], draw: Draw): Node {
  const terms = nodes.map((node) => {
    const weights = Array.from({ length: node.shape.reduce((a, b) => a * b, 1) }, () => draw.real(0.5, 1.5));
    return sum(mul(node, add(constant(floatTensor(node.shape, weights)), mul(node, 0.5))));
  });
  return terms.reduce((total, term) => add(total, term));
}

function slopeAt(f: Node, feeds: Readonly<Record<string, DrawnFeed>>, name: string, element: number): number {
  const at = (move: number): number => {
    const feed = feeds[name] as DrawnFeed;
    const moved = { ...feed, data: feed.data.map((x, i) => (i === element ? x + move : x)) };
    return evaluate([f], { ...feeds, [name]: moved })[0]?.data[0] as number;
  };
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

function compare(f: Node, wrt: readonly Node[], gradients: readonly Node[], { feeds, draw }: Drawn): void {
  const values = evaluate(gradients, feeds);
  const rounding = (ROUNDINGS * 2 ** -53 * Math.abs(evaluate([f], feeds)[0]?.data[0] as number)) / STEP;
  wrt.forEach((node, which) => {
    if (node.op.kind !== "input") throw new Error("finite differences move inputs");
    const { name } = node.op;
    const got = (values[which] as { readonly data: Float64Array }).data;
    const elements = draw.permutation(got.length).slice(0, LOOKED_AT);
    expectClose(
      elements.map((element) => got[element] as number),
      elements.map((element) => slopeAt(f, feeds, name, element)),
      { ...TOLERANCE, atol: TOLERANCE.atol + rounding },
    );
  });
}

interface Drawn {
  readonly feeds: Readonly<Record<string, DrawnFeed>>;
  readonly draw: Draw;
}

/** Checks first and second derivatives of what `build` draws, with respect to every float input it drew. */
export function checkDerivatives(build: (draw: Draw) => Node, seed: number): void {
  const draw = new Draw(seed);
  const output = build(draw);
  const drawn = { feeds: draw.feeds, draw };
  const f = weighted([output], draw);
  const first = gradient(f, draw.floats);
  compare(f, draw.floats, first, drawn);
  const g = weighted(first, draw);
  compare(g, draw.floats, gradient(g, draw.floats), drawn);
}
