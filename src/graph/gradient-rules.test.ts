import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDerivatives } from "../../test/finite-differences.ts";
import { expectClose } from "../../test/matchers.ts";
import { primitiveCases } from "../../test/primitive-cases.ts";
import { evaluate } from "../runtime/reference.ts";
import { sum } from "./functions.ts";
import { gradient } from "./gradient.ts";
import type { Node } from "./node.ts";
import { greater, input, leakyRelu, maximum, maxKeep, minimum, mul, stopGradient } from "./primitives.ts";

// `stopGradient` denies its derivative on purpose; it has its own test below.
const { stopGradient: _, ...differentiable } = primitiveCases;

test.each(Object.entries(differentiable))("%s: first and second derivatives are those of differences", (_, build) => {
  fc.assert(
    fc.property(fc.integer(), (seed) => checkDerivatives(build, seed)),
    { numRuns: 40 },
  );
});

const x = input("x", [3]);
const y = input("y", [3]);
const feeds = { x: { shape: [3], data: [1, 0, -2] }, y: { shape: [3], data: [1, 0, 5] } };
const gradientOf = (f: Node, of: Node): ArrayLike<number> => evaluate(gradient(sum(f), [of]), feeds)[0]?.data ?? [];
const exact = { rtol: 0, atol: 0 };

test("stopGradient lets no gradient through, and leaves other paths open", () => {
  expectClose(gradientOf(mul(stopGradient(x), y), x), [0, 0, 0], exact);
  expectClose(gradientOf(mul(stopGradient(x), x), x), [1, 0, -2], exact);
});

test("a tie's gradient goes to the first operand of maximum and minimum", () => {
  expectClose(gradientOf(maximum(x, y), x), [1, 1, 0], exact);
  expectClose(gradientOf(maximum(x, y), y), [0, 0, 1], exact);
  expectClose(gradientOf(minimum(x, y), x), [1, 1, 1], exact);
  expectClose(gradientOf(minimum(x, y), y), [0, 0, 0], exact);
});

test("leakyRelu's gradient at 0 is its slope", () => {
  expectClose(gradientOf(leakyRelu(x, 0.25), x), [1, 0.25, 0.25], exact);
  expectClose(gradientOf(leakyRelu(x, 0), x), [1, 0, 0], exact);
});

test("equal maxima share the gradient", () => {
  const ties = { x: { shape: [3], data: [4, 4, 1] } };
  expectClose(evaluate(gradient(sum(maxKeep(x)), [x]), ties)[0]?.data ?? [], [0.5, 0.5, 0], exact);
});

test("comparisons have no gradient", () => {
  expect(() => gradient(greater(sum(x), 0), [x])).toThrow("gradient: expected float32 nodes, got bool.");
});
