import { expect, test } from "vitest";
import { commandLine } from "./command-line.ts";

test("the data are a word, the recipe comes next, everything else is a flag", () => {
  const values = { steps: 60, "lr.g": 3e-4, recipe: "dcgan", data: "strokes", "z.size": 32, sampleEvery: 10 };
  expect(commandLine(values)).toBe(
    "gantry train strokes --recipe dcgan --steps 60 --lr-g 0.0003 --z 32 --sample-every 10",
  );
});

test("switches are said by their names, lists with commas, and a shell takes nothing apart", () => {
  const values = { data: "./my cats", flip: true, autotune: false, classes: ["a", "b c"], note: 'say "$5"' };
  expect(commandLine(values, { out: "/there/runs" })).toBe(
    'gantry train "./my cats" --flip --no-autotune --classes "a,b c" --note "say \\"\\$5\\"" --out /there/runs',
  );
});

test("a recipe of one's own has no flags, and data that begin with a dash are no option", () => {
  expect(commandLine({ data: "-x", recipe: "./mine.mjs", steps: 5, "lr.g": 1 }, { ownRecipe: true })).toBe(
    "gantry train --set data=-x --recipe ./mine.mjs --steps 5 --set lr.g=1",
  );
});
