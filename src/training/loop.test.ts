/** @file The loop over a run in memory and ONNX Runtime: what it tells and keeps, and when. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asked, atStep, killedWhen, lastOf, later, loopOptions, memory, short, trained } from "../../test/loop.ts";
import { tinyGan } from "../../test/play.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import type { Runtime } from "../runtime/runtime.ts";

/** The clock stands still, so requests are looked at when a test moves it. */
beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

describe("what a run tells", () => {
  test("start, samples, metrics and checkpoints in the order they come, and the end", async () => {
    const events = await trained(loopOptions(tinyGan(), memory(), { steps: 6, sampleEvery: 4 }));
    expect(events.map(short)).toEqual([
      ...["start 0", "sample 0", "checkpoint 0"],
      ...["sample 1", "metrics 1", "sample 2", "metrics 2", "metrics 3", "sample 4", "metrics 4"],
      ...["metrics 5", "checkpoint 5", "metrics 6"],
      ...["checkpoint 6", "sample 6", "end done 6"],
    ]);
  });

  test("what it computes on and how large the players are", async () => {
    const [start] = await trained(loopOptions(tinyGan(), memory(), { steps: 1 }));
    expect(start).toMatchObject({
      type: "start",
      run: null,
      step: 0,
      steps: 1,
      device: "cpu",
      threads: 1,
      parameters: { G: 38, D: 21 },
    });
  });

  test("numbers of a step: items drawn, epochs, what was watched, diversity where samples were drawn", async () => {
    const events = await trained(loopOptions(tinyGan({ discriminatorSteps: 2 }), memory(), { steps: 3 }));
    const rows = events.filter((event) => event.type === "metrics");
    expect(rows.map(({ images, epoch }) => [images, epoch])).toEqual([
      [16, 16 / 500],
      [32, 32 / 500],
      [48, 48 / 500],
    ]);
    const watched = ["lossD", "dReal", "dFake", "gradientD", "updateD", "lossG", "gradientG", "updateG"];
    const opinion = ["accuracyD", ...["dReal", "dFake"].flatMap((d) => [`${d}10`, `${d}50`, `${d}90`])];
    const look = ["diversity", "distance", "coverage", "precision", "duplicates", "copied"]; // the last of data looked at whole
    const more = [...look, "distanceFloor", "motion"];
    expect(rows.map(({ values }) => Object.keys(values))).toEqual([
      [...watched, ...opinion, ...more],
      [...watched, ...opinion, ...more],
      [...watched, ...opinion],
    ]);
  });

  test("samples of the same latents, as points", async () => {
    const events = await trained(loopOptions(tinyGan(), memory(), { steps: 1 }));
    const samples = events.filter((event) => event.type === "sample");
    expect(samples.map(({ picture }) => picture.kind)).toEqual(["points", "points"]);
    expect(samples[0]).toMatchObject({ picture: { dimensions: 2 }, path: null });
    const again = (await trained(loopOptions(tinyGan(), memory(), { steps: 1 }))).filter((e) => e.type === "sample");
    expect(again.map(({ picture }) => picture.data)).toEqual(samples.map(({ picture }) => picture.data));
  });
});

