import { expect, test } from "vitest";
import { type Answer, answering, type Call, CallError, Caller, type Handlers } from "./calls.ts";

const failureOf = (cause: unknown) => ({
  code: "E1",
  sentence: { en: `en ${(cause as Error).message}`, zh: `zh ${(cause as Error).message}` },
});

/** Both ends, joined by copies as threads are. */
function joined(handlers: Handlers): Caller {
  const back = { postMessage: (message: unknown) => caller.answered(structuredClone(message) as Answer) };
  const answer = answering(back, handlers, failureOf);
  const caller = new Caller({ postMessage: (message) => answer(structuredClone(message) as Call) });
  return caller;
}

test("answers find their calls, whichever comes first", async () => {
  let free = (): void => {};
  const late = new Promise<void>((resolve) => {
    free = resolve;
  });
  const caller = joined({
    slow: async (x: number) => {
      await late;
      return { value: x };
    },
    fast: (x: number) => ({ value: -x }),
  });
  const slow = caller.call<number>("slow", 1);
  expect(await caller.call<number>("fast", 2)).toBe(-2);
  free();
  expect(await slow).toBe(1);
});

test("progress is told while a call is under way", async () => {
  const caller = joined({
    count: (_: null, progress) => {
      progress(1, 2);
      progress(2, 2);
      return { value: "done" };
    },
  });
  const told: number[] = [];
  expect(await caller.call("count", null, (done) => told.push(done))).toBe("done");
  expect(told).toEqual([1, 2]);
});

test("a failure reads in both languages, and so does a call that there is none of", async () => {
  const caller = joined({
    fail: () => {
      throw new Error("broken");
    },
  });
  const failure = await caller.call("fail", null).catch((cause: unknown) => (cause as CallError).failure);
  expect(failure).toEqual({ code: "E1", sentence: { en: "en broken", zh: "zh broken" } });
  await expect(caller.call("none", null)).rejects.toThrow("en no call none");
});

test("of an end that is gone nobody waits for an answer", async () => {
  const caller = new Caller({ postMessage: () => {} });
  const call = caller.call("x", null);
  caller.abandon({ code: null, sentence: { en: "gone", zh: "没了" } });
  await expect(call).rejects.toBeInstanceOf(CallError);
});
