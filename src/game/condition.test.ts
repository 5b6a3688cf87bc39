/** @file y: what players are told of an item, in the order class, attributes, each attribute scaled by its range. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Attribute } from "../base/attribute.ts";
import { floatTensor, tensor } from "../base/tensor.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { mixedPrecision } from "../graph/passes/mixed-precision.ts";
import { constant, matmul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { conditionInputs, conditionLength, conditionOf } from "./condition.ts";
import type { GameInput } from "./game.ts";

const age: Attribute = { name: "age", min: 10, max: 90, mean: 30, binary: false };
const smiling: Attribute = { name: "smiling", min: 0, max: 1, mean: 0.5, binary: true };
const year: Attribute = { name: "year", min: 2_000_000, max: 2_000_004, mean: 2_000_001, binary: false };

const label = constant(tensor("int32", [2], Int32Array.of(2, 0)));
const attributes = constant(floatTensor([2, 2], Float32Array.of(10, 1, 70, 0)));
const numbers = (node: Node | null): number[] => Array.from(evaluate([node as Node])[0]?.data ?? []);

describe("y", () => {
  test("has an attribute between -1 and 1: its least, its most, and in between", () => {
    const y = conditionOf({ attributes }, { attributes: [age, smiling] });
    expect(y?.shape).toEqual([2, 2]);
    expectClose(numbers(y), [-1, 1, 0.5, -1], { rtol: 1e-7, atol: 0 }); // the scale is a float32
  });

  test("goes on beyond the range, in proportion", () => {
    const beyond = constant(floatTensor([2, 1], Float32Array.of(130, 0)));
    expectClose(numbers(conditionOf({ attributes: beyond }, { attributes: [age] })), [2, -1.25], {
      rtol: 1e-7,
      atol: 0,
    });
  });

  test("tells apart what lies near together and far from 0", () => {
    const years = constant(floatTensor([5, 1], Float32Array.of(2_000_000, 2_000_001, 2_000_002, 2_000_003, 2_000_004)));
    expect(numbers(conditionOf({ attributes: years }, { attributes: [year] }))).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  test("is scaled before it becomes float16 in mixed precision, which holds no number above 65,504", () => {
    const years = constant(floatTensor([2, 2], Float32Array.of(2_000_000, 2_000_001, 2_000_003, 2_000_004)));
    const weights = constant(floatTensor([2, 3], Float32Array.of(1, -0.5, 3, 2, 0.25, 1)));
    const product = matmul(conditionOf({ attributes: years }, { attributes: [year, year] }) as Node, weights);
    const [mixed] = mixedPrecision([product]);
    expect(topologicalOrder([mixed as Node]).some(({ dtype }) => dtype === "float16")).toBe(true);
    expectClose(numbers(mixed as Node), numbers(product), { rtol: 1e-3, atol: 0 });
  });

  test("is the class first, then the attributes", () => {
    const y = conditionOf({ label, attributes }, { classes: 3, attributes: [age, smiling] });
    expectClose(numbers(y), [0, 0, 1, -1, 1, 1, 0, 0, 0.5, -1], { rtol: 1e-7, atol: 0 });
    expect(conditionLength({ classes: 3, attributes: [age, smiling] })).toBe(5);
  });

  test("is the class alone, or nothing", () => {
    expect(numbers(conditionOf({ label }, { classes: 3 }))).toEqual([0, 0, 1, 1, 0, 0]);
    expect(conditionOf({ label, attributes }, {})).toBeNull();
    expect(conditionLength({})).toBe(0);
  });
});

test("a game that is told attributes has them as an input of the data, for both players and for samples", () => {
  const told: GameInput = { kind: "attributes", shape: [8, 2], of: "x", columns: [age, smiling] };
  const game = tinyGan({ attributes: [age, smiling] });
  expect(game.inputs.attributes).toEqual(told);
  expect(game.sampler.inputs).toEqual(["z", "attributes"]);
  expect(game.phases[1]?.reuses).toEqual(["x"]); // and so the attributes
  const both = tinyGan({ attributes: [age], classes: 3, reuseFakes: true });
  expect(both.sampler.inputs).toEqual(["z", "label", "attributes"]);
  expect(both.phases[1]?.reuses).toEqual(["z", "x"]);
  expect(Object.keys(conditionInputs({}, "x", [8, 2]))).toEqual([]);
});
