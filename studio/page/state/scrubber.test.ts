import { signal } from "@preact/signals";
import { describe, expect, test } from "vitest";
import type { Route } from "./route.ts";
import type { Router } from "./router.ts";
import { createScrubber, pictureAt, stepAfter, stepOf } from "./scrubber.ts";

const steps = [0, 10, 20, 50];

describe("the scrubber", () => {
  test.each([
    [null, 50],
    [0, 0],
    [15, 10],
    [49, 20],
    [999, 50],
  ])("at %s the picture of %s is shown", (step, picture) => expect(pictureAt(steps, step)).toBe(picture));

  test("of no pictures none is shown", () => expect(pictureAt([], 3)).toBeNull());

  test.each<[number | null, number, number | null]>([
    [null, -1, 20],
    [20, 1, null],
    [10, 1, 20],
    [0, -10, 0],
    [15, -1, 0],
    [0, 99, null],
  ])("from %s by %s to %s", (step, by, to) => expect(stepAfter(steps, step, by)).toBe(to));

  test("a step in the address is a whole number", () => {
    expect([stepOf("12"), stepOf("-1"), stepOf("1e3"), stepOf(undefined)]).toEqual([12, null, null, null]);
  });

  test("plays on while the query changes, and no longer when another view or run is looked at", () => {
    const route = signal<Route>({ place: { page: "run", id: "a", view: "live" }, query: {} });
    const { playing } = createScrubber({ route } as unknown as Router, signal(steps));
    playing.value = true;
    route.value = { place: { page: "run", id: "a", view: "live" }, query: { step: "10" } };
    expect(playing.value).toBe(true);
    for (const place of [
      { page: "run", id: "a", view: "config" },
      { page: "run", id: "b", view: "config" },
      { page: "runs" },
    ] as const) {
      playing.value = true;
      route.value = { place, query: {} };
      expect(playing.value).toBe(false);
    }
  });
});
