import { expect, test } from "vitest";
import { type Config, differences } from "./config-diff.ts";

const config = (values: Readonly<Record<string, string | number | null | string[]>>): Config =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, origin: "default" }]));

test("only what differs, in the order of the first, then what the others have besides", () => {
  const a = config({ data: "ring8", steps: 100, "lr.g": 1e-3, run: "a" });
  const b = config({ data: "ring8", steps: 200, "lr.g": 1e-3, loss: "hinge", run: "b" });
  expect(differences([a, b])).toEqual([
    { key: "steps", values: [100, 200] },
    { key: "loss", values: [undefined, "hinge"] },
  ]);
});

test("lists are compared by what is in them, and nothing given is as good as no such key", () => {
  const a = config({ classes: ["a", "b"], size: null });
  const b = config({ classes: ["a", "b"] });
  expect(differences([a, b])).toEqual([]);
  expect(differences([a, config({ classes: ["a"] })])).toEqual([{ key: "classes", values: [["a", "b"], ["a"]] }]);
});

test("of three, one that differs is enough", () => {
  const [a, b, c] = [config({ seed: 0 }), config({ seed: 0 }), config({ seed: 1 })];
  expect(differences([a, b, c])).toEqual([{ key: "seed", values: [0, 0, 1] }]);
});
