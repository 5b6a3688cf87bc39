import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../../test/draw.ts";
import { expectClose } from "../../../test/matchers.ts";
import { primitiveCases } from "../../../test/primitive-cases.ts";
import { randomGraph } from "../../../test/random-graph.ts";
import { sameShape } from "../../base/shape.ts";
import { evaluate } from "../../runtime/reference.ts";
import { sum } from "../functions.ts";
import { gradient } from "../gradient.ts";
import { type Node, topologicalOrder } from "../node.ts";
import { verifyGraph } from "../verify.ts";
import { simplifyArithmetic } from "./arithmetic.ts";
import { broadcastLate } from "./broadcasting.ts";
import { mergeCommonSubexpressions } from "./common-subexpressions.ts";
import { foldConstants } from "./fold-constants.ts";
import { joinMovements } from "./movement.ts";
import { reduceProducts } from "./products.ts";
import { joinRanges } from "./ranges.ts";
import { reduceLess } from "./reductions.ts";
import type { Pass } from "./rewrite.ts";
import { simplify } from "./simplify.ts";

const passes: Readonly<Record<string, Pass>> = {
  broadcastLate,
  foldConstants,
  joinMovements,
  joinRanges,
  mergeCommonSubexpressions,
  reduceProducts,
  reduceLess,
  simplifyArithmetic,
  simplify: (outputs) => simplify(outputs, verifyGraph),
};

/**
 * Constants that are computed early are rounded to float32 (2⁻²⁴ = 6e-8 relative), sums change their order; a few dozen
 * nodes may pass such an error on and cancel the values it stands beside. A wrong rule errs by far more than 1e-5.
 */
const TOLERANCE = { rtol: 1e-5, atol: 1e-5 };

function expectSame(pass: Pass, outputs: readonly Node[], draw: Draw): void {
  const passed = pass(outputs);
  verifyGraph(passed);
  expect(passed.length).toBe(outputs.length);
  expect(passed.every((node, i) => sameShape(node.shape, (outputs[i] as Node).shape))).toBe(true);
  const [before, after] = [evaluate(outputs, draw.feeds), evaluate(passed, draw.feeds)];
  before.forEach(({ data }, i) => {
    const size = data.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const scaled = (values: Float64Array): Float64Array => values.map((x) => x / size);
    expectClose(scaled(after[i]?.data ?? new Float64Array()), scaled(data), TOLERANCE);
  });
}

test.each(Object.entries(passes))("%s keeps the values of random graphs and of their gradients", (_, pass) => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const draw = new Draw(seed);
      expectSame(pass, randomGraph(draw), draw);
    }),
    // Always the same graphs: a rounded constant may fall on the other side of a kink, once in many thousands.
    { numRuns: 150, seed: 1 },
  );
});

test.each(Object.entries(primitiveCases))("all passes keep %s and its gradient", (_, build) => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const draw = new Draw(seed);
      const output = build(draw);
      expectSame(passes.simplify as Pass, [output, ...gradient(sum(output), draw.floats)], draw);
    }),
    { numRuns: 15 },
  );
});

test("a second run of all passes finds nothing", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const once = simplify(randomGraph(new Draw(seed)));
      expect(simplify(once).every((node, i) => node === once[i])).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test("passes leave no more nodes than there were", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const outputs = randomGraph(new Draw(seed));
      expect(topologicalOrder(simplify(outputs)).length).toBeLessThanOrEqual(topologicalOrder(outputs).length);
    }),
    { numRuns: 100 },
  );
});
