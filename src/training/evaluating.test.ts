/** @file Evaluation while a run trains: what is kept as the best, when patience ends, and that a resume stands as before. */
import { describe, expect, test } from "vitest";
import { killedWhen, lastOf, loopOptions, memory, short, trained } from "../../test/loop.ts";
import { tinyGan } from "../../test/play.ts";
import type { MemoryRun } from "../store/memory.ts";
import type { LoopOptions } from "./course.ts";
import type { EvaluationOptions } from "./evaluating.ts";

/** What is measured at each step is written down here beforehand. */
function scripted(
  worth: Readonly<Record<number, number>>,
  store: MemoryRun,
  options: Partial<EvaluationOptions> = {},
): EvaluationOptions & { readonly released: () => number } {
  let released = 0;
  return {
    every: 5,
    metric: "frechet",
    patience: null,
    measure: async () => {
      const { steps = 0 } = (await store.readStatus()) ?? {};
      const step = 5 * (store.evaluations.length + 1);
      const frechet = worth[Math.min(step, steps)] ?? Number.NaN;
      return { features: "none", against: "ring8", n: 10, nReal: 10, seed: 7, values: { frechet } };
    },
    release: async () => {
      released += 1;
    },
    released: () => released,
    ...options,
  };
}

async function run(worth: Readonly<Record<number, number>>, changed: Partial<LoopOptions & EvaluationOptions> = {}) {
  const store = memory();
  const { every, patience, ...rest } = changed;
  const evaluation = scripted(worth, store, { ...(every && { every }), ...(patience && { patience }) });
  const events = await trained(
    loopOptions(tinyGan(), store, { saveEvery: 100, sampleEvery: 100, ...rest, evaluation }),
  );
  return { store, events: events.map(short).filter((text) => !/metrics|sample|start/.test(text)), evaluation };
}

describe("the best", () => {
  test("is a checkpoint of its own where none is due, and stays when later ones are worse", async () => {
    const { store, events, evaluation } = await run({ 5: 9, 10: 4, 15: 6, 20: 5 });
    expect((await store.readCheckpoint("best"))?.step).toBe(10);
    expect((await lastOf(store))?.step).toBe(20);
    expect(events).toEqual([
      ...["checkpoint 0", "evaluation 5", "checkpoint 5", "evaluation 10", "checkpoint 10"],
      ...["evaluation 15", "evaluation 20", "checkpoint 20", "end done 20"],
    ]);
    expect(store.evaluations.map(({ step, values }) => [step, values.frechet])).toEqual([
      ...[
        [5, 9],
        [10, 4],
      ],
      ...[
        [15, 6],
        [20, 5],
      ],
    ]);
    expect(evaluation.released()).toBe(1);
  });

  test("is written once where a checkpoint is due as well", async () => {
    const { events } = await run({ 5: 9, 10: 4 }, { steps: 10, saveEvery: 5 });
    expect(events.filter((text) => text.startsWith("checkpoint"))).toEqual([
      ...["checkpoint 0", "checkpoint 5", "checkpoint 10"],
    ]);
  });

  test("the last state is measured too, but only of a run that was measured before", async () => {
    const between = await run({ 5: 3, 10: 2, 12: 1 }, { steps: 12 });
    expect(between.store.evaluations.map(({ step }) => step)).toEqual([5, 10, 12]);
    expect((await between.store.readCheckpoint("best"))?.step).toBe(12);
    expect((await run({}, { steps: 4 })).store.evaluations).toEqual([]);
  });
});

describe("patience", () => {
  const worth = { 5: 3, 10: 4, 15: 3, 20: 2 };

  test("ends the run after so many that were no better, and says which was the best", async () => {
    const { store, events } = await run(worth, { steps: 40, patience: 2 });
    expect(events.slice(-4)).toEqual(["evaluation 15", "W406 15", "checkpoint 15", "end stopped 15"]);
    expect((await store.readCheckpoint("best"))?.step).toBe(5);
    expect((await store.readStatus())?.state).toBe("stopped");
  });

  test("begins anew with who goes on, and the best stays the best", async () => {
    const { store } = await run(worth, { steps: 40, patience: 2 });
    const evaluation = scripted(worth, store, { patience: 2 });
    const checkpoint = await lastOf(store);
    const again = loopOptions(tinyGan(), store, {
      saveEvery: 100,
      sampleEvery: 100,
      steps: 40,
      checkpoint,
      evaluation,
    });
    const events = (await trained(again)).map(short);
    expect(events).toContain("evaluation 20");
    expect((await store.readCheckpoint("best"))?.step).toBe(20);
  });
});

test("a killed run stands, after its resume, as one that was never interrupted", async () => {
  const worth = { 5: 9, 10: 4, 15: 6, 20: 5 };
  const whole = await run(worth);
  const store = memory();
  const options = { saveEvery: 100, sampleEvery: 100, evaluation: scripted(worth, store) };
  await killedWhen(
    loopOptions(tinyGan(), store, options),
    ({ type, ...event }) => type === "metrics" && "step" in event && event.step === 12,
  );
  await trained(loopOptions(tinyGan(), store, { ...options, checkpoint: await lastOf(store) }));
  const [a, b] = [await lastOf(whole.store), await lastOf(store)];
  expect(b?.meta).toEqual(a?.meta);
  expect(b?.tensors).toEqual(a?.tensors);
  expect((await store.readCheckpoint("best"))?.step).toBe(10);
});
