import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parseRoute, type Route, withQuery } from "../state/route.ts";
import { type QueryChanges, restingQuery } from "./sample-query.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function address(): {
  readonly router: Parameters<typeof restingQuery>[0];
  readonly go: (hash: string) => void;
  readonly written: QueryChanges[];
} {
  const route = signal<Route>(parseRoute("#/run/1/samples?step=3"));
  const written: QueryChanges[] = [];
  const setQuery = (changes: QueryChanges): void => {
    written.push(changes);
    route.value = { ...route.value, query: withQuery(route.value.query, changes) };
  };
  const go = (hash: string): void => {
    route.value = parseRoute(hash);
  };
  return { router: { route, setQuery }, go, written };
}

test("changes hold at once, and are written together when they rest", () => {
  const { router, written } = address();
  const resting = restingQuery(router);
  resting.change({ wipe: "0.1" });
  resting.change({ wipe: "0.2", zoom: "2" });
  expect(resting.query()).toEqual({ step: "3", wipe: "0.2", zoom: "2" });
  expect(written).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(written).toEqual([{ wipe: "0.2", zoom: "2" }]);
  expect(resting.query()).toEqual({ step: "3", wipe: "0.2", zoom: "2" });
});

test("what was said of another place is not written", () => {
  const { router, go, written } = address();
  const resting = restingQuery(router);
  resting.change({ zoom: "2" });
  go("#/run/2/samples");
  vi.advanceTimersByTime(300);
  expect(written).toEqual([]);
  expect(resting.query()).toEqual({});
});

test("whoever follows a link meanwhile means what it says; other members are still written", () => {
  const { router, go, written } = address();
  const resting = restingQuery(router);
  resting.change({ cell: "9", zoom: "2" });
  go("#/run/1/samples?step=4&cell=12");
  expect(resting.query()).toEqual({ step: "4", cell: "12", zoom: "2" });
  vi.advanceTimersByTime(300);
  expect(written).toEqual([{ zoom: "2" }]);
});
