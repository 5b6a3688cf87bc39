/**
 * @file Derivatives against central differences of fourth order, (8(f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h))) / 12h, in
 * the float64 interpreter.
 *
 * With h = 5e-4 they err by h⁴f⁽⁵⁾/30 ≈ 2e-15·f⁽⁵⁾ and by rounding 1.5·2⁻⁵³·|f|/h ≈ 3e-13·|f|; a sum of squares of first
 * derivatives may be of tens of thousands where one of its derivatives is of hundredths. Hence rtol 1e-6 and atol 1e-7.
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

/** Functions with kinks are drawn a hundred times farther from them. */
const STEP = 5e-4;
const TOLERANCE = { rtol: 1e-6, atol: 1e-7 };
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
  return (8 * (at(STEP) - at(-STEP)) - (at(2 * STEP) - at(-2 * STEP))) / (12 * STEP);
}

function compare(f: Node, wrt: readonly Node[], gradients: readonly Node[], { feeds, draw }: Drawn): void {
  const values = evaluate(gradients, feeds);
  wrt.forEach((node, which) => {
    if (node.op.kind !== "input") throw new Error("finite differences move inputs");
    const { name } = node.op;
    const got = (values[which] as { readonly data: Float64Array }).data;
    const elements = draw.permutation(got.length).slice(0, LOOKED_AT);
    expectClose(
      elements.map((element) => got[element] as number),
      elements.map((element) => slopeAt(f, feeds, name, element)),
      TOLERANCE,
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
