import { expect, test } from "vitest";
import { dataCommand } from "./data-command.ts";

test.each([
  ["strokes", "gantry data strokes"],
  ["./my cats", 'gantry data "./my cats"'],
  ["cats$HOME`id`", 'gantry data "cats\\$HOME\\`id\\`"'],
  ["-cats", "gantry data -- -cats"],
])("data %s", (spec, command) => {
  expect(dataCommand(spec, {})).toBe(command);
});

test("what the run was told of the data is told again, what follows from them is not", () => {
  const config = {
    data: { value: "./cats", origin: "flag" },
    size: { value: 32, origin: "data" },
    crop: { value: "top", origin: "flag" },
    classes: { value: null, origin: "default" },
    exclude: { value: ["a.png", "b c.png"], origin: "studio" },
    steps: { value: 7, origin: "flag" },
  };
  expect(dataCommand("./cats", config)).toBe('gantry data ./cats --crop top --exclude "a.png,b c.png"');
  expect(dataCommand("-cats", config)).toBe('gantry data --crop top --exclude "a.png,b c.png" -- -cats');
});
