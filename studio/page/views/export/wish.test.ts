import { expect, test } from "vitest";
import { commandFor } from "./wish.ts";

const wish = { target: "generator", numbers: "float32", weights: "average", checkpoint: "last" } as const;

test("a shell takes the run's name as it is, whatever is in it", () => {
  expect(commandFor(wish, "0001-strokes-dcgan")).toBe("gantry export 0001-strokes-dcgan");
  expect(commandFor({ ...wish, checkpoint: 20 }, 'a$b `c` "d"')).toBe(
    'gantry export "a\\$b \\`c\\` \\"d\\"" --checkpoint 20',
  );
});
