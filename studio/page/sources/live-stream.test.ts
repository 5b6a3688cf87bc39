/** @file One connection: where it goes on when it was lost. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveEvent } from "../../api/index.ts";
import { openLiveStream } from "./live-stream.ts";

/** A browser's, as far as it is used. */
class FakeSource {
  static readonly opened: FakeSource[] = [];
  readonly url: string;
  onopen = (): void => {};
  onerror = (): void => {};
  onmessage = (_: { readonly data: string; readonly lastEventId: string }): void => {};
  constructor(url: string) {
    this.url = url;
    FakeSource.opened.push(this);
  }
  close(): void {}
}

beforeEach(() => {
  FakeSource.opened.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("BroadcastChannel", undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a connection that breaks before its first cursor goes on at the last one there was", async () => {
  const stream = openLiveStream("/api/events");
  const heard: LiveEvent["type"][] = [];
  stream.subscribe(({ type }) => heard.push(type));
  const last = (): FakeSource => FakeSource.opened.at(-1) as FakeSource;
  const say = (type: string, lastEventId: string): void =>
    last().onmessage({ data: JSON.stringify({ type, id: "a" }), lastEventId });
  const breakOff = async (): Promise<void> => {
    last().onerror();
    await vi.advanceTimersByTimeAsync(1000);
  };
  expect(last().url).toBe("/api/events");
  say("hello", "a:1:2");
  await breakOff();
  expect(last().url).toBe("/api/events?from=a%3A1%3A2");
  say("hello", ""); // of what is sent at once, the last event alone has an id
  say("gone", "");
  await breakOff();
  expect(last().url).toBe("/api/events?from=a%3A1%3A2");
  say("samples", "a:3:4");
  await breakOff();
  expect(last().url).toBe("/api/events?from=a%3A3%3A4");
  expect(heard).toEqual(["hello", "hello", "gone", "samples"]);
  stream.close();
});
