import { expect, test } from "vitest";
import { dataCommand } from "./data-command.ts";

test.each([
  ["strokes", "gantry data strokes"],
  ["./my cats", 'gantry data "./my cats"'],
  ["cats$HOME`id`", 'gantry data "cats\\$HOME\\`id\\`"'],
  ["-cats", "gantry data -- -cats"],
])("data %s", (spec, command) => {
  expect(dataCommand(spec)).toBe(command);
});
