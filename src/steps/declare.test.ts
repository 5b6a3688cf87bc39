import { describe, expect, test } from "vitest";
import { tinyGan } from "../../test/play.ts";
import type { Game, GameInput, Phase, Player, PlayerHandle } from "../game/game.ts";
import { mean } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul } from "../graph/primitives.ts";
import { ones } from "../models/initialisers.ts";
import type { Network } from "../models/scope.ts";
import { sgd } from "../optim/sgd.ts";
import { controlNames, declareGame } from "./declare.ts";

const optimiser = sgd({ learningRate: 0.1 });

/** A game of one player over one input. */
function solo(network: Network, changed: Partial<Phase> = {}): Game {
  const phase: Phase = {
    name: "only",
    updates: ["P"],
    loss: ({ P }, { x }) => ({ loss: mean((P as PlayerHandle)(x as Node)) }),
    ...changed,
  };
  return {
    players: { P: { network, optimiser } },
    inputs: { x: { kind: "normal", shape: [4, 2] } },
    phases: [phase],
    sampler: { player: "P", inputs: ["x"], output: "sample", draw: ({ P }, { x }) => (P as PlayerHandle)(x as Node) },
  };
}

const scaled: Network = (scope, x) => mul(x, scope.parameter("scale", [2], ones));

describe("what players are made of", () => {
  test("is listed in order of first use, the sampler's first", () => {
    const { G, D } = declareGame(tinyGan());
    expect(G?.parameters.entries.map(({ name, shape, offset }) => [name, shape, offset])).toEqual([
      ["hidden0.weight", [6, 3], 0],
      ["hidden0.bias", [6], 18],
      ["out.weight", [2, 6], 24],
      ["out.bias", [2], 36],
    ]);
    expect(G?.parameters.size).toBe(38);
    expect(D?.parameters.size).toBe(2 * 5 + 5 + 5 + 1);
    expect([G?.averaged, D?.averaged]).toEqual([true, false]);
  });

  test("includes what only a phase asks for", () => {
    const network: Network = (scope, x) => (scope.training ? mul(scaled(scope, x), scope.parameter("w", [], ones)) : x);
    expect(declareGame(solo(network)).P?.parameters.entries.map(({ name }) => name)).toEqual(["scale", "w"]);
  });

  test("gives an optimiser its slots", () => {
    const slots = declareGame(tinyGan()).G?.slots.map(({ slot, shape, initial }) => ({ slot, shape, initial }));
    expect(slots).toEqual([
      { slot: "gradientSum", shape: [38], initial: 0 },
      { slot: "squareSum", shape: [38], initial: 0 },
      { slot: "gradientWeight", shape: [], initial: 0 },
      { slot: "squareWeight", shape: [], initial: 0 },
    ]);
  });
});

describe("controls", () => {
  test("are the game's own, a rate a player, and an averaging rate where an average is kept", () => {
    expect(controlNames(tinyGan())).toEqual(["lr.G", "lr.D", "average.G"]);
    expect(controlNames(tinyGan({ loss: "minimax-then-ns" }))).toEqual(["lossSwitch", "lr.G", "lr.D", "average.G"]);
  });
});

describe("a game that cannot be played is refused", () => {
  const game = solo(scaled);
  const twice: Game = { ...game, phases: [...game.phases, ...solo(scaled).phases] };
  const withInputs = (inputs: Game["inputs"]): Game => ({ ...game, inputs });
  const data = (shape: readonly number[]): GameInput => ({ kind: "data", shape });
  const columns = [{ name: "age", min: 1, max: 9, mean: 5, binary: false }];

  test.each<[string, Game, string]>([
    [
      "a phase that updates a stranger",
      solo(scaled, { updates: ["Q"] }),
      'phase only: it updates "Q", but the players are P.',
    ],
    ["a player with nothing to learn", solo((_, x) => x), 'phase only: it updates "P", which has no parameters.'],
    ["two phases of one name", twice, "phase only: two phases have this name."],
    [
      "data in batches of two sizes",
      withInputs({ x: data([4, 2]), more: data([6, 2]) }),
      'input more: its batch is 6, that of "x" 4; all data come in one size.',
    ],
    [
      "labels of noise",
      withInputs({ x: { kind: "normal", shape: [4, 2] }, y: { kind: "labels", shape: [4], of: "x" } }),
      'input y: its labels are of "x", which is no data input.',
    ],
    [
      "more labels than items",
      withInputs({ x: data([4, 2]), y: { kind: "labels", shape: [4, 2], of: "x" } }),
      'input y: labels are [4], one for each item of "x"; got [4, 2].',
    ],
    [
      "attributes of noise",
      withInputs({ x: { kind: "normal", shape: [4, 2] }, y: { kind: "attributes", shape: [4, 1], of: "x", columns } }),
      'input y: its attributes are of "x", which is no data input.',
    ],
    [
      "attributes of another number than they have columns",
      withInputs({ x: data([4, 2]), y: { kind: "attributes", shape: [4, 3], of: "x", columns } }),
      'input y: attributes are [4, 1], a row for each item of "x"; got [4, 3].',
    ],
    [
      "a rate that follows a control there is none of",
      { ...game, players: { P: { ...(game.players.P as Player), rate: "pace" } } },
      'player P: its learning rate follows the control "pace", but the game has no such control.',
    ],
    [
      "one name with two shapes",
      solo((scope, x) => add(scaled(scope, x), scope.parameter("scale", [1], ones))),
      "P.scale: asked for as a parameter of shape [1], but it has [2].",
    ],
    [
      "one name for a parameter and a buffer",
      solo((scope, x) => add(scaled(scope, x), scope.buffer("scale", [2], ones))),
      "P.scale: is both a parameter and a buffer.",
    ],
    [
      "an update of a buffer that is not there",
      solo((scope, x) => {
        scope.updateBuffer("mean", x);
        return scaled(scope, x);
      }),
      "P.mean: is updated, but the network has no such buffer.",
    ],
  ])("%s", (_, game, sentence) => {
    expect(() => declareGame(game)).toThrow(sentence);
  });
});
