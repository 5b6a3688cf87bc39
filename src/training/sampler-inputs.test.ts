/** @file What a sampler that is told attributes is asked for: walks to be looked at, or what items of the data have. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { ring8, tinyGan } from "../../test/play.ts";
import { attributesOf } from "../data/attributes.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fixedSampler } from "./picture.ts";
import { rowsAsked, samplerInputs, samplesAttributes } from "./sampler-inputs.ts";

const columns = [
  { name: "age", min: 10, max: 90, mean: 30, binary: false },
  { name: "smiling", min: 0, max: 1, mean: 0.25, binary: true },
];
const game = tinyGan({ attributes: columns });
const both = tinyGan({ attributes: columns, classes: 3 });
const rowsOf = (data: ArrayLike<number> | undefined, width: number): number[][] =>
  Array.from({ length: (data?.length ?? 0) / width }, (_, i) =>
    Array.from(data ?? []).slice(i * width, (i + 1) * width),
  );

/** Ten items, each its own number. */
const ten = {
  count: 10,
  labels: Int32Array.from({ length: 10 }, (_, i) => i % 3),
  attributes: attributesOf(
    ["age", "smiling"],
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 10 + 4 * i : (i >> 1) % 2)),
  ),
};

describe("a grid", () => {
  const { z, attributes } = samplerInputs(game, 3, 9);

  test("walks one attribute a row from its least to its most, the others at their mean", () => {
    expect(attributes).toMatchObject({ dtype: "float32", shape: [9, 2] });
    expectClose(
      attributes?.data ?? [],
      [
        [10, 0.25, 50, 0.25, 90, 0.25],
        [30, 0, 30, 0.5, 30, 1],
        [10, 0.25, 50, 0.25, 90, 0.25],
      ].flat(),
      { rtol: 0, atol: 0 },
    );
  });

  test("keeps one latent until all attributes were walked", () => {
    const rows = rowsOf(z?.data, 3).map((row) => row.join());
    expect([new Set(rows.slice(0, 6)).size, new Set(rows.slice(6)).size, new Set(rows).size]).toEqual([1, 1, 2]);
    expect(rows[0]).toBe(rowsOf(samplerInputs(tinyGan(), 3, 9).z?.data, 3)[0]?.join());
  });

  test("says what each row is asked for, as its samples are", () => {
    const names = ["a", "b", "c"];
    expect(rowsAsked(both, 64, names).map((row) => [row.class, row.attribute, row.from, row.to])).toEqual([
      ...["a", "b", "c", "a"].flatMap((name) => [
        [name, "age", 10, 90],
        [name, "smiling", 0, 1],
      ]),
    ]);
    const { label, attributes: told } = samplerInputs(both, 3, 64, { classes: 3 });
    rowsAsked(both, 64, names).forEach(({ class: name, attribute, from, to }, row) => {
      const column = columns.findIndex((one) => one.name === attribute);
      const at = (cell: number) => told?.data[2 * (8 * row + cell) + column];
      expect([names[label?.data[8 * row] as number], at(0), at(7)]).toEqual([name, from, to]);
    });
    expect(rowsAsked(game, 7)).toEqual([
      { attribute: "age", from: 10, to: 90 },
      { attribute: "smiling", from: 0, to: 1 },
      { attribute: "age", from: 10, to: 90 },
    ]);
    expect(rowsAsked(tinyGan({ classes: 3 }), 64, names).map((row) => row.class)).toEqual([..."abcabcab"]);
    expect(rowsAsked(tinyGan({ classes: 3 }), 64)).toEqual([]);
    expect(rowsAsked(tinyGan(), 64, names)).toEqual([]);
  });

  test("goes on to the next class where there are classes too", () => {
    const { label } = samplerInputs(both, 3, 64, { classes: 3 });
    const firsts = rowsOf(label?.data, 8).map(([first]) => first);
    expect(firsts).toEqual([0, 0, 1, 1, 2, 2, 0, 0]);
  });

  test("of one sample is at the least", () => {
    expect(Array.from(samplerInputs(game, 3, 1).attributes?.data ?? [])).toEqual([10, 0.25]);
  });
});

describe("samples like the data", () => {
  const drawn = (count: number, seed = 3, label?: number) =>
    samplerInputs(both, seed, count, { classes: 3, like: ten, label });
  const itemsOf = ({ attributes }: ReturnType<typeof drawn>) =>
    rowsOf(attributes?.data, 2).map(([age = 0]) => (age - 10) / 8);

  test("have the attributes and the class of one item each, all items before one comes again", () => {
    const inputs = drawn(20);
    const items = itemsOf(inputs);
    expect(new Set(items.slice(0, 10)).size).toBe(10);
    expect(items.slice(10)).toEqual(items.slice(0, 10));
    expect(Array.from(inputs.label?.data ?? [])).toEqual(items.map((item) => item % 3));
    expect(rowsOf(inputs.attributes?.data, 2).map(([, smiling]) => smiling)).toEqual(items.map((item) => item % 2));
  });

  test("follow from the seed; the first k of n are those of k; each has a latent of its own", () => {
    expect(itemsOf(drawn(4))).toEqual(itemsOf(drawn(9)).slice(0, 4));
    expect(itemsOf(drawn(9))).not.toEqual(itemsOf(drawn(9, 4)));
    expect(new Set(rowsOf(drawn(9).z?.data, 3).map((row) => row.join())).size).toBe(9);
  });

  test("of one class are items of it", () => {
    const inputs = drawn(6, 3, 1);
    expect(Array.from(inputs.label?.data ?? [])).toEqual([1, 1, 1, 1, 1, 1]);
    expect(itemsOf(inputs).map((item) => item % 3)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

test("what the diagnosis looks at is as varied as the data, and the grid itself where nothing is walked", async () => {
  const runtime = referenceRuntime();
  const opened = async (of: typeof game) => {
    const layout = declareGame(of);
    const sampler = await fixedSampler(runtime, of, layout, { seed: 3, count: 9, data: { ...ring8, ...ten } });
    const state = runtime.state(initialState(layout, 1));
    const grid = await sampler.draw(state);
    return { grid, spread: await sampler.spread(state, grid), again: await sampler.spread(state, grid) };
  };
  const plain = await opened(tinyGan());
  expect(plain.spread).toBe(plain.grid);
  const walking = await opened(game);
  expect(walking.spread).not.toEqual(walking.grid);
  expect(walking.spread).toEqual(walking.again);
  expect([samplesAttributes(game), samplesAttributes(tinyGan({ classes: 3 }))]).toEqual([true, false]);
});
