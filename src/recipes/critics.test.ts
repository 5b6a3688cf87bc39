/** @file `wgan-gp` and `sngan`: their networks on each kind of data, what they watch, and what they refuse. */
import { describe, expect, test } from "vitest";
import { bytesOf, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { play, recipeGame, ring8 } from "../../test/play.ts";
import type { Tensor } from "../base/tensor.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, Recipe, Settings } from "../game/recipe.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fusedStep } from "../steps/step.ts";
import { sngan, wganGp } from "./index.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number, channels = 1): DataShape => ({ kind: "images", size, channels, classes: 10 });
const small: Settings = { batch: 4, width: 4, "z.size": 3, depth: 2 };

const namesOf = (game: Game, player: "G" | "D", kind: "parameters" | "buffers"): string[] =>
  (declareGame(game)[player]?.[kind].entries ?? []).map(({ name }) => name);

describe("wgan-gp", () => {
  test("has the paper's settings", () => {
    const { phases, players, inputs } = recipeGame(wganGp, images(64, 3));
    expect(phases.map(({ times }) => times)).toEqual([5, undefined]);
    expect([players.G, players.D].map((player) => player?.optimiser.learningRate(0))).toEqual([1e-4, 1e-4]);
    expect(inputs.epsilon).toEqual({ kind: "uniform", shape: [64, 1], low: 0, high: 1 }); // one for each sample
    expect(wganGp.defaultsFor?.(points)).toMatchObject({ "penalty.weight": 0.1 });
  });

  test("norms layers in the critic, and batches in G alone", () => {
    for (const net of ["auto", "dcgan", "cnn", "residual"]) {
      const game = recipeGame(wganGp, images(16), { ...small, net });
      expect(namesOf(game, "D", "buffers")).toEqual([]);
      expect(namesOf(game, "D", "parameters").some((name) => /norm\d?\.weight$/.test(name))).toBe(true);
      expect(namesOf(game, "G", "buffers").length).toBeGreaterThan(0);
    }
  });

  test("watches the slope and the Wasserstein estimate", async () => {
    const game = recipeGame(wganGp, points, small);
    const { watched } = await play(nodeRuntime({ threads: 1 }), game, (layout) => [fusedStep(game, layout)], ring8);
    const { dReal, dFake, wasserstein, slope, penalty } = watched as Record<string, number>;
    expectClose([wasserstein as number], [(dReal as number) - (dFake as number)], { rtol: 1e-5, atol: 1e-6 });
    expect(slope).toBeGreaterThan(0);
    // by Jensen: the mean of squares is no less than the square of the mean
    expect(penalty).toBeGreaterThanOrEqual(0.1 * ((slope as number) - 1) ** 2 - 1e-7);
  });
});

describe("sngan", () => {
  test("has the paper's settings", () => {
    const { phases, players, reading } = recipeGame(sngan, images(64, 3));
    expect(phases.map(({ times }) => times)).toEqual([5, undefined]);
    expect([players.G, players.D].map((player) => player?.optimiser.learningRate(0))).toEqual([2e-4, 2e-4]);
    expect(reading).toBe("margin");
  });

  test("norms each weight of D and none of G", () => {
    for (const net of ["auto", "mlp", "dcgan", "cnn", "residual"]) {
      const game = recipeGame(sngan, images(16), { ...small, net });
      const weights = namesOf(game, "D", "parameters").filter((name) => name.endsWith("weight"));
      expect(namesOf(game, "D", "buffers")).toEqual(weights.map((name) => name.replace(/weight$/, "u")));
      expect(namesOf(game, "G", "buffers").some((name) => name.endsWith(".u"))).toBe(false);
    }
  });

  test("iterates once for each update of D, on real and fake at once, and not for G's", async () => {
    const game = recipeGame(sngan, points, { ...small, "d.steps": 1 });
    const { state, layout } = await play(nodeRuntime({ threads: 1 }), game, (l) => [fusedStep(game, l)], ring8);
    const before = initialState(layout, 7);
    const weight = layout.D?.parameters.entries.find(({ name }) => name === "hidden0.weight");
    const matrix = (before["D/parameters"] as Tensor).data.slice(weight?.offset, (weight?.offset ?? 0) + 8); // [4, 2]
    const u = (before["D/buffers"] as Tensor).data.slice(0, 4);
    const want = iterated(Array.from(matrix), Array.from(u));
    expectClose((state["D/buffers"] as Tensor).data.slice(0, 4), want, { rtol: 1e-5, atol: 1e-6 });
  });
});

