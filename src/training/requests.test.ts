import { describe, expect, test } from "vitest";
import { memory } from "../../test/loop.ts";
import { recipeGame, tinyGan } from "../../test/play.ts";
import { diffAugment } from "../game/diff-augment.ts";
import { instanceNoise } from "../game/instance-noise.ts";
import { errorSentence } from "../messages/errors.ts";
import { began } from "../recipes/began.ts";
import type { ControlRequest, ReadRequest } from "../store/control.ts";
import type { RunStore } from "../store/run-store.ts";
import { firstProgress, type Progress } from "./progress.ts";
import { replay, setControl, takeRequests } from "./requests.ts";

const game = tinyGan({ loss: "minimax-then-ns" });
const progress: Progress = { ...firstProgress(game), step: 12 };

/** A run in memory of which these things were asked. */
async function asked(...requests: ControlRequest[]) {
  const store = memory();
  for (const request of requests) await store.request(request);
  return { store, ...(await takeRequests(game, store, progress)) };
}

describe("setting a control", () => {
  test.each<[string, unknown, Record<string, number>]>([
    ["lr.G", 0.001, { "lr.G": 0.001 }],
    ["lr.g", 0.001, { "lr.G": 0.001 }],
    ["lossSwitch", true, { lossSwitch: 1 }],
    ["average.g", "0.5", { "average.G": 0.5 }],
    ["lr.D", 0, { "lr.D": 0 }],
    ["lr.D", "1e3", { "lr.D": 1000 }],
    ["average.G", 1, { "average.G": 1 }],
    ["average.G", 0, { "average.G": 0 }],
  ])("%s to %s", (key, value, set) => {
    expect(setControl(game, progress, key, value)?.controls.set).toEqual(set);
  });

  test.each<[string, unknown]>([
    ["lr.Q", 1],
    ["steps", 1],
    ["lr.G", -1],
    ["lr.G", Number.NaN],
    ["lr.G", Number.POSITIVE_INFINITY],
    ["lr.G", "fast"],
    ["lr.G", ""],
    ["lr.G", " "],
    ["lr.G", "0x10"],
    ["lr.G", 1e39],
    ["average.G", 1.001],
    ["average.g", "2"],
    ["average.G", -0.1],
    ["lossSwitch", 2],
  ])("%s to %j is refused", (key, value) => {
    expect(setControl(game, progress, key, value)).toBeNull();
  });

  test("leaves what was set before", () => {
    const first = setControl(game, progress, "lr.G", 1) as Progress;
    expect(setControl(game, first, "lr.D", 2)?.controls.set).toEqual({ "lr.G": 1, "lr.D": 2 });
    expect(progress.controls.set).toEqual({});
  });
});

