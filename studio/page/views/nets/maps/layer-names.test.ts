import { expect, test } from "vitest";
import type { LayerNet } from "../../../../api/index.ts";
import type { PassedValue } from "../../../workers/latent-messages.ts";
import { layerNames } from "./layer-names.ts";

const layer = (name: string, kind: string, ...shape: number[]): LayerNet => ({ name, kind, shape, tensors: [] });
const value = (name: string, operator: string, from: string[], ...shape: number[]): PassedValue => ({
  ...{ name, operator, node: name, from },
  shape: shape.length === 0 ? null : shape,
});
const told = (values: readonly PassedValue[], layers: readonly LayerNet[]): object =>
  Object.fromEntries(layerNames(values, layers));

/** A generator of two blocks of a convolution and a norm, as ours are written. */
const CHAIN = [
  value("a", "MatMul", ["z"], 32),
  value("b", "Reshape", ["a"], 2, 4, 4),
  value("c", "Conv", ["b"], 2, 4, 4),
  value("d", "Mul", ["c"], 2, 4, 4),
  value("e", "Add", ["d"], 2, 4, 4),
  value("f", "Relu", ["e"], 2, 4, 4),
  value("g", "Conv", ["f"], 2, 4, 4),
  value("h", "Add", ["g"], 2, 4, 4),
  value("i", "ConvTranspose", ["h"], 1, 8, 8),
  value("image", "Tanh", ["i"], 1, 8, 8),
];

test("in a chain every layer is found: the shift is a norm's, the product a projection's", () => {
  const layers = [
    ...[layer("project", "linear", 32), layer("one", "conv", 2, 4, 4), layer("one.norm", "elementwise", 2, 4, 4)],
    ...[layer("two", "conv", 2, 4, 4), layer("two.norm", "elementwise", 2, 4, 4)],
    layer("image", "convTranspose", 1, 8, 8),
  ];
  expect(told(CHAIN, layers)).toEqual({
    ...{ a: "project", c: "one", e: "one.norm", g: "two", h: "two.norm", i: "image" },
  });
});

test("where a value is more, or a layer, none of that kind and shape is named, and others are", () => {
  const layers = [layer("project", "linear", 32), layer("one", "conv", 2, 4, 4)];
  expect(told(CHAIN, layers)).toEqual({ a: "project" });
  const more = ["one", "two", "three"].map((name) => layer(name, "conv", 2, 4, 4));
  expect(told(CHAIN, [...more, layer("image", "convTranspose", 1, 8, 8)])).toEqual({ i: "image" });
});

test("two side by side could be either", () => {
  const side = [
    ...[value("x", "Conv", ["z"], 2, 4, 4), value("y", "Conv", ["z"], 2, 4, 4)],
    value("sum", "Add", ["x", "y"], 2, 4, 4),
  ];
  const layers = [layer("main", "conv", 2, 4, 4), layer("skip", "conv", 2, 4, 4)];
  expect(told(side, layers)).toEqual({});
  const [x, y] = [side[0] as PassedValue, value("y", "Conv", ["between"], 2, 4, 4)];
  expect(told([x, value("between", "Split", ["x"]), y], layers)).toEqual({ x: "main", y: "skip" });
});

test("a record without kinds names nothing", () => {
  expect(told(CHAIN, [{ name: "one", kind: null, shape: null, tensors: [] }])).toEqual({});
});
