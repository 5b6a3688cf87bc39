import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bytesOf, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { recipeGame } from "../../test/play.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Player } from "../game/game.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { sgan } from "./sgan.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const images = (size: number, classes = 10): DataShape => ({ kind: "images", size, channels: 1, classes });
const tiny: Settings = { batch: 10, width: 16, "g.width": 6, "z.size": 4, labels: 20 };
const digits = embeddedDataset("strokes", { count: 60, size: 16 });

describe("sgan", () => {
  test("has the published networks, rates and batch", () => {
    const game = recipeGame(sgan, images(28));
    const { G, D } = declareGame(game);
    const [wide, middle, narrow] = [784 * 1000 + 1000, 1000 * 500 + 500, 500 * 250 + 250 + 2 * (250 * 250 + 250)];
    expect(D?.parameters.size).toBe(wide + middle + narrow + 250 * 10 + 10 + 10);
    expect(G?.parameters.size).toBe(100 * 500 + 500 * 500 + 4 * 500 + 784 * 500 + 784 + 784);
    expect(game.inputs).toMatchObject({ x: { shape: [100, 1, 28, 28] }, labelled: { labelled: 100 } });
    expect((game.players.D as Player).optimiser.learningRate(1e6)).toBe(0.003);
  });

  test("its rates stay for two thirds of the way to `lr.end`, then fall to 0", () => {
    const { players } = recipeGame(sgan, images(16), { ...tiny, "lr.end": 900 });
    const rates = [0, 600, 750, 900, 1000].map((players.G as Player).optimiser.learningRate);
    expectClose(rates, [0.003, 0.003, 0.0015, 0, 0], { rtol: 1e-12, atol: 0 });
  });

  test("draws labelled items, unlabelled ones for each phase, and noise", () => {
    const game = recipeGame(sgan, images(16), tiny);
    const { inputs } = fusedStep(game, declareGame(game));
    const drawn = inputs.filter(({ name }) => !name.includes("noise")).map(({ name, draw }) => [name, draw]);
    expect(drawn).toEqual([
      ["D.0.labelled", "D.0.labelled"],
      ["D.0.x", "D.0.x"],
      ["D.0.z", "D.0.z"],
      ["D.0.labels", "D.0.labelled"],
      ["G.0.x", "G.0.x"],
      ["G.0.z", "G.0.z"],
    ]);
    expect(inputs.filter(({ name }) => name.startsWith("D.0.noise")).map(({ source }) => source.shape[0])).toEqual(
      new Array(6).fill(30), // one pass over three batches
    );
  });

  test.each<[DataShape, string]>([
    [{ kind: "points", dimensions: 2, classes: 8 }, "the recipe sgan needs images, and the data have none."],
    [images(28, 0), "the recipe sgan needs labels, and the data have none."],
    [images(64), "sgan.size: expected images of at most 32 pixels, got 64."],
  ])("refuses data it is not for", (data, sentence) => {
    expect(() => recipeGame(sgan, data)).toThrow(sentence);
  });

  test("resumes exactly: labelled items go on where they stood", async () => {
    const game = recipeGame(sgan, images(16), tiny);
    const changed = { dataset: digits, steps: 12, sampleEvery: 100, saveEvery: 6 };
    const whole = memory();
    await trained(loopOptions(game, whole, { ...changed, mostInRow: 4 }));
    const halves = memory();
    await trained(loopOptions(game, halves, { ...changed, steps: 6 }));
    await trained(loopOptions(game, halves, { ...changed, checkpoint: await lastOf(halves) }));
    expect(Buffer.compare(await bytesOf(halves), await bytesOf(whole))).toBe(0);
  });

  test("learns its labels", async () => {
    const store = memory();
    const game = recipeGame(sgan, images(16), { ...tiny, width: 64, "g.width": 32, labels: 20 });
    const events = await trained(loopOptions(game, store, { dataset: digits, steps: 150, sampleEvery: 500 }));
    const errors = events.flatMap((event) => (event.type === "metrics" ? [event.values.labelledError as number] : []));
    expect(errors[0]).toBeGreaterThan(0.3);
    expectClose([errors.at(-1) as number], [0], { rtol: 0, atol: 0.2 }); // noise on every layer may still cost one
  });
});
