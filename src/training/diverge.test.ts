/** @file Steps that are not finite: back to the last good checkpoint with half the rate, three times, then no more. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  atStep,
  bytesOf,
  callsOf,
  killedWhen,
  lastOf,
  memory,
  loopOptions as oneByOne,
  trained,
} from "../../test/loop.ts";
import { tinyGan } from "../../test/play.ts";
import type { Game, Phase, Player } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { add, log, mul, sub } from "../graph/primitives.ts";
import { errorSentence } from "../messages/errors.ts";
import { sgd } from "../optim/sgd.ts";
import type { TrainEvent } from "./events.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

/**
 * A game that cannot pass step 12 with a learning rate of G above `limit`: log(limit − rate) joins the loss there.
 * G's rate is .01.
 */
function spoiltAbove(limit: number): Game {
  const game = tinyGan();
  const [D, G] = game.phases as [Phase, Phase];
  const trapped: Phase = {
    ...G,
    loss: (players, inputs, controls) => {
      const { loss, ...rest } = G.loss(players, inputs, controls);
      const trap = log(sub(limit, mul(controls["lr.G"] as Node, controls.trap as Node)));
      return { loss: add(loss, mul(trap, controls.trap as Node)), ...rest };
    },
  };
  return { ...game, phases: [D, trapped], controls: { trap: (step) => (step === 11 ? 1 : 0) } };
}

const alerts = (events: readonly TrainEvent[]) => events.filter((event) => event.type === "alert");

describe.each([1, 16])("a step whose numbers are not finite, with at most %i in a call", (mostInRow) => {
  const loopOptions: typeof oneByOne = (game, store, changed) => oneByOne(game, store, { mostInRow, ...changed });

  test("is done again from the last checkpoint with half the rate, until it passes", async () => {
    const store = memory();
    const calls: number[] = [];
    const runtime = callsOf((count) => calls.push(count));
    const events = await trained(loopOptions(spoiltAbove(0.003), store, { steps: 15, runtime }));
    // 12 is the second of the five steps from 10 on: those after it are thrown away with it
    if (mostInRow > 1) expect(calls).toEqual([1, 1, 3, 5, 5, 5, 5]);
    else expect(calls).toEqual(new Array(15 + 2 * 2).fill(1));
    expect(alerts(events).map(({ code, step, parameters }) => [code, step, parameters])).toEqual([
      ["W490", 12, { step: 12, back: 10, retries: 1, rateFactor: 0.5 }],
      ["W490", 12, { step: 12, back: 10, retries: 2, rateFactor: 0.25 }],
    ]);
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 15 });
    expect((await lastOf(store))?.meta).toMatchObject({ retries: 2, controls: { rateFactor: 0.25 } });
    expect(store.events.filter(({ type }) => type === "rollback")).toMatchObject([
      { step: 12, to: 10, retries: 1, rateFactor: 0.5 },
      { step: 12, to: 10, retries: 2, rateFactor: 0.25 },
    ]);
    expect(store.rows.filter(({ step }) => step === 11).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(store.rows.some(({ step, attempt }) => step === 12 && attempt < 3)).toBe(false);
  });

  test("ends the run after three times, and says where the last good checkpoint is", async () => {
    const store = memory();
    const seen: TrainEvent[] = [];
    const run = trained(loopOptions(spoiltAbove(1e-9), store), (event) => void seen.push(event));
    await expect(run).rejects.toThrow(
      "step 12 gave a loss or gradient that is not a number, after going back 3 times with half the learning rate each. " +
        "The last good checkpoint is checkpoints/000010. Train with a lower --lr-g and --lr-d.",
    );
    expect(alerts(seen).map(({ parameters }) => parameters.rateFactor)).toEqual([0.5, 0.25, 0.125]);
    expect(await store.readStatus()).toMatchObject({ state: "diverged", step: 11 });
    expect(await lastOf(store)).toMatchObject({ step: 10, meta: { retries: 3, controls: { rateFactor: 0.125 } } });
    expect(store.events.at(-1)).toMatchObject({ type: "diverged", step: 12, retries: 3 });
  });

  test("ends the run at once where going back is not wanted", async () => {
    const store = memory();
    await expect(trained(loopOptions(spoiltAbove(1e-9), store, { onNan: "stop" }))).rejects.toThrow(
      "step 12 gave a loss or gradient that is not a number, and going back was not wanted. " +
        "The last good checkpoint is checkpoints/000010.",
    );
    expect((await lastOf(store))?.meta).toMatchObject({ retries: 0, controls: { rateFactor: 1 } });
  });

  test("at the very beginning goes back to the first weights", async () => {
    const game = spoiltAbove(0.003);
    const early: Game = { ...game, controls: { trap: (step) => (step === 0 ? 1 : 0) } };
    const events = await trained(loopOptions(early, memory(), { steps: 3 }));
    expect(alerts(events).map(({ parameters }) => parameters.back)).toEqual([0, 0]);
    expect(events.at(-1)).toMatchObject({ status: "done", step: 3 });
  });

  test("keeps count and rate through a kill: the same bytes as without one", async () => {
    const game = spoiltAbove(0.003);
    const [straight, store] = [memory(), memory()];
    await trained(oneByOne(game, straight));
    await killedWhen(loopOptions(game, store), ({ type }) => type === "alert");
    expect((await lastOf(store))?.meta).toMatchObject({ retries: 1, controls: { rateFactor: 0.5 } });
    await killedWhen(loopOptions(game, store, { checkpoint: await lastOf(store) }), atStep(11));
    const events = await trained(loopOptions(game, store, { checkpoint: await lastOf(store) }));
    expect(alerts(events).map(({ parameters }) => parameters.retries)).toEqual([2]);
    expect(await bytesOf(store)).toEqual(await bytesOf(straight));
  });

  test("after three rollbacks stays diverged when it is resumed", async () => {
    const store = memory();
    await expect(trained(loopOptions(spoiltAbove(1e-9), store))).rejects.toThrow("after going back 3 times");
    const resumed = loopOptions(spoiltAbove(1e-9), store, { checkpoint: await lastOf(store) });
    await expect(trained(resumed)).rejects.toThrow("after going back 3 times");
  });

  test("meets settings again that were made between the checkpoint and it", async () => {
    const store = memory();
    const options = loopOptions(spoiltAbove(0.003), store, { steps: 15, sampleEvery: 11 }); // a call ends at 11
    await trained(options, async (event) => {
      if (!atStep(11)(event) || store.events.some(({ type }) => type === "control")) return;
      await store.request({ type: "set", key: "lr.D", value: 0.05 });
      vi.advanceTimersByTime(150);
    });
    expect(store.events.filter(({ type }) => type === "control")).toMatchObject([{ step: 11 }]);
    expect((await lastOf(store))?.meta).toMatchObject({ retries: 2, controls: { set: { "lr.D": 0.05 } } });
  });
});

