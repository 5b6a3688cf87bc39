import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { NamedTensor } from "../base/safetensors.ts";
import { layerNorms, normRules } from "./layer-norms.ts";

const tensor = (name: string, data: readonly number[], shape: readonly number[] = [data.length]): NamedTensor => ({
  ...{ name, dtype: "float32", shape },
  data: Float32Array.from(data),
});

test("norms of a state, by hand: 3-4-5, and roots of mean squares over the weights that they sum up to", () => {
  const norms = layerNorms([
    tensor("G.parameters.out.weight", [3, -4], [1, 2]),
    tensor("G.optimiser.squareSum.out.weight", [0.5, 1.5], [1, 2]),
    tensor("G.optimiser.squareWeight", [0.5], []),
    tensor("D.parameters.a.b.bias", [-2]),
    tensor("D.optimiser.square.a.b.bias", [9]),
    tensor("G.average.parameters.out.weight", [100, 100], [1, 2]),
    tensor("G.buffers.norm.mean", [7]),
  ]);
  expect(Object.keys(norms)).toEqual([
    ...["weight:G.out.weight", "gradient:G.out.weight"],
    ...["weight:D.a.b.bias", "gradient:D.a.b.bias"],
  ]);
  expectClose(Object.values(norms), [5, 2, 2, 3], { rtol: 1e-15, atol: 0 });
});

test("before the first update a gradient is 0, and an optimiser without squares tells none", () => {
  const state = [
    tensor("G.parameters.w", [1]),
    tensor("G.optimiser.squareSum.w", [0]),
    tensor("G.optimiser.squareWeight", [0], []),
    tensor("D.parameters.w", [2]),
    tensor("D.optimiser.velocity.w", [2]),
  ];
  expect(layerNorms(state)).toEqual({ "weight:G.w": 1, "gradient:G.w": 0, "weight:D.w": 2 });
});

test("a player's own names may look like ours", () => {
  const names = ["G.parameters.parameters.w", "G.optimiser.square.parameters.w"];
  expect(normRules(names).map(({ tensor, kind, over }) => [tensor, kind, over])).toEqual([
    ["G.parameters.w", "weight", null],
    ["G.parameters.w", "gradient", null],
  ]);
});

test("a number that is none stays none", () => {
  expect(layerNorms([tensor("G.parameters.w", [1, Number.NaN])])).toEqual({ "weight:G.w": Number.NaN });
});
