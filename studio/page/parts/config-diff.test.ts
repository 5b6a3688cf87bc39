import { expect, test } from "vitest";
import { differences, type Trained } from "./config-diff.ts";

const config = (values: Readonly<Record<string, string | number | null | string[]>>, origin = "recipe"): Trained => ({
  config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, origin }])),
  events: [],
});

test("only what differs, in the order of the first, then what the others have besides", () => {
  const a = config({ data: "ring8", steps: 100, "lr.g": 1e-3, run: "a" });
  const b = config({ data: "ring8", steps: 200, "lr.g": 1e-3, loss: "hinge", run: "b" });
  expect(differences([a, b])).toMatchObject([
    { key: "steps", values: [100, 200] },
    { key: "loss", values: [undefined, "hinge"] },
  ]);
});

test("lists are compared by what is in them, and nothing given is as good as no such key", () => {
  const a = config({ classes: ["a", "b"], size: null });
  const b = config({ classes: ["a", "b"] });
  expect(differences([a, b])).toEqual([]);
  expect(differences([a, config({ classes: ["a"] })])).toMatchObject([{ key: "classes", values: [["a", "b"], ["a"]] }]);
});

test("a run that is older than a field differs from one that was given it, not from one that has it by default", () => {
  const old = config({ seed: 0 });
  const usual = config({ seed: 0, crop: "centre" }, "default");
  const given = config({ seed: 0, crop: "top" }, "flag");
  expect([differences([old, usual]), differences([usual, old])]).toEqual([[], []]);
  expect(differences([old, given])).toMatchObject([{ key: "crop", values: [undefined, "top"] }]);
  expect(differences([usual, old, given])).toMatchObject([{ key: "crop", values: ["centre", undefined, "top"] }]);
});

test("of three, one that differs is enough", () => {
  const [a, b, c] = [config({ seed: 0 }), config({ seed: 0 }), config({ seed: 1 })];
  expect(differences([a, b, c])).toMatchObject([{ key: "seed", values: [0, 0, 1] }]);
});

test("what was set while training differs where nothing else does, and only where it was set at other steps or to others", () => {
  const begun = config({ "lr.g": 1e-3, batch: 8 });
  const set = (value: number, step: number): Trained => ({
    ...begun,
    events: [{ attempt: 1, time: 7, type: "control", step, offset: 1, request: { type: "set", key: "lr.G", value } }],
  });
  expect(differences([set(5e-4, 10), set(5e-4, 10)])).toEqual([]);
  expect(differences([begun, set(5e-4, 10)])).toMatchObject([
    { key: "lr.g", values: [1e-3, 1e-3], changes: [[], [{ step: 10, value: 5e-4 }]] },
  ]);
  expect(differences([set(5e-4, 20), set(5e-4, 10)])).toHaveLength(1);
});

test("what was set is told where no configuration has its name, and what was refused is not", () => {
  const set = (offset: number, refused?: true): Trained => ({
    ...config({ batch: 8 }),
    events: [
      {
        ...{ attempt: 1, time: 7, type: "control", step: 10, offset, ...(refused && { refused }) },
        request: { type: "set", key: "k", value: 0.5 },
      },
    ],
  });
  expect(differences([set(1), set(1, true)])).toMatchObject([
    { key: "k", values: [undefined, undefined], changes: [[{ step: 10, value: 0.5, before: undefined }], []] },
  ]);
});

test("going back by itself is a row of its own: how often, and the last time, where that is not the same in all", () => {
  const begun = config({ "lr.g": 1e-3 });
  const fell = (...steps: readonly number[]): Trained => ({
    ...begun,
    events: steps.map((step, i) => ({
      ...{ attempt: i + 1, time: i, type: "rollback", step, to: step - 10 },
      rateFactor: 0.5 ** (i + 1),
    })),
  });
  expect(differences([begun, fell(40, 90)])).toEqual([
    { key: null, values: [0, 2], changes: [[], [{ kind: "rollback", step: 90, time: 1, to: 80, factor: 0.25 }]] },
  ]);
  expect(differences([fell(40), fell(50)])).toHaveLength(1);
  const later = fell(40).events.map((event) => ({ ...event, time: 99 }));
  expect(differences([fell(40), { ...begun, events: later }])).toEqual([]);
});