describe.each([1, 16])("a state that is not finite, though what was watched is, %i in a call", (mostInRow) => {
  /** D's rate is beyond float32 at the step that is the 13th, unless it was quartered. */
  const huge: Game = {
    ...tinyGan(),
    players: {
      ...tinyGan().players,
      D: {
        ...(tinyGan().players.D as Player),
        optimiser: sgd({ learningRate: (step) => (step === 12 ? 1e39 : 0.1) }),
      },
    },
  };
  const noPhaseG: Game = { ...huge, phases: huge.phases.filter(({ name }) => name === "D") };

  test("never becomes a checkpoint: the save goes back", async () => {
    const store = memory();
    const options = oneByOne(noPhaseG, store, { mostInRow, steps: 13, saveEvery: 13 });
    const events = await trained(options);
    expect(alerts(events).map(({ step, parameters }) => [step, parameters.back])).toEqual([
      [13, 0],
      [13, 0],
    ]);
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 13 });
  });

  test("is not taken for the end: the last save goes back, and training goes on", async () => {
    const store = memory();
    const events = await trained(oneByOne(noPhaseG, store, { mostInRow, steps: 13, saveEvery: 10 }));
    expect(alerts(events).map(({ step, parameters }) => [step, parameters.back])).toEqual([
      [13, 10],
      [13, 10],
    ]);
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 13 });
    const last = await lastOf(store);
    expect(last?.step).toBe(13);
    expect(last?.tensors.every(({ data }) => data.every(Number.isFinite))).toBe(true);
  });
});

test("a control that runs away spoils its step", async () => {
  const runaway: Game = { ...tinyGan(), controls: { k: { initial: 1, next: (k) => k * 1e80 } } };
  const store = memory();
  await expect(trained(oneByOne(runaway, store, { saveEvery: 1 }))).rejects.toThrow("step 4 gave");
  expect(await lastOf(store)).toMatchObject({ step: 3, meta: { retries: 3 } });
});

test("the sentences, in both languages", () => {
  const back = { step: 12, back: 10, retries: 1, rateFactor: 0.5 };
  expect(errorSentence("W490", back, "en")).toBe(
    "step 12 gave a number that is not finite: back to step 10 with 0.5 of the learning rate (1 of 3).",
  );
  expect(errorSentence("W490", back, "zh")).toBe(
    "第 12 步出现非有限数：回退到第 10 步，学习率降为 0.5 倍（第 1 次，最多 3 次）。",
  );
  const end = { step: 12, retries: 3, checkpoint: "checkpoints/000010" };
  expect(errorSentence("E490", end, "zh")).toBe(
    "第 12 步的损失或梯度不是有限数，已回退 3 次，每次学习率减半。最后一个可用检查点：checkpoints/000010。" +
      "请用更小的 --lr-g 和 --lr-d 训练。",
  );
  expect(errorSentence("E490", { step: 1, retries: 0, checkpoint: null }, "en")).toContain(
    "The last good checkpoint is none.",
  );
});
