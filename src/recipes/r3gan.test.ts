/** @file `r3gan`: the paper's settings, its losses in a game, exact resumes, what it refuses. */
import { describe, expect, test } from "vitest";
import { bytesOf, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { play, recipeGame } from "../../test/play.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { r3gan } from "./index.ts";

const points: DataShape = { kind: "points", dimensions: 2, classes: 8 };
const images = (size: number, channels = 1): DataShape => ({ kind: "images", size, channels, classes: 10 });
const small: Settings = { batch: 4, width: 4, "z.size": 3, depth: 2, blocks: 1 };
const digits = embeddedDataset("strokes", { count: 40, size: 16 });

describe("r3gan", () => {
  test("has the paper's settings", () => {
    const { phases, players, reading } = recipeGame(r3gan, images(64, 3));
    expect(phases.map(({ times, reuses }) => [times, reuses])).toEqual([
      [1, undefined],
      [undefined, []], // G is judged on fakes and data of its own
    ]);
    expect([players.G?.ema, players.D?.ema, reading]).toEqual([0.999, undefined, "relative"]);
    expect([r3gan.settings.penalty?.default, r3gan.settings.beta1?.default]).toEqual(["r1r2", 0]);
  });

  test("normalises nothing and keeps no statistics", () => {
    const layout = declareGame(recipeGame(r3gan, images(16), small));
    for (const player of ["G", "D"]) {
      expect(layout[player]?.buffers.size).toBe(0);
      expect(layout[player]?.parameters.entries.some(({ name }) => name.includes("norm"))).toBe(false);
    }
  });

  test("D pays for both penalties at each step; paired losses of one D add up as softplus says", async () => {
    const game = recipeGame(r3gan, images(16), { ...small, "penalty.weight": 3 });
    const { watched } = await play(nodeRuntime({ threads: 1 }), game, (l) => [fusedStep(game, l)], digits);
    const { lossD, penalty, lossG } = watched as Record<"lossD" | "penalty" | "lossG", number>;
    expect(penalty).toBeGreaterThan(0);
    expect(lossD - penalty).toBeGreaterThan(0);
    expect(lossG).toBeGreaterThan(0);
    const free = recipeGame(r3gan, images(16), { ...small, penalty: "none" });
    const without = (await play(nodeRuntime({ threads: 1 }), free, (l) => [fusedStep(free, l)], digits)).watched;
    expectClose([lossD - penalty], [without.lossD as number], { rtol: 1e-5, atol: 1e-6 });
  });

  test("takes perceptrons for points, labels and packs", () => {
    expect(declareGame(recipeGame(r3gan, points, small)).D?.parameters.entries[0]?.name).toBe("hidden0.weight");
    for (const condition of ["concat", "embedding", "projection"]) {
      const changed = { ...small, conditional: true, condition, pack: condition === "projection" ? 1 : 2 };
      expect(declareGame(recipeGame(r3gan, images(16), changed)).D?.parameters.size).toBeGreaterThan(0);
    }
  });

  test.each<[string, DataShape, object]>([
    ["images", images(16), { dataset: digits, sampleEvery: 100 }],
    ["points", points, {}],
  ])("resumes to the same bytes: %s", async (_, data, changed) => {
    const game = recipeGame(r3gan, data, small);
    const [whole, parts] = [memory(), memory()];
    await trained(loopOptions(game, whole, { ...changed, steps: 6, mostInRow: 16 }));
    for (const steps of [2, 6]) {
      await trained(loopOptions(game, parts, { ...changed, steps, checkpoint: await lastOf(parts) }));
    }
    expect(await bytesOf(parts)).toEqual(await bytesOf(whole));
  });

  test("refuses residual networks on points, and sizes that do not halve", () => {
    expect(() => recipeGame(r3gan, points, { ...small, net: "residual" })).toThrow(
      "the recipe r3gan --net residual needs images, and the data have none.\nuse --recipe r3gan --net mlp",
    );
    expect(() => declareGame(recipeGame(r3gan, images(50), small))).toThrow("r3gan.size: expected 4, 5, 6 or 7 times");
  });
});
