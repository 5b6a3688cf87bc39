import { expect, test } from "vitest";
import { filmSteps, MOST_FRAMES, usualEvery } from "./sample-film.ts";

const steps = Array.from({ length: 1001 }, (_, i) => i * 10);

test("a film takes the steps between its ends, thinned, and the last", () => {
  expect(filmSteps({ steps, from: 20, to: 60, every: 1 })).toEqual([20, 30, 40, 50, 60]);
  expect(filmSteps({ steps, from: 60, to: 20, every: 3 })).toEqual([20, 50, 60]);
  expect(filmSteps({ steps, from: 5, to: 8, every: 1 })).toEqual([]);
});

test("it has a bound, and is as long as is easily watched unless somebody says", () => {
  const all = filmSteps({ steps, from: 0, to: 10_000, every: 1 });
  expect([all[0], all[1], all.at(-1), all.length]).toEqual([0, 30, 10_000, 335]);
  for (const count of [MOST_FRAMES - 1, MOST_FRAMES, MOST_FRAMES + 1, 2 * MOST_FRAMES, 5000]) {
    const film = filmSteps({ steps: Array.from({ length: count }, (_, i) => i), from: 0, to: count, every: 1 });
    expect([film.length <= MOST_FRAMES, film.at(-1)]).toEqual([true, count - 1]);
  }
  expect(filmSteps({ steps, from: 0, to: 10_000, every: usualEvery(steps.length) }).length).toBeLessThan(105);
  expect(usualEvery(7)).toBe(1);
});
