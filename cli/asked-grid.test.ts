/** @file How many samples a grid of what a generator can do has beside one another, and what each is asked for. */
import type { Attribute } from "gantry/base";
import { messages } from "gantry/messages";
import type { Generator } from "gantry/runtime/node";
import { expect, test } from "vitest";
import { gridFor, type Wanted } from "./asked-grid.ts";
import type { Options } from "./verb.ts";

const attributes: readonly Attribute[] = ["age", "smile", "pose"].map((name) => ({
  name,
  min: 0,
  max: 1,
  mean: 0.4,
  binary: false,
}));
const nothing = { text: () => null, list: () => null, number: () => null } as unknown as Options;

const grid = (classes: readonly string[] | null, wanted: Partial<Wanted>) =>
  gridFor({ attributes, classes } as Generator, nothing, { asked: null, columns: null, ...wanted });

test.each([
  ["nothing said", null, {}, [72, 8, 9]],
  ["many", null, { asked: 64 }, [64, 8, 8]],
  ["few: fewer rows, each from its least on", null, { asked: 7 }, [7, 3, 3]],
  ["fewer than kinds of rows", ["a", "b", "c", "d"], { asked: 10 }, [10, 2, 5]],
  ["as many columns as are asked for", null, { asked: 7, columns: 4 }, [7, 4, 2]],
] as const)("%s", (_, classes, wanted, [count, columns, rows]) => {
  const drawn = grid(classes, wanted);
  expect([drawn.count, drawn.columns, drawn.rows.length]).toEqual([count, columns, rows]);
  const { age } = drawn.conditions.attributes ?? {};
  expect(Array.from(age as ArrayLike<number>).slice(0, columns)).toEqual(
    Array.from({ length: columns }, (_, i) => i / (columns - 1)),
  );
});

test("one sample, or one column, walks nowhere: what is not asked for is at its mean", () => {
  expect(grid(null, { asked: 1 })).toMatchObject({ count: 1, rows: [], conditions: {} });
  expect(grid(["a", "b"], { columns: 1 })).toMatchObject({ count: 2, rows: [{ class: "a" }, { class: "b" }] });
  expect(grid(["a", "b"], { columns: 1 }).conditions.attributes).toBe(undefined);
});

test("rows that walk share a latent; in one column sample i has latent i, as latent arithmetic numbers them and says", () => {
  expect(grid(null, {}).latents?.slice(7, 33)).toEqual([...new Array(17).fill(0), ...new Array(9).fill(1)]);
  expect(grid(null, { columns: 1, asked: 10 }).latents).toBe(undefined);
  expect(grid(["a", "b"], { columns: 1, asked: 10 }).latents).toBe(undefined);
  for (const language of ["en", "zh"] as const) {
    const { "latent arithmetic": sums, "latent turn": turns } = messages(language).verbOptions;
    expect([sums.a, turns.a]).toEqual([expect.stringContaining("--columns 1"), expect.stringContaining("--columns 1")]);
  }
});
