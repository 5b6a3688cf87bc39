import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Game, Player } from "../game/game.ts";
import { add } from "../graph/primitives.ts";
import { inputsOf, resultsOf } from "../graph/program.ts";
import { mlp } from "../models/mlp.ts";
import { evaluate, type Feed } from "../runtime/reference.ts";
import { declareGame } from "./declare.ts";
import { initialState } from "./layout.ts";
import { fromValues, samplerInputShape, samplerOutput, samplerProgram, type Weights } from "./sampler.ts";

/** A generator with everything that inference treats differently: batch norm and dropout. */
const network = mlp({ hidden: [4], out: 2, norm: "batch", dropout: 0.5 });
const game: Game = tinyGan({ generator: { ...(tinyGan().players.G as Player), network } });
const layout = declareGame(game);
const z = floatTensor([3, 3], [1, 0, -1, 0.5, 2, 0, -1, -1, 1]);

/** Weights doubled in the average, and running statistics that are not what a batch would give. */
const state = ((): Record<string, Tensor> => {
  const first = initialState(layout, 7);
  const { data } = first["G/parameters"] as Tensor<"float32">;
  const doubled = data.map((value) => 2 * value);
  return {
    ...first,
    "G/buffers": floatTensor([8], [0.1, 0.2, 0.3, 0.4, 1, 2, 3, 4]),
    "G/average/buffers": floatTensor([8], [0, 0, 0, 0, 4, 4, 4, 4]),
    "G/average/parameters": floatTensor([doubled.length], doubled),
  };
})();

function draw(weights: Weights, feeds: Readonly<Record<string, Feed>> = { ...state, z }): Float64Array {
  return evaluate(resultsOf(samplerProgram(game, layout, 3, weights)), feeds)[0]?.data as Float64Array;
}

/** The same by hand: linear, normalised by the running statistics, ReLU, linear. */
function byHand(parameters: ArrayLike<number>, buffers: ArrayLike<number>): number[] {
  const entry = Object.fromEntries((layout.G?.parameters.entries ?? []).map(({ name, offset }) => [name, offset]));
  const at = (name: string, i: number): number => parameters[(entry[name] as number) + i] as number;
  return [0, 1, 2].flatMap((row) => {
    const hidden = [0, 1, 2, 3].map((unit) => {
      const sum = [0, 1, 2].reduce(
        (s, j) => s + (z.data[3 * row + j] as number) * at("hidden0.weight", 3 * unit + j),
        0,
      );
      const deviation = Math.sqrt((buffers[4 + unit] as number) + 1e-5);
      const scaled = ((sum - (buffers[unit] as number)) / deviation) * at("hidden0.norm.weight", unit);
      return Math.max(0, scaled + at("hidden0.norm.bias", unit));
    });
    return [0, 1].map((k) => hidden.reduce((s, h, unit) => s + h * at("out.weight", 4 * k + unit), at("out.bias", k)));
  });
}

const weightsOf = (owner: string): [ArrayLike<number>, ArrayLike<number>] => [
  (state[`${owner}/parameters`] as Tensor).data,
  (state[`${owner}/buffers`] as Tensor).data,
];

describe("a sampler", () => {
  test("draws in inference: running statistics, nothing dropped", () => {
    const want = byHand(...weightsOf("G"));
    expectClose(draw("live"), want, { rtol: 1e-7, atol: 1e-9 }); // 1e-5, the norm's ε, is float32
  });

  test("draws with averaged weights and averaged statistics", () => {
    const want = byHand(...weightsOf("G/average"));
    expectClose(draw("average"), want, { rtol: 1e-7, atol: 1e-9 });
  });

  test("takes what it names, for any number of examples", () => {
    const program = samplerProgram(game, layout, 3, "average");
    expect([...inputsOf(program).keys()].sort()).toEqual(["G/average/buffers", "G/average/parameters", "z"]);
    expect(program.outputs.sample?.shape).toEqual([3, 2]);
    expect(samplerInputShape(game, "z", 5)).toEqual([5, 3]);
  });

  test("falls back on live weights where no average is kept", () => {
    const { ema: _, ...plain } = game.players.G as Player;
    const live: Game = { ...game, players: { ...game.players, G: plain } };
    const program = samplerProgram(live, declareGame(live), 3, "average");
    expect([...inputsOf(program).keys()]).toContain("G/parameters");
  });

  test("is a function of its inputs: a network that draws noise in inference is refused", () => {
    const noisy: Game = {
      ...game,
      players: {
        ...game.players,
        G: { ...(game.players.G as Player), network: (scope, x) => add(network(scope, x), scope.noise("normal", [2])) },
      },
    };
    expect(() => samplerProgram(noisy, declareGame(noisy), 3, "live")).toThrow(
      "player G: its network draws noise of its own in inference; make it an input of the game, or check scope.training.",
    );
  });

  test("may hold its weights as constants", () => {
    const values = Object.fromEntries(Object.entries(state).map(([name, { data }]) => [name, data as Float32Array]));
    const alone = samplerOutput(game, layout, 3, "average", fromValues(values));
    expectClose(evaluate([alone], { z })[0]?.data as Float64Array, draw("average"), { rtol: 0, atol: 0 });
  });
});
