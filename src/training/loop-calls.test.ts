/**
 * @file The loop as people run it, many steps in a call: what is asked is met at the end of the call, and the rows of a
 * call share its time. With the ring's cadence calls end at 1, 2, 5, 10, 20, 30, … unless another limit comes first.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asked, atStep, callsOf, lastOf, later, loopOptions, memory, short, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { MemoryRun } from "../store/memory.ts";
import type { LoopOptions } from "./course.ts";
import type { TrainEvent } from "./events.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const inCalls = (store: MemoryRun, changed: Partial<LoopOptions> = {}): LoopOptions =>
  loopOptions(tinyGan(), store, { mostInRow: 16, steps: 100, saveEvery: 50, ...changed });

const stepsOf = (events: readonly TrainEvent[], type: TrainEvent["type"]): number[] =>
  events.flatMap((event) => (event.type === type ? [event.step] : []));

describe("a run ends with the call", () => {
  test("in which its time is up", async () => {
    const events = await trained(inCalls(memory(), { minutes: 1 }), (event) => {
      if (atStep(3)(event)) later(59_999);
      if (atStep(6)(event)) later(2);
    });
    expect(events.slice(-4).map(short)).toEqual(["sample 10", "metrics 10", "checkpoint 10", "end done 10"]);
  });

  test("in which the caller interrupts it, all of its rows told", async () => {
    let wish: "interrupt" | null = null;
    const store = memory();
    const events = await trained(inCalls(store, { mostInRow: 3, stop: { requested: () => wish } }), (event) => {
      if (atStep(6)(event)) wish = "interrupt";
    });
    expect(events.slice(-6).map(short)).toEqual([
      ...["metrics 6", "metrics 7", "metrics 8"],
      ...["checkpoint 8", "sample 8", "end interrupted 8"],
    ]);
    expect(store.rows.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await store.readStatus()).toMatchObject({ state: "interrupted", step: 8 });
  });

  test("in which a request stops it", async () => {
    const store = memory();
    const events = await trained(inCalls(store), async (event) => {
      if (!atStep(12)(event)) return;
      await asked(store, { type: "stop" });
    });
    expect(events.slice(-4).map(short)).toEqual(["sample 20", "metrics 20", "checkpoint 20", "end stopped 20"]);
    expect(store.events.filter(({ type }) => type === "control")).toMatchObject([{ step: 20 }]);
  });
});

describe("a request is met between two calls", () => {
  test("save", async () => {
    const store = memory();
    const events = await trained(inCalls(store, { steps: 25 }), async (event) => {
      if (!atStep(6)(event)) return;
      await asked(store, { type: "save" });
    });
    expect(stepsOf(events, "checkpoint")).toEqual([0, 10, 25]);
    expect(stepsOf(events, "metrics")).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  });

  test("pause, with what comes meanwhile, and resume", async () => {
    const store = memory();
    const states: unknown[] = [];
    const events = await trained(inCalls(store, { steps: 12 }), async (event) => {
      if (atStep(3)(event)) {
        await asked(store, { type: "pause" });
      }
      if (event.type !== "alert") return;
      states.push(await store.readStatus());
      await store.request({ type: "set", key: "lr.G", value: 0.5 });
      await store.request({ type: "resume" });
    });
    expect(states).toMatchObject([{ state: "paused", step: 5 }]);
    const from = events.findIndex(atStep(5));
    expect(events.slice(from, from + 4).map(short)).toEqual(["metrics 5", "checkpoint 5", "W400 5", "metrics 6"]);
    expect((await lastOf(store))?.meta).toMatchObject({ controls: { set: { "lr.G": 0.5 } } });
    expect(store.events.filter(({ type }) => type === "control").map(({ step }) => step)).toEqual([5, 5, 5]);
  });

  test("the time a run waits is not its own, nor its next row's", async () => {
    const store = memory();
    const events = await trained(inCalls(store, { minutes: 1 }), async (event) => {
      if (atStep(3)(event)) {
        await asked(store, { type: "pause" });
      }
      if (event.type === "alert") {
        later(600_000);
        await store.request({ type: "resume" });
      }
      if (atStep(7)(event)) later(59_000);
      if (atStep(12)(event)) later(2_000);
    });
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 20 });
    expect(store.rows.find(({ step }) => step === 6)?.msPerStep).toBe(0);
  });

  test("a setting, which acts from there on", async () => {
    const store = memory();
    await trained(inCalls(store, { steps: 10 }), async (event) => {
      if (!atStep(3)(event)) return;
      for (const key of ["lr.G", "lr.D"]) await asked(store, { type: "set", key, value: 0 });
    });
    const other = memory();
    await trained(inCalls(other, { steps: 5 }));
    const weights = async (run: MemoryRun) =>
      (await lastOf(run))?.tensors.filter(({ name }) => /^[GD]\.parameters/.test(name));
    expect((await lastOf(store))?.step).toBe(10);
    expect((await weights(store))?.length).toBeGreaterThan(0);
    expect(await weights(store)).toEqual(await weights(other));
  });
});

describe("the milliseconds a step that a row tells", () => {
  /** A call takes 12 ms and 4 more for each of its steps. */
  const timed = (store: MemoryRun, steps: number): LoopOptions =>
    inCalls(store, { steps, runtime: callsOf((count) => later(12 + 4 * count)) });

  test("are the call's, shared by its rows; what passes while they are told is the next one's", async () => {
    const store = memory();
    await trained(timed(store, 10), (event) => {
      if (atStep(4)(event)) later(7); // while the rows of the call 3…5 are told
    });
    const [three, five] = [24 / 3, 32 / 5];
    expectClose(
      store.rows.map(({ msPerStep }) => msPerStep as number),
      [16, 16, three, three, three + 7, five, five, five, five, five],
      { rtol: 1e-12, atol: 0 },
    );
  });

  test("go on from the last row, where not every step has one", async () => {
    const store = memory();
    await trained({ ...timed(store, 145), sampleEvery: 1000, saveEvery: 1000 });
    const told = new Map(store.rows.map(({ step, msPerStep }) => [step, msPerStep]));
    // Calls end at 100, 116, 132 and 145: the row of step 140 stands for 2 steps of one call and 8 of the next.
    const [whole, last] = [76 / 16, 64 / 13] as const;
    expectClose(
      [110, 120, 130, 140].map((step) => told.get(step) as number),
      [whole, whole, whole, (2 * whole + 8 * last) / 10],
      { rtol: 1e-12, atol: 0 },
    );
  });
});
