/** @file `wgan`: the paper's settings, weights within their bounds, the schedule of the critic, exact resumes. */
import { describe, expect, test } from "vitest";
import { bytesOf, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { play, recipeGame } from "../../test/play.ts";
import type { Tensor } from "../base/tensor.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { wgan } from "./index.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number, channels = 1): DataShape => ({ kind: "images", size, channels, classes: 10 });
const small: Settings = { batch: 4, width: 4, "z.size": 3, depth: 2 };

describe("wgan", () => {
  test("has the paper's settings", () => {
    const { phases, players, reading, inputs } = recipeGame(wgan, images(64, 3));
    expect(phases.map(({ times }) => times)).toEqual([5, undefined]);
    expect(inputs.x?.shape).toEqual([64, 3, 64, 64]);
    expect(reading).toBe("relative");
    for (const name of ["G", "D"]) {
      const { optimiser } = players[name] as NonNullable<typeof players.G>;
      expect([optimiser.name, optimiser.learningRate(0), Object.keys(optimiser.slots(1))]).toEqual([
        "rmsprop",
        5e-5,
        ["square"], // no momentum
      ]);
    }
    expect(wgan.settings["clip.weights"]?.default).toBe(0.01);
  });

  test("has no norm in the critic, which judges each image by itself", () => {
    const { G, D } = declareGame(recipeGame(wgan, images(16), small));
    expect(D?.buffers.size).toBe(0);
    expect(D?.parameters.entries.some(({ name }) => name.includes("norm"))).toBe(false);
    expect(G?.buffers.size).toBeGreaterThan(0);
  });

  test("updates the critic 100 times in the first 25 steps and in each 500th, unless told not to", () => {
    const extraOf = (changed: Settings) => recipeGame(wgan, points, { ...small, ...changed }).phases[0]?.extra;
    expect([0, 24, 25, 499, 500].map((step) => extraOf({})?.(step))).toEqual([19, 19, 0, 0, 19]);
    expect(extraOf({ "d.warmup": false })).toBeUndefined();
  });

  test("clips all of D and nothing of G, and watches the estimate", async () => {
    const game = recipeGame(wgan, points, { ...small, "clip.weights": 0.02, "lr.d": 0.01 });
    const { state, watched } = await play(nodeRuntime({ threads: 1 }), game, (layout) => [fusedStep(game, layout)]);
    const largest = (name: string): number => Math.max(...Array.from((state[name] as Tensor).data, Math.abs));
    expectClose([largest("D/parameters")], [0.02], { rtol: 1e-6, atol: 0 });
    expect(largest("G/parameters")).toBeGreaterThan(0.1);
    const { dReal, dFake, wasserstein, lossD } = watched as Record<"dReal" | "dFake" | "wasserstein" | "lossD", number>;
    expectClose([wasserstein, wasserstein], [dReal - dFake, -lossD], { rtol: 1e-5, atol: 1e-8 });
  });

  test("resumes to the same bytes, out of the warm-up and in it", async () => {
    const game = recipeGame(wgan, points, small);
    const [whole, parts] = [memory(), memory()];
    await trained(loopOptions(game, whole, { steps: 28, mostInRow: 16 }));
    for (const steps of [10, 26, 28]) {
      await trained(loopOptions(game, parts, { steps, checkpoint: await lastOf(parts) }));
    }
    expect((await lastOf(whole))?.meta).toMatchObject({ position: 4 * 5 * (28 + 25 * 19) });
    expect(await bytesOf(parts)).toEqual(await bytesOf(whole));
  });

  test("refuses convolutions on points, and sizes that do not halve", () => {
    expect(() => recipeGame(wgan, points, { ...small, net: "dcgan" })).toThrow(
      "the recipe wgan --net dcgan needs images, and the data have none.\nuse --recipe wgan --net mlp",
    );
    expect(() => recipeGame(wgan, images(50), small)).toThrow("got 50.\nthe nearest are 48 and 56");
  });
});
