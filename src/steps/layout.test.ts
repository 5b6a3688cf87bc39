import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Game } from "../game/game.ts";
import { normal, ones, zeros } from "../models/initialisers.ts";
import { mlp } from "../models/mlp.ts";
import { declareGame } from "./declare.ts";
import { flatLayout, initialState, vectorsOf } from "./layout.ts";

const withNorm = (): Game =>
  tinyGan({
    generator: {
      ...(tinyGan().players.G as Game["players"][string]),
      network: mlp({ hidden: [4], out: 2, norm: "batch" }),
    },
  });

describe("a flat vector", () => {
  test("holds its tensors one after the other", () => {
    const layout = flatLayout([
      { name: "a.weight", shape: [3, 2], initialiser: ones },
      { name: "a.scale", shape: [], initialiser: ones },
      { name: "b.bias", shape: [5], initialiser: zeros },
    ]);
    expect(layout.size).toBe(12);
    expect(layout.entries.map(({ name, offset }) => [name, offset])).toEqual([
      ["a.weight", 0],
      ["a.scale", 6],
      ["b.bias", 7],
    ]);
  });

  test("may be empty", () => {
    expect(flatLayout([])).toEqual({ entries: [], size: 0 });
  });
});

describe("a player's vectors", () => {
  test("are parameters, buffers where there are any, and the averages of both where one is kept", () => {
    const { G, D } = declareGame(withNorm());
    expect(vectorsOf(G as never).map(({ name }) => name)).toEqual([
      "G/parameters",
      "G/buffers",
      "G/average/parameters",
      "G/average/buffers",
    ]);
    expect(vectorsOf(D as never).map(({ name, layout }) => [name, layout.size])).toEqual([["D/parameters", 21]]);
  });
});

describe("a large parameter", () => {
  const layout = declareGame(withNorm(), 10); // G's first matrix has 12 elements, its second 8; D's first 10, then 5

  test("keeps its shape beside the vector of the others, and so does what the optimiser and the average keep of it", () => {
    expect(vectorsOf(layout.G as never).map(({ name, shape }) => [name, ...shape])).toEqual([
      ["G/parameters", 18],
      ["G/parameters/hidden0.weight", 4, 3],
      ["G/buffers", 8],
      ["G/average/parameters", 18],
      ["G/average/parameters/hidden0.weight", 4, 3],
      ["G/average/buffers", 8],
    ]);
    expect(layout.G?.slots.map(({ state, shape }) => [state, ...shape])).toEqual([
      ["G/optimiser/gradientSum", 18],
      ["G/optimiser/squareSum", 18],
      ["G/optimiser/gradientSum/hidden0.weight", 4, 3],
      ["G/optimiser/squareSum/hidden0.weight", 4, 3],
      ["G/optimiser/gradientWeight"],
      ["G/optimiser/squareWeight"],
    ]);
  });

  test("begins as it would among the others", () => {
    const [alone, among] = [initialState(layout, 3), initialState(declareGame(withNorm()), 3)];
    const first = among["G/parameters"]?.data.slice(0, 12);
    expect(alone["G/parameters/hidden0.weight"]?.data).toEqual(first);
    expect(alone["G/parameters"]?.data).toEqual(among["G/parameters"]?.data.slice(12));
  });
});

describe("the first state", () => {
  test("follows from the seed alone", () => {
    const layout = declareGame(tinyGan());
    expect(initialState(layout, 3)).toEqual(initialState(layout, 3));
    const [a, b] = [initialState(layout, 3), initialState(layout, 4)];
    expect(a["G/parameters"]?.data).not.toEqual(b["G/parameters"]?.data);
  });

  test("draws each tensor by its own name, wherever it stands in the vector", () => {
    const drawn = { name: "out.weight", shape: [2, 3], initialiser: normal() };
    const player = (...before: (typeof drawn)[]) => {
      const parameters = flatLayout([...before, drawn]);
      const parts = [{ ...parameters, suffix: "", shape: [parameters.size] }];
      return { name: "G", parameters, parts, buffers: flatLayout([]), slots: [], averaged: false };
    };
    const alone = initialState({ G: player() }, 5)["G/parameters"]?.data as Float32Array;
    const second = initialState({ G: player({ ...drawn, name: "first" }) }, 5)["G/parameters"]?.data as Float32Array;
    expect(second.slice(6)).toEqual(alone);
    expect(second.slice(0, 6)).not.toEqual(alone);
  });

  test("begins averages where the values are, and memories as the optimiser says", () => {
    const layout = declareGame(withNorm());
    const state = initialState(layout, 3);
    expect(state["G/average/parameters"]).toEqual(state["G/parameters"]);
    expect(state["G/average/buffers"]).toEqual(state["G/buffers"]);
    expectClose(state["G/buffers"]?.data as Float32Array, [0, 0, 0, 0, 1, 1, 1, 1], { rtol: 0, atol: 0 });
    expect(state["G/optimiser/squareSum"]?.shape).toEqual([layout.G?.parameters.size]);
    expect(state["G/optimiser/squareSum"]?.data.every((value) => value === 0)).toBe(true);
    expect(Object.keys(state).sort()).toEqual([
      "D/parameters",
      "G/average/buffers",
      "G/average/parameters",
      "G/buffers",
      "G/optimiser/gradientSum",
      "G/optimiser/gradientWeight",
      "G/optimiser/squareSum",
      "G/optimiser/squareWeight",
      "G/parameters",
    ]);
  });
});