describe("requests between two steps", () => {
  test("nothing asked changes nothing", async () => {
    expect(await asked()).toMatchObject({ progress, pause: false, stop: false, save: false, alerts: [] });
  });

  test("pause, save and stop are told; each becomes an event of the run with its step", async () => {
    const { store, ...found } = await asked({ type: "pause" }, { type: "save" }, { type: "stop" });
    expect(found).toMatchObject({ pause: true, save: true, stop: true });
    expect(store.events).toMatchObject([
      { type: "control", step: 12, request: { type: "pause" }, offset: 1 },
      { type: "control", step: 12, request: { type: "save" }, offset: 2 },
      { type: "control", step: 12, request: { type: "stop" }, offset: 3 },
    ]);
  });

  test("a pause that was taken back is none", async () => {
    expect(await asked({ type: "pause" }, { type: "resume" })).toMatchObject({ pause: false });
  });

  test("a run that waits goes on waiting until it is asked to resume", async () => {
    const store = memory();
    expect(await takeRequests(game, store, progress, true)).toMatchObject({ pause: true });
    await store.request({ type: "resume" });
    expect(await takeRequests(game, store, progress, true)).toMatchObject({ pause: false });
  });

  test("a control is set", async () => {
    const found = await asked({ type: "set", key: "lr.g", value: 0.5 }, { type: "set", key: "lr.G", value: 0.25 });
    expect(found.store.events.map(({ refused }) => refused)).toEqual([undefined, undefined]);
    expect(found.progress.controls.set).toEqual({ "lr.G": 0.25 });
    expect(found.alerts).toEqual([]);
  });

  test("what cannot be set is said, in both languages", async () => {
    const { alerts, store, progress: same } = await asked({ type: "set", key: "batch", value: 8 });
    expect(same).toBe(progress);
    expect(store.events).toEqual([expect.objectContaining({ type: "control", refused: true })]);
    expect(await store.replays(0)).toEqual([]);
    const parameters = { key: "batch", value: "8", known: "lossSwitch, lr.G, lr.D, average.G" };
    expect(alerts).toEqual([{ type: "alert", step: 12, code: "W503", parameters }]);
    expect(errorSentence("W503", parameters, "en")).toBe(
      "a request to set batch to 8 was passed over: expected a number ≥ 0 for one of lossSwitch, lr.G, lr.D, average.G.",
    );
    expect(errorSentence("W503", parameters, "zh")).toBe(
      "已忽略将 batch 设为 8 的请求：需要 ≥ 0 的数，可设置的有 lossSwitch, lr.G, lr.D, average.G。",
    );
  });

  test("a control keeps within its range, and says which: shares end at 1, rates and noise nowhere", async () => {
    const views = [diffAugment({ strength: () => 0.5 }), instanceNoise({ sigma: 0.2, steps: 9 })];
    const pictures = tinyGan({ dataShape: [8, 1, 4, 4], views });
    const store = memory();
    for (const [key, value] of [
      ["augment", 1.5],
      ["augment", 0.25],
      ["instanceNoise", 3],
      ["average.g", 2],
      ["lr.d", -1],
      ["lr.D", 50],
    ] as const) {
      await store.request({ type: "set", key, value });
    }
    const { alerts, progress: now } = await takeRequests(pictures, store, { ...firstProgress(pictures), step: 12 });
    expect(now.controls.set).toEqual({ augment: 0.25, instanceNoise: 3, "lr.D": 50 });
    expect(alerts.map((alert) => ("parameters" in alert ? alert.parameters : null))).toEqual([
      { key: "augment", value: "1.5", most: 1 },
      { key: "average.G", value: "2", most: 1 },
      { key: "lr.D", value: "-1" },
    ]);
    expect(errorSentence("W503", { key: "average.G", value: "2", most: 1 }, "en")).toBe(
      "a request to set average.G to 2 was passed over: expected a number from 0 to 1.",
    );
    expect(errorSentence("W503", { key: "average.G", value: "2", most: 1 }, "zh")).toBe(
      "已忽略将 average.G 设为 2 的请求：需要 0 到 1 之间的数。",
    );
    expect(errorSentence("W503", { key: "lr.D", value: "-1" }, "en")).toBe(
      "a request to set lr.D to -1 was passed over: expected a number ≥ 0.",
    );
    expect(errorSentence("W503", { key: "lr.D", value: "-1" }, "zh")).toBe(
      "已忽略将 lr.D 设为 -1 的请求：需要 ≥ 0 的数。",
    );
  });

  test("began's balance k is a share, of a game with such a control alone", () => {
    const [data, settings] = [{ kind: "images", classes: 0, size: 8, channels: 1 } as const, { width: 2, batch: 4 }];
    const game = recipeGame(began, data, settings);
    const first = firstProgress(game);
    expect(setControl(game, first, "k", 1)?.controls.set).toEqual({ k: 1 });
    expect(setControl(game, first, "k", 1.1)).toBeNull();
    expect(setControl(game, first, "rate", 2)?.controls.set).toEqual({ rate: 2 });
  });

  test("lines that are no requests are said; stale ones pass without a word", async () => {
    const lines: ReadRequest[] = [
      { kind: "malformed", line: "{", problem: "json", offset: 2 },
      { kind: "request", request: { type: "stop" }, offset: 20, stale: true },
    ];
    const store: RunStore = Object.assign(memory(), { requests: () => Promise.resolve(lines) });
    const { alerts, stop } = await takeRequests(game, store, progress);
    expect(stop).toBe(false);
    expect(alerts).toMatchObject([{ code: "W502", parameters: { line: "{", problem: "json" } }]);
  });
});

describe("a resumed run", () => {
  const replays = [
    { step: 12, request: { type: "set", key: "lr.G", value: 1 } },
    { step: 12, request: { type: "set", key: "lr.G", value: 2 } },
    { step: 13, request: { type: "set", key: "lr.D", value: 3 } },
    { step: 12, request: { type: "set", key: "nobody", value: 3 } },
  ] as const;

  test("meets settings at the steps it met them first, in order", () => {
    expect(replay(game, progress, replays).controls.set).toEqual({ "lr.G": 2 });
    expect(replay(game, { ...progress, step: 13 }, replays).controls.set).toEqual({ "lr.D": 3 });
    expect(replay(game, { ...progress, step: 14 }, replays).controls.set).toEqual({});
  });
});