describe("what a run keeps", () => {
  test("rows, checkpoints, and its state when it ends", async () => {
    const store = memory();
    await trained(loopOptions(tinyGan(), store, { steps: 7 }));
    expect(store.rows.map(({ step, images, attempt }) => [step, images, attempt])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((step) => [step, 8 * step, 1]),
    );
    expect(await lastOf(store)).toMatchObject({
      step: 7,
      meta: { position: 56, retries: 0, controls: { values: {}, set: {}, rateFactor: 1 } },
    });
    expect(await store.readStatus()).toMatchObject({ state: "done", step: 7, steps: 7 });
  });

  test("pictures where it is given a way to write them", async () => {
    const store = memory();
    const encode = ({ width }: { readonly width: number }): Uint8Array => Uint8Array.of(width & 255);
    const events = await trained(loopOptions(tinyGan(), store, { steps: 2, encode }));
    expect([...store.files.keys()].filter((name) => name.endsWith(".png"))).toEqual([
      "samples/000000.png",
      "samples/000001.png",
      "samples/000002.png",
    ]);
    expect(events.find((event) => event.type === "sample")).toMatchObject({ path: "samples/000000.png" });
  });

  test("what a person takes away, with each checkpoint", async () => {
    const steps: number[] = [];
    const onCheckpoint = async (state: object, step: number): Promise<void> => {
      expect(Object.keys(state)).toContain("G/average/parameters");
      steps.push(step);
    };
    await trained(loopOptions(tinyGan(), memory(), { steps: 6, onCheckpoint }));
    expect(steps).toEqual([0, 5, 6]);
  });
});

describe("how a run ends before its last step", () => {
  test("when its time is up", async () => {
    const options = loopOptions(tinyGan(), memory(), { steps: 100, minutes: 1, saveEvery: 50 });
    const events = await trained(options, (event) => {
      if (atStep(3)(event)) later(59_999);
      if (atStep(6)(event)) later(2);
    });
    expect(events.slice(-4).map(short)).toEqual(["metrics 6", "checkpoint 6", "sample 6", "end done 6"]);
  });

  test("when the caller interrupts it", async () => {
    let wish: "interrupt" | null = null;
    const store = memory();
    const options = loopOptions(tinyGan(), store, { steps: 100, saveEvery: 50, stop: { requested: () => wish } });
    const events = await trained(options, (event) => {
      if (atStep(8)(event)) wish = "interrupt";
    });
    expect(events.slice(-4).map(short)).toEqual(["metrics 8", "checkpoint 8", "sample 8", "end interrupted 8"]);
    expect(await store.readStatus()).toMatchObject({ state: "interrupted", step: 8, steps: 100 });
  });

  test("when a request stops it", async () => {
    const store = memory();
    const events = await trained(loopOptions(tinyGan(), store, { steps: 100, saveEvery: 50 }), async (event) => {
      if (!atStep(4)(event)) return;
      await asked(store, { type: "stop" });
    });
    expect(events.slice(-4).map(short)).toEqual(["metrics 4", "checkpoint 4", "sample 4", "end stopped 4"]);
    expect(await store.readStatus()).toMatchObject({ state: "stopped" });
  });
});

