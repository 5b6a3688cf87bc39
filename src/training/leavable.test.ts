import { describe, expect, test } from "vitest";
import type { StopSignal } from "./course.ts";
import type { TrainEvent } from "./events.ts";
import { leavable } from "./leavable.ts";

/** A run of three steps that notes what it does, and ends when it is asked to. */
function run(notes: string[], fail = false) {
  return async function* ({ requested }: StopSignal): AsyncGenerator<TrainEvent> {
    for (let step = 1; step <= 3; step += 1) {
      if (requested() !== null) break;
      notes.push(`step ${step}`);
      if (fail) throw new Error("out of memory");
      yield { type: "checkpoint", step, path: "" };
    }
    notes.push("saved");
    yield { type: "end", status: "done", step: 3, run: null };
  };
}

describe("a run whose watcher may leave", () => {
  test("goes to its end where nobody leaves", async () => {
    const notes: string[] = [];
    const events: TrainEvent[] = [];
    for await (const event of leavable(run(notes), undefined)) events.push(event);
    expect(events.map(({ type }) => type)).toEqual(["checkpoint", "checkpoint", "checkpoint", "end"]);
    expect(notes).toEqual(["step 1", "step 2", "step 3", "saved"]);
  });

  test("saves after the step at which it is left", async () => {
    const notes: string[] = [];
    for await (const _ of leavable(run(notes), undefined)) break;
    expect(notes).toEqual(["step 1", "saved"]);
  });

  test("hands on what follows an abort", async () => {
    const notes: string[] = [];
    const abort = new AbortController();
    const types: string[] = [];
    for await (const { type } of leavable(run(notes), abort.signal)) {
      types.push(type);
      abort.abort();
    }
    expect(types).toEqual(["checkpoint", "end"]);
    expect(notes).toEqual(["step 1", "saved"]);
  });

  test("passes its errors on, once", async () => {
    const notes: string[] = [];
    const events = leavable(run(notes, true), undefined);
    await expect(events.next()).rejects.toThrow("out of memory");
    expect(notes).toEqual(["step 1"]);
    expect((await events.next()).done).toBe(true);
  });

  test("never begins where nobody watches", async () => {
    const notes: string[] = [];
    await leavable(run(notes), undefined).return(undefined);
    expect(notes).toEqual([]);
  });
});
