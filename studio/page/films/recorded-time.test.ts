import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { recordedTime } from "./recorded-time.ts";

class Recorder {
  state: RecordingState = "recording";
  readonly said: string[] = [];
  pause(): void {
    this.said.push("pause");
  }
  resume(): void {
    this.said.push("resume");
  }
}

let hidden = false;
let look = (): void => {};
const hide = (value: boolean): void => {
  hidden = value;
  look();
};

beforeEach(() => {
  hidden = false;
  vi.useFakeTimers();
  vi.stubGlobal("document", {
    get hidden() {
      return hidden;
    },
    addEventListener: (_: string, heard: () => void) => {
      look = heard;
    },
    removeEventListener: () => {
      look = () => {};
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();

/** Whether a promise is kept by now. */
function watched(promise: Promise<void>): () => boolean {
  let kept = false;
  promise.then(
    () => {
      kept = true;
    },
    () => {},
  );
  return () => kept;
}

test("time is reached when it is recorded, and not before", async () => {
  const recorder = new Recorder();
  const reached = watched(recordedTime(recorder).reach(100, signal));
  await vi.advanceTimersByTimeAsync(99);
  expect(reached()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect([reached(), recorder.said]).toEqual([true, []]);
});

test("what is late is waited for, unrecorded; the next frame is due so much later", async () => {
  const recorder = new Recorder();
  const time = recordedTime(recorder);
  const late = new Promise<void>((resolve) => setTimeout(resolve, 250));
  const reached = watched(time.reach(100, signal, late));
  await vi.advanceTimersByTimeAsync(249);
  expect([reached(), recorder.said]).toEqual([false, ["pause"]]);
  await vi.advanceTimersByTimeAsync(1);
  expect([reached(), recorder.said]).toEqual([true, ["pause", "resume"]]);
  const next = watched(time.reach(200, signal));
  await vi.advanceTimersByTimeAsync(99);
  expect(next()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(next()).toBe(true);
});

test("while the tab is hidden nothing is recorded, though all is ready", async () => {
  const recorder = new Recorder();
  const time = recordedTime(recorder);
  const reached = watched(time.reach(100, signal));
  await vi.advanceTimersByTimeAsync(40);
  hide(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect([reached(), recorder.said]).toEqual([false, ["pause"]]);
  hide(false);
  await vi.advanceTimersByTimeAsync(59);
  expect(reached()).toBe(false);
  await vi.advanceTimersByTimeAsync(60);
  expect([reached(), recorder.said]).toEqual([true, ["pause", "resume"]]);
});

test("hidden while a frame is late: the recorder goes on when neither is so", async () => {
  const recorder = new Recorder();
  const time = recordedTime(recorder);
  const late = new Promise<void>((resolve) => setTimeout(resolve, 300));
  const reached = watched(time.reach(100, signal, late));
  await vi.advanceTimersByTimeAsync(200);
  hide(true);
  await vi.advanceTimersByTimeAsync(400);
  expect([reached(), recorder.said]).toEqual([false, ["pause"]]);
  hide(false);
  await vi.advanceTimersByTimeAsync(50);
  expect([reached(), recorder.said]).toEqual([true, ["pause", "resume"]]);
});

test("who cancels waits no longer; what drawing throws is thrown; in the end nobody listens", async () => {
  const [recorder, leave] = [new Recorder(), new AbortController()];
  const time = recordedTime(recorder);
  hide(true);
  const reached = watched(time.reach(1e9, leave.signal));
  leave.abort();
  await vi.advanceTimersByTimeAsync(50);
  expect(reached()).toBe(true);
  hide(false);
  await expect(time.reach(0, signal, Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  time.end();
  hide(true);
  expect(recorder.said).toEqual(["pause", "resume"]);
});
