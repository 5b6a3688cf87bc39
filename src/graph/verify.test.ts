import { expect, test } from "vitest";
import { tensor } from "../base/tensor.ts";
import type { Node, Op } from "./node.ts";
import { add, input, leakyRelu } from "./primitives.ts";
import { verifyGraph } from "./verify.ts";

const x = input("x", [2, 3]);
const node = (op: Op, inputs: readonly Node[], shape: readonly number[], dtype: Node["dtype"] = "float32"): Node => ({
  op,
  inputs,
  shape,
  dtype,
});

test("a graph made by the builders passes", () => {
  expect(() => verifyGraph([add(x, 1), leakyRelu(add(x, x))])).not.toThrow();
});

test.each<readonly [string, Node, string]>([
  [
    "a wrong shape",
    node({ kind: "neg" }, [x], [3, 2]),
    "neg: typed float32 [3, 2], but its operands give float32 [2, 3].",
  ],
  [
    "a wrong type",
    node({ kind: "neg" }, [x], [2, 3], "int32"),
    "neg: typed int32 [2, 3], but its operands give float32 [2, 3].",
  ],
  ["a missing operand", node({ kind: "add" }, [x], [2, 3]), "add: 2 operands expected, got 1."],
  ["too many operands", node({ kind: "neg" }, [x, x], [2, 3]), "neg: 1 operands expected, got 2."],
  ["a concat of nothing", node({ kind: "concat", axis: 0 }, [], [1]), "concat: some operands expected, got 0."],
  ["an operand of a leaf", node({ kind: "input", name: "y" }, [x], [1]), "input y: 0 operands expected, got 1."],
  ["an extent of 0", node({ kind: "neg" }, [x], [0, 3]), "neg: extents must be integers ≥ 1, got [0, 3]."],
  [
    "a constant with too few elements",
    node({ kind: "constant", value: { ...tensor("float32", [1], Float32Array.of(1)), shape: [2] } }, [], [2]),
    "constant: 2 elements expected, got 1.",
  ],
])("%s is named", (_, broken, sentence) => {
  expect(() => verifyGraph([broken])).toThrow(sentence);
});

test("operands that do not fit a primitive are named by its own rule", () => {
  expect(() => verifyGraph([node({ kind: "add" }, [x, input("y", [4])], [2, 3])])).toThrow(
    "add: shapes [2, 3] and [4] do not fit together.",
  );
});

test("a node below itself is found", () => {
  const inputs: Node[] = [x];
  const loop = node({ kind: "neg" }, inputs, [2, 3]);
  inputs[0] = node({ kind: "sin" }, [loop], [2, 3]);
  expect(() => verifyGraph([loop])).toThrow("neg: a node hangs below itself.");
});

test("two inputs of one name are found", () => {
  expect(() => verifyGraph([x, input("x", [4])])).toThrow(
    "input x: two inputs have this name, float32 [2, 3] and float32 [4].",
  );
});