/** u ← W Wᵀu at length 1. @param matrix `[4, 2]` */
function iterated(matrix: readonly number[], u: readonly number[]): number[] {
  const at = (i: number, j: number): number => matrix[2 * i + j] as number;
  const v = [0, 1].map((j) => u.reduce((total, value, i) => total + at(i, j) * value, 0)) as [number, number];
  const next = u.map((_, i) => at(i, 0) * v[0] + at(i, 1) * v[1]);
  return next.map((value) => value / Math.hypot(...next));
}

const both: readonly (readonly [string, Recipe])[] = [
  ["wgan-gp", wganGp],
  ["sngan", sngan],
];

describe.each(both)("%s", (name, recipe) => {
  test("takes perceptrons for points and for images too small to halve, else convolutions", () => {
    const first = (data: DataShape) => namesOf(recipeGame(recipe, data, small), "D", "parameters")[0];
    expect([points, images(8)].map(first)).toEqual(["hidden0.weight", "hidden0.weight"]);
    expect(first(images(28))).toBe(name === "sngan" ? "level0.weight" : "down1.weight");
  });

  test("can be told labels, and judge packs", () => {
    for (const net of ["mlp", "dcgan", "cnn", "residual"]) {
      for (const condition of ["concat", "embedding", "projection"]) {
        if (net === "mlp" && condition === "projection") continue;
        const game = recipeGame(recipe, images(16), { ...small, net, condition, conditional: true, pack: 2 });
        const learnt = namesOf(game, "D", "parameters").includes("label.weight");
        expect(learnt, `${net}, ${condition}`).toBe(condition !== "concat");
      }
    }
  });

  test("lets D see few images through DiffAugment alone", () => {
    expect(recipe.defaultsFor?.({ ...images(32), count: 200 })?.augment).toBe("diffaugment");
    expect(recipe.defaultsFor?.({ ...images(32), count: 5000 })?.augment).toBeUndefined();
  });

  test("refuses what does not go together", () => {
    const refused = (data: DataShape, changed: Settings) => () => recipeGame(recipe, data, { ...small, ...changed });
    expect(refused(points, { net: "residual" })).toThrow(
      `the recipe ${name} --net residual needs images, and the data have none.\nuse --recipe ${name} --net mlp`,
    );
    expect(refused(images(16), { net: "mlp", "d.norm": "instance" })).toThrow(
      "d.norm: expected none or layer with perceptrons, got instance.",
    );
    expect(refused(images(16), { net: "mlp", conditional: true, condition: "projection" })).toThrow(
      "condition: expected concat or embedding with perceptrons, got projection.",
    );
    expect(refused(images(50), {})).toThrow("got 50.\nthe nearest are 48 and 56");
    expect(refused(images(50), { net: "residual" })).toThrow("residualGan.size: expected 4, 5, 6 or 7 times");
  });

  test("resumes to the same bytes", async () => {
    const dataset = embeddedDataset("strokes", { count: 40, size: 16 });
    const game = recipeGame(recipe, { ...images(16) }, { ...small, "d.steps": 2 });
    const options = { dataset, steps: 6, sampleEvery: 100, saveEvery: 3 };
    const straight = memory();
    await trained(loopOptions(game, straight, options));
    const parted = memory();
    await trained(loopOptions(game, parted, { ...options, steps: 3 }));
    await trained(loopOptions(game, parted, { ...options, checkpoint: await lastOf(parted) }));
    expect(await bytesOf(parted)).toEqual(await bytesOf(straight));
  });
});
