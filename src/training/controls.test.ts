import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Game, Player } from "../game/game.ts";
import { sgd } from "../optim/sgd.ts";
import { controlTensors, controlValues, initialControls, nextControls } from "./controls.ts";

/** Both kinds of controls, a schedule for D's rate, and an average with decay .9. */
const game: Game = {
  ...tinyGan(),
  controls: {
    warm: (step) => Math.min(1, step / 10),
    k: { initial: 0.25, next: (value, { dReal = 0 }) => value + 0.1 * dReal },
  },
  players: {
    G: tinyGan().players.G as Player,
    D: { ...(tinyGan().players.D as Player), optimiser: sgd({ learningRate: (step) => 1 / (step + 1) }) },
  },
};
const first = initialControls(game);

describe("controls", () => {
  test("begin at their first values, nothing set, the full rate", () => {
    expect(first).toEqual({ values: { k: 0.25 }, set: {}, rateFactor: 1 });
    expect(initialControls(tinyGan())).toEqual({ values: {}, set: {}, rateFactor: 1 });
  });

  test("follow their schedules, their last value, and the players' rates", () => {
    expect(controlValues(game, first, 4)).toEqual({
      warm: 0.4,
      k: 0.25,
      "lr.G": 0.01,
      "lr.D": 0.2,
      "average.G": 9 / 14,
    });
  });

  test("move by what the step watched", () => {
    const moved = nextControls(game, first, { dReal: 0.5 });
    expectClose([moved.values.k as number], [0.3], { rtol: 1e-15, atol: 0 });
    expect(moved).toMatchObject({ set: {}, rateFactor: 1 });
    expect(first.values.k).toBe(0.25);
  });

  test("may go by what others were before: all move at once", () => {
    const first = (value: number): number => value + 1;
    const second = (_: number, _watched: object, { first = 0 }: Readonly<Record<string, number>>): number => 10 * first;
    const paired: Game = {
      ...tinyGan(),
      controls: { first: { initial: 1, next: first }, second: { initial: 0, next: second } },
    };
    const once = nextControls(paired, initialControls(paired), {});
    expect(once.values).toEqual({ first: 2, second: 10 });
    expect(nextControls(paired, once, {}).values).toEqual({ first: 3, second: 20 });
  });

  test("multiply the rate of the players that follow one, also a rate that was set", () => {
    const { G, D } = game.players;
    const pace = { ...game, players: { G: { ...(G as Player), rate: "warm" }, D: D as Player } };
    expect(controlValues(pace, first, 4)).toMatchObject({ "lr.G": 0.004, "lr.D": 0.2 });
    expect(controlValues(pace, { ...first, set: { "lr.G": 1 }, rateFactor: 0.5 }, 4)).toMatchObject({ "lr.G": 0.2 });
  });

  test("stay the same object where none moves", () => {
    const plain = initialControls(tinyGan());
    expect(nextControls(tinyGan(), plain, { dReal: 1 })).toBe(plain);
  });

  test("that somebody set stand in place of their schedule", () => {
    const values = controlValues(game, { ...first, set: { warm: 0.9, "lr.D": 0.05, k: 2 } }, 4);
    expect(values).toMatchObject({ warm: 0.9, "lr.D": 0.05, k: 2, "lr.G": 0.01 });
  });

  test("halve every learning rate after a rollback, also one that was set, and nothing else", () => {
    const values = controlValues(game, { ...first, set: { "lr.D": 0.05 }, rateFactor: 0.5 }, 4);
    expect(values).toEqual({ warm: 0.4, k: 0.25, "lr.G": 0.005, "lr.D": 0.025, "average.G": 9 / 14 });
  });

  test("are fed as scalars by name", () => {
    const tensors = controlTensors(["warm"], { warm: 0.5, other: 1 });
    expect(tensors).toEqual({ "control/warm": { dtype: "float32", shape: [], data: Float32Array.from([0.5]) } });
  });
});

describe("the averaging rate", () => {
  const rate = (step: number): number => controlValues(game, first, step)["average.G"] as number;

  test("begins near 1, falls as a mean's, and ends at 1 − decay", () => {
    expectClose([0, 8, 79, 80, 81, 1e6].map(rate), [0.9, 0.5, 9 / 89, 0.1, 0.1, 0.1], { rtol: 1e-14, atol: 0 });
  });
});
