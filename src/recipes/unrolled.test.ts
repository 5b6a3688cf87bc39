/** @file The recipe `unrolled`: the paper's numbers, networks by data, and what it refuses. */
import { describe, expect, test } from "vitest";
import { recipeGame } from "../../test/play.ts";
import { GantryError } from "../base/error.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { topologicalOrder } from "../graph/node.ts";
import { resultsOf } from "../graph/program.ts";
import { errorSentence } from "../messages/errors.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { unrolled } from "./unrolled.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number): DataShape => ({ kind: "images", size, channels: 1, classes: 10 });
const gameOf = (data: DataShape, changed: Settings = {}) => recipeGame(unrolled, data, changed);

test("has the paper's networks, rates and batch for points, and looks 5 steps ahead", () => {
  const game = gameOf(points);
  const { G, D } = declareGame(game);
  const shapes = (player: typeof G) => player?.parameters.entries.map(({ shape }) => shape);
  expect(shapes(G)).toEqual([[128, 256], [128], [128, 128], [128], [2, 128], [2]]);
  expect(shapes(D)).toEqual([[128, 2], [128], [128, 128], [128], [1, 128], [1]]);
  expect(game.inputs.x?.shape).toEqual([512, 2]);
  expect([game.players.G, game.players.D].map((player) => player?.optimiser.learningRate(0))).toEqual([1e-3, 1e-4]);
  expect(unrolled.settings.unroll?.default).toBe(5);
});

test("has DCGAN's networks for images from 16 pixels, and perceptrons below or when told to", () => {
  const first = (data: DataShape, changed?: Settings) => declareGame(gameOf(data, changed)).D?.parameters.entries[0];
  expect(first(images(28), { unroll: 1 })?.name).toBe("down1.weight");
  expect(first(images(8), { unroll: 1 })?.name).toBe("hidden0.weight");
  expect(first(images(28), { unroll: 1, net: "mlp" })?.name).toBe("hidden0.weight");
  expect(() => gameOf(points, { net: "dcgan" })).toThrow("the recipe unrolled --net dcgan needs images");
});

/** Nodes of a step as written, before passes: each step ahead brings as many. */
const nodesOf = (unroll: number): number => {
  const game = gameOf(points, { unroll });
  return topologicalOrder(resultsOf(fusedStep(game, declareGame(game)).program)).length;
};

test("grows by a few hundred nodes with each step ahead, and no faster", () => {
  const [one, two, ten] = [1, 2, 10].map(nodesOf) as [number, number, number];
  expect(ten - one).toBe(9 * (two - one));
  expect(two - one).toBeLessThan(300);
});

describe("more steps than 20", () => {
  const refusal = (data: DataShape): string => {
    try {
      gameOf(data, { unroll: 50 });
    } catch (error) {
      return error instanceof GantryError ? error.message : "another error";
    }
    return "no error";
  };

  test("are refused with what they would take", () => {
    expect(refusal(points)).toBe(
      "--unroll: expected an integer from 1 to 20, got 50.\n" +
        "each step ahead takes about 8 MB, 50 of them 415 MB; the paper takes 5 or 10",
    );
    expect(refusal(images(28))).toContain("each step ahead takes about 34 MB, 50 of them 1,722 MB");
  });

  test("in Chinese too", () => {
    const parameters = { where: "--unroll", most: 20, got: 50, bytesAStep: 8.3e6 };
    expect(errorSentence("E115", parameters, "zh")).toBe(
      "--unroll：需要 1 到 20 之间的整数，得到 50。\n每多看一步约占 8 MB，50 步约占 415 MB；论文取 5 或 10",
    );
  });

  test("20 are taken", () => {
    expect(gameOf(points, { unroll: 20 }).phases).toHaveLength(2);
  });
});
