/** @file A thread that dies takes its own questions along, and no others. */
import { EventEmitter } from "node:events";
import { afterAll, expect, test, vi } from "vitest";

const started = vi.hoisted((): { posted: { number: number }[]; emit: (name: string, value: unknown) => void }[] => []);

vi.mock("node:worker_threads", () => ({
  Worker: class extends EventEmitter {
    readonly posted: { number: number }[] = [];
    constructor() {
      super();
      started.push(this as never);
    }
    postMessage(message: { number: number }): void {
      this.posted.push(message);
    }
    unref(): void {}
    terminate(): void {}
  },
}));

vi.resetModules(); // files share a process: what was imported before has the real threads, what is from now on has these
afterAll(() => {
  vi.doUnmock("node:worker_threads");
  vi.resetModules();
});

test("what D said is asked of another thread than numbers are, which it keeps waiting in nothing", async () => {
  started.length = 0;
  const { Logs } = await import("./logs.ts");
  const logs = new Logs();
  const ofRun = { path: "a", born: "" };
  const said = logs.outputs({ ...ofRun, outputs: { to: null, rows: 2 } });
  void logs.series({ ...ofRun, asked: { keys: null, from: null, to: null, points: 10 } });
  expect(started.map(({ posted }) => posted.length)).toEqual([1, 1]);
  const [thread] = started;
  thread?.emit("message", { number: thread.posted[0]?.number, reply: { value: "{}" } });
  expect(await said).toBe("{}");
  started.length = 0;
});

test("the end of a thread that failed leaves the next one's questions alone", async () => {
  const { Logs } = await import("./logs.ts");
  const logs = new Logs();
  const request = { path: "a", born: "", asked: { keys: null, from: null, to: null, points: 10 } };
  const first = logs.series(request);
  const [one] = started;
  one?.emit("error", new Error("out of memory"));
  await expect(first).rejects.toMatchObject({ code: "E615", parameters: { problem: "Error: out of memory" } });
  const second = logs.series(request);
  expect(started).toHaveLength(2);
  one?.emit("exit", 1);
  const [asked] = started[1]?.posted ?? [];
  started[1]?.emit("message", { number: asked?.number, reply: { value: "{}" } });
  expect(await second).toBe("{}");
});
