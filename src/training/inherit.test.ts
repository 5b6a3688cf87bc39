/** @file What a run takes from another: by name and shape, everything learnt and nothing remembered by optimisers. */
import { describe, expect, test } from "vitest";
import { tinyGan } from "../../test/play.ts";
import type { NamedTensor } from "../base/safetensors.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";
import { mlp } from "../models/mlp.ts";
import { adam } from "../optim/adam.ts";
import { declareGame } from "../steps/declare.ts";
import { type GameLayout, initialState } from "../steps/layout.ts";
import { firstState, inherit } from "./inherit.ts";
import { namedTensors } from "./snapshot.ts";

const G = (hidden: number, ema: number | null = 0.9): Game["players"][string] => ({
  network: mlp({ hidden: [hidden], out: 2, activation: "tanh" }),
  optimiser: adam({ learningRate: 1e-2, beta1: 0.5 }),
  ...(ema === null ? {} : { ema }),
});

const layoutOf = (hidden: number, ema: number | null = 0.9): GameLayout =>
  declareGame(tinyGan({ generator: G(hidden, ema) }));

/** A trained run's tensors: each element another number, none of them a first value. */
function trained(layout: GameLayout): readonly NamedTensor[] {
  let next = 1000;
  const state = Object.entries(initialState(layout, 1)).map(([name, { shape, data }]): [string, Tensor] => {
    const values = Array.from(data, () => {
      next += 1;
      return next;
    });
    return [name, floatTensor(shape, values)];
  });
  return namedTensors(layout, Object.fromEntries(state));
}

const valuesOf = (tensors: readonly NamedTensor[]): Map<string, number[]> =>
  new Map(tensors.map(({ name, data }) => [name, [...data]]));

const kindsOf = (layout: GameLayout, tensors: readonly NamedTensor[]): Record<string, string> =>
  Object.fromEntries(inherit(layout, tensors).lines.map(({ name, kind }) => [name, kind]));

function begun(layout: GameLayout, tensors: readonly NamedTensor[]): Map<string, number[]> {
  return valuesOf(namedTensors(layout, firstState(layout, 7, inherit(layout, tensors).taken)));
}

const layout = layoutOf(6);
const tensors = trained(layout);
const fresh = valuesOf(namedTensors(layout, initialState(layout, 7)));

describe("of the same game", () => {
  test("weights and averages are taken, optimisers begin anew", () => {
    const state = begun(layout, tensors);
    for (const { name, data } of tensors) {
      const remembered = name.includes(".optimiser.");
      expect(state.get(name), name).toEqual(remembered ? fresh.get(name) : [...data]);
    }
    expect(new Set(Object.values(kindsOf(layout, tensors)))).toEqual(new Set(["taken"]));
  });

  test("the file's tensors are not changed by training on", () => {
    const { taken } = inherit(layout, tensors);
    const before = valuesOf(tensors);
    for (const { data } of Object.values(firstState(layout, 7, taken))) data.fill(0);
    expect(valuesOf(tensors)).toEqual(before);
  });
});

test("nothing inherited is the seed's own first state", () => {
  expect(valuesOf(namedTensors(layout, firstState(layout, 7)))).toEqual(fresh);
});

test("another width: what has another shape begins from the seed, and both shapes are told", () => {
  const wide = layoutOf(7);
  const { lines } = inherit(wide, tensors);
  expect(lines.find(({ name }) => name === "G.parameters.hidden0.weight")).toEqual({
    kind: "shape",
    name: "G.parameters.hidden0.weight",
    shape: [7, 3],
    got: [6, 3],
  });
  const state = begun(wide, tensors);
  const anew = valuesOf(namedTensors(wide, initialState(wide, 7)));
  const given = valuesOf(tensors);
  for (const { name, kind } of lines)
    expect(state.get(name), name).toEqual((kind === "taken" ? given : anew).get(name));
});

test("an average that the file has not begins where the weights do", () => {
  const without = trained(layoutOf(6, null));
  expect(kindsOf(layout, without)).toMatchObject({
    "G.parameters.hidden0.weight": "taken",
    "G.average.parameters.hidden0.weight": "new",
  });
  const state = begun(layout, without);
  expect(state.get("G.average.parameters.hidden0.weight")).toEqual(state.get("G.parameters.hidden0.weight"));
  expect(state.get("G.parameters.hidden0.weight")).toEqual(valuesOf(without).get("G.parameters.hidden0.weight"));
});

test("what the game has no place for is said", () => {
  expect(kindsOf(layoutOf(6, null), tensors)).toMatchObject({ "G.average.parameters.hidden0.weight": "unused" });
  const foreign: NamedTensor = { name: "weight", ...floatTensor([2], [1, 2]) };
  expect(kindsOf(layout, [foreign])).toMatchObject({ weight: "unused", "D.parameters.hidden0.bias": "new" });
});

test("whole numbers are no weights", () => {
  const name = "D.parameters.out.bias";
  const counted: NamedTensor = { name, dtype: "int32", shape: [1], data: new Int32Array(1) };
  expect(kindsOf(layout, [counted])).toMatchObject({ [name]: "shape" });
});