describe("requests", () => {
  test("are looked at ten times a second, not at every step", async () => {
    const store = memory();
    const events = await trained(loopOptions(tinyGan(), store, { steps: 8, saveEvery: 50 }), async (event) => {
      if (atStep(2)(event)) await store.request({ type: "save" });
      if (atStep(4)(event)) later();
    });
    expect(events.map(short).filter((line) => line.startsWith("checkpoint"))).toEqual([
      "checkpoint 0",
      "checkpoint 4",
      "checkpoint 8",
    ]);
  });

  test("pause saves and waits; meanwhile settings and saves are met; resume goes on", async () => {
    const store = memory();
    const states: unknown[] = [];
    const events = await trained(loopOptions(tinyGan(), store, { steps: 6, saveEvery: 50 }), async (event) => {
      if (atStep(3)(event)) {
        await asked(store, { type: "pause" });
      }
      if (event.type !== "alert" || event.code !== "W400") return;
      states.push((await store.readStatus())?.state);
      await store.request({ type: "set", key: "lr.G", value: 0.5 });
      await store.request({ type: "save" });
      await store.request({ type: "resume" });
    });
    expect(states).toEqual(["paused"]);
    expect(events.slice(8, 13).map(short)).toEqual(["checkpoint 3", "W400 3", "checkpoint 3", "metrics 4", "sample 5"]);
    expect((await lastOf(store))?.meta).toMatchObject({ controls: { set: { "lr.G": 0.5 } } });
    const met = store.events.filter(({ type }) => type === "control");
    expect(met.map(({ step }) => step)).toEqual([3, 3, 3, 3]);
  });

  test("the time a run waits is not its own", async () => {
    const store = memory();
    const options = loopOptions(tinyGan(), store, { steps: 100, minutes: 1, saveEvery: 50 });
    const events = await trained(options, async (event) => {
      if (atStep(3)(event)) {
        await asked(store, { type: "pause" });
      }
      if (event.type === "alert") {
        later(600_000);
        await store.request({ type: "resume" });
      }
      if (atStep(5)(event)) later(59_000);
      if (atStep(7)(event)) later(2_000);
    });
    expect(events.at(-1)).toMatchObject({ type: "end", status: "done", step: 7 });
  });

  test("a run that waits can be stopped or interrupted", async () => {
    for (const how of ["stop", "interrupt"] as const) {
      const store = memory();
      let wish: "interrupt" | null = null;
      const stop = { requested: () => wish };
      const events = await trained(loopOptions(tinyGan(), store, { saveEvery: 50, stop }), async (event) => {
        if (atStep(3)(event)) {
          await asked(store, { type: "pause" });
        }
        if (event.type !== "alert") return;
        if (how === "stop") await store.request({ type: "stop" });
        else wish = "interrupt";
      });
      expect(events.slice(-3).map(short)).toEqual([
        "W400 3",
        "sample 3",
        `end ${how === "stop" ? "stopped" : "interrupted"} 3`,
      ]);
    }
  });

  test("a setting acts from the next step on", async () => {
    const store = memory();
    const still = await trained(loopOptions(tinyGan(), store, { steps: 5 }), async (event) => {
      if (!atStep(3)(event)) return;
      for (const key of ["lr.G", "lr.D"]) await asked(store, { type: "set", key, value: 0 });
    });
    expect(still.at(-1)).toMatchObject({ type: "end", status: "done" });
    const { tensors } = (await lastOf(store)) as { readonly tensors: readonly { name: string; data: unknown }[] };
    const other = memory();
    await trained(loopOptions(tinyGan(), other, { steps: 3 }));
    const before = (await lastOf(other))?.tensors ?? [];
    const weights = (list: typeof tensors) => list.filter(({ name }) => /^[GD]\.parameters/.test(name));
    expect(weights(tensors)).toEqual(weights(before));
  });
});

test("programs are opened once, and never again while it trains", async () => {
  const real = nodeRuntime({ threads: 1 });
  const opened: string[] = [];
  const counting: Runtime = {
    ...real,
    open: (program) => {
      opened.push(program.name);
      return real.open(program);
    },
  };
  await trained(loopOptions(tinyGan(), memory(), { runtime: counting, steps: 30 }));
  expect(opened).toEqual(["step", "sampler"]);
});

test("whatever happens, sessions and state are released", async () => {
  const real = nodeRuntime({ threads: 1 });
  const held = new Set<string>();
  const tracking: Runtime = {
    ...real,
    open: async (program) => {
      const session = await real.open(program);
      held.add(program.name);
      const release = async (): Promise<void> => {
        held.delete(program.name);
        await session.release();
      };
      return { ...session, release };
    },
    state: (tensors) => {
      const state = real.state(tensors);
      held.add("state");
      const released = state.release;
      const release = (): void => {
        held.delete("state");
        released();
      };
      return Object.assign(state, { release }); // the same object, for the runtime knows it by that
    },
  };
  const options = loopOptions(tinyGan(), memory(), { runtime: tracking });
  await killedWhen(options, atStep(2));
  expect([...held]).toEqual([]);
  const failing = Object.assign(memory(), { metrics: () => Promise.reject(new Error("no room")) });
  await expect(trained({ ...options, store: failing })).rejects.toThrow("no room");
  expect([...held]).toEqual([]);
});
