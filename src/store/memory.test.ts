import { describe, expect, test } from "vitest";
import type { NamedTensor } from "../base/safetensors.ts";
import { controlEvent } from "./control.ts";
import { memoryRun } from "./memory.ts";
import type { NewRunRecord } from "./run-record.ts";

const record: NewRunRecord = {
  recipe: "gan",
  data: { name: "ring8", spec: "ring8", kind: "points", shape: [2], count: 5000, fingerprint: "00" },
  seed: 0,
  device: "wasm",
  threads: 1,
  config: {},
  versions: {},
};
const tensors = (value: number): NamedTensor[] => [
  { name: "w", dtype: "float32", shape: [1], data: Float32Array.of(value) },
];

describe("memoryRun keeps what a folder keeps", () => {
  test("checkpoints are copies; last, best, by step, and none", async () => {
    const run = memoryRun({ record });
    expect(await run.readCheckpoint()).toBeNull();
    const moving = tensors(1);
    await run.checkpoint({ step: 1, tensors: moving, meta: { a: 1 }, best: true });
    (moving[0] as NamedTensor).data[0] = 9;
    for (let step = 2; step <= 5; step += 1) await run.checkpoint({ step, tensors: tensors(step), meta: {} });
    expect((await run.readCheckpoint("best"))?.tensors).toEqual(tensors(1));
    expect((await run.readCheckpoint())?.step).toBe(5);
    expect((await run.readCheckpoint(4))?.tensors).toEqual(tensors(4));
    await expect(run.readCheckpoint(2)).rejects.toThrow("memory has no checkpoint 2. It keeps 1, 4, 5.");
    expect(run.events.map(({ type, path }) => [type, path])).toEqual([
      ["removed", "checkpoints/000002"],
      ["removed", "checkpoints/000003"],
    ]);
  });

  test("rows carry their attempt; a rollback's replace those before", async () => {
    const run = memoryRun({ record });
    for (const step of [1, 2, 3]) await run.metrics({ step, images: step, lossD: step });
    expect(run.newAttempt()).toBe(2);
    await run.metrics({ step: 2, images: 2, lossD: 20 });
    expect([...(run.table().columns.get("lossD") ?? [])]).toEqual([1, 20]);
    await run.status({ state: "done", step: 2 });
    expect(await run.readStatus()).toMatchObject({ state: "done", attempt: 2, pid: null });
  });

  test("files, samples and requests", async () => {
    const run = memoryRun({ record });
    const grid = { kind: "points", count: 1, columns: 1, rows: 1, seed: 0 } as const;
    expect(await run.sample(5, Uint8Array.of(1), grid)).toBe("samples/000005.png");
    expect(await run.sample(6, null, grid)).toBeNull();
    await run.reals(Uint8Array.of(2));
    expect([...run.files.keys()]).toEqual(["samples/grid.json", "samples/000005.png", "reals.png"]);
    await run.request({ type: "set", key: "lr.g", value: 1 });
    const [read] = await run.requests();
    expect(read).toEqual({ kind: "request", request: { type: "set", key: "lr.g", value: 1 }, offset: 1, stale: false });
    if (read?.kind === "request") await run.event(controlEvent(7, read.request, read.offset));
    expect(await run.requests()).toEqual([]);
    expect(await run.replays(6)).toEqual([{ step: 7, request: { type: "set", key: "lr.g", value: 1 } }]);
    await run.close();
  });
});
