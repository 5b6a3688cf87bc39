import { describe, expect, test } from "vitest";
import { tinyGan } from "../../test/play.ts";
import type { NamedTensor } from "../base/safetensors.ts";
import type { Game, Player } from "../game/game.ts";
import { mlp } from "../models/mlp.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { namedTensors, stateFromNamed } from "./snapshot.ts";

const game: Game = tinyGan({
  generator: { ...(tinyGan().players.G as Player), network: mlp({ hidden: [4], out: 2, norm: "batch" }) },
});
const layout = declareGame(game);
const state = Object.fromEntries(
  Object.entries(initialState(layout, 5)).map(([name, tensor], i) => [
    name,
    { ...tensor, data: Float32Array.from(tensor.data, (_, j) => 1000 * i + j) }, // no two elements alike
  ]),
);
const tensors = namedTensors(layout, state);

describe("a checkpoint's tensors", () => {
  test("are called as people know them", () => {
    expect(tensors.map(({ name, shape }) => `${name} [${shape}]`).filter((name) => !name.startsWith("D"))).toEqual([
      "G.parameters.hidden0.weight [4,3]",
      "G.parameters.hidden0.norm.weight [4]",
      "G.parameters.hidden0.norm.bias [4]",
      "G.parameters.out.weight [2,4]",
      "G.parameters.out.bias [2]",
      "G.buffers.hidden0.norm.runningMean [4]",
      "G.buffers.hidden0.norm.runningVariance [4]",
      "G.average.parameters.hidden0.weight [4,3]",
      "G.average.parameters.hidden0.norm.weight [4]",
      "G.average.parameters.hidden0.norm.bias [4]",
      "G.average.parameters.out.weight [2,4]",
      "G.average.parameters.out.bias [2]",
      "G.average.buffers.hidden0.norm.runningMean [4]",
      "G.average.buffers.hidden0.norm.runningVariance [4]",
      "G.optimiser.gradientSum.hidden0.weight [4,3]",
      "G.optimiser.gradientSum.hidden0.norm.weight [4]",
      "G.optimiser.gradientSum.hidden0.norm.bias [4]",
      "G.optimiser.gradientSum.out.weight [2,4]",
      "G.optimiser.gradientSum.out.bias [2]",
      "G.optimiser.squareSum.hidden0.weight [4,3]",
      "G.optimiser.squareSum.hidden0.norm.weight [4]",
      "G.optimiser.squareSum.hidden0.norm.bias [4]",
      "G.optimiser.squareSum.out.weight [2,4]",
      "G.optimiser.squareSum.out.bias [2]",
      "G.optimiser.gradientWeight []",
      "G.optimiser.squareWeight []",
    ]);
  });

  test("become the same state again, whatever their order", () => {
    expect(stateFromNamed(layout, tensors, "here")).toEqual(state);
    expect(stateFromNamed(layout, [...tensors].reverse(), "here")).toEqual(state);
  });
});

describe("a checkpoint that does not fit the game is refused", () => {
  const changed = (name: string, change: (tensor: NamedTensor) => NamedTensor[]): NamedTensor[] =>
    tensors.flatMap((tensor) => (tensor.name === name ? change(tensor) : [tensor]));

  test.each<[string, NamedTensor[], string]>([
    [
      "a tensor is missing",
      changed("G.parameters.out.bias", () => []),
      "checkpoints/5: tensor G.parameters.out.bias should be float32 [2], and is absent. " +
        "Resume with the recipe and settings of run.json, or start a new run.",
    ],
    [
      "a tensor has another shape",
      changed("D.parameters.out.bias", (tensor) => [{ ...tensor, shape: [] }]),
      "checkpoints/5: tensor D.parameters.out.bias should be float32 [1], and is float32 [].",
    ],
    [
      "a tensor has another type",
      changed("D.parameters.out.bias", (tensor) => [{ ...tensor, dtype: "int32", data: new Int32Array(1) }]),
      "checkpoints/5: tensor D.parameters.out.bias should be float32 [1], and is int32 [1].",
    ],
    [
      "a tensor is none of the game's",
      [...tensors, { name: "Q.parameters.w", dtype: "float32", shape: [1], data: new Float32Array(1) }],
      "checkpoints/5: tensor Q.parameters.w should be absent, and is float32 [1].",
    ],
  ])("%s", (_, given, sentence) => {
    expect(() => stateFromNamed(layout, given, "checkpoints/5")).toThrow(sentence);
  });
});
