import { expect, test } from "vitest";
import { errorSentence } from "../messages/errors.ts";
import { GantryError, isGantryError } from "./error.ts";

const parameters = { where: "here", expected: [null, 2], got: [1, 3] } as const;

test("an error carries its code, its parameters and the English sentence", () => {
  const cause = new Error("below");
  const error = new GantryError("E110", parameters, { cause });
  expect(error).toMatchObject({ name: "GantryError", code: "E110", parameters, cause });
  expect(error.message).toBe("here: expected shape [?, 2], got [1, 3].");
  expect(errorSentence(error.code, error.parameters, "zh")).toBe("here：需要形状 [?, 2]，得到 [1, 3]。");
});

test("isGantryError knows its own, also without their class", () => {
  const error = new GantryError("E110", parameters);
  const crossed = Object.assign(new Error(error.message), { name: error.name, code: error.code, parameters });
  expect([error, crossed, new Error("other"), "E110", null].map(isGantryError)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
