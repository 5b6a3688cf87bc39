import type { ValueType } from "gantry/messages";
import { expect, test } from "vitest";
import type { FieldInfo, SchemaReply } from "../../../api/index.ts";
import { checked, fieldsFor, parsed, planKey, textsIn } from "./form-values.ts";

const field = (key: string, type: ValueType): FieldInfo => ({ key, flag: `--${key}`, type, default: null, help: "" });
const above: ValueType = { kind: "number", above: 0 };
const whole: ValueType = { kind: "integer", min: 1, max: 10 };

const schema: SchemaReply = {
  fields: [field("data", { kind: "text" }), field("recipe", { kind: "text" }), field("steps", whole)],
  recipes: [{ name: "gan", summary: "", citation: "", settings: [field("lr.g", above)] }],
  data: [],
};

test.each<[ValueType, string, unknown]>([
  [above, "3e-4", 3e-4],
  [above, " .5 ", 0.5],
  [above, "0", null],
  [above, "0x10", null],
  [above, "Infinity", null],
  [whole, "10", 10],
  [whole, "11", null],
  [whole, "1.5", null],
  [{ kind: "integer", only: [1, 3] }, "2", null],
  [{ kind: "choice", choices: ["a", "b"] }, "c", null],
  [{ kind: "switch" }, "false", false],
  [{ kind: "switch" }, "maybe", null],
  [{ kind: "list" }, "a, b,,", ["a", "b"]],
  [{ kind: "text" }, " as it is ", " as it is "],
])("%j takes %s as %j", (type, text, value) => {
  expect(parsed(type, text)).toEqual(value);
});

test("the address is the form, but for what is the page's", () => {
  expect(textsIn({ lang: "zh", data: "ring8", "lr.g": "1", steps: "" })).toEqual({ data: "ring8", "lr.g": "1" });
});

test("what a field does not take is wrong, and what the recipe has not is strange; neither is asked for", () => {
  const texts = { data: "ring8", steps: "many", "lr.g": "0.1", "lr.z": "1" };
  expect(checked(texts, fieldsFor(schema, "gan"))).toEqual({
    values: { data: "ring8", "lr.g": 0.1 },
    wrong: ["steps"],
    strange: ["lr.z"],
  });
  expect(checked(texts, fieldsFor(schema, "./mine.mjs")).strange).toEqual(["lr.g", "lr.z"]);
});

test("a name changes no plan", () => {
  expect(planKey({ data: "ring8", run: "a", note: "b" })).toBe(planKey({ data: "ring8" }));
  expect(planKey({ data: "ring8", steps: 5 })).not.toBe(planKey({ data: "ring8" }));
});
