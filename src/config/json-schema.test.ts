import { expect, test } from "vitest";
import { messages } from "../messages/messages.ts";
import { recipes } from "../recipes/index.ts";
import { generalKeys, isGeneralKey } from "./fields.ts";
import { flagOf } from "./flags.ts";
import { configSchema } from "./json-schema.ts";

const schema = configSchema(recipes, messages("en").fields) as {
  readonly properties: Readonly<Record<string, Record<string, unknown>>>;
  readonly additionalProperties: boolean;
};

test("every field and every setting, dotted and nested, and nothing else", () => {
  expect(schema.additionalProperties).toBe(false);
  for (const key of generalKeys) expect(schema.properties[key], key).toHaveProperty("description");
  for (const { settings } of recipes)
    for (const key of Object.keys(settings)) expect(schema.properties).toHaveProperty([key]);
  expect(Object.keys((schema.properties.lr as { properties: object }).properties)).toEqual([
    ...["g", "d", "schedule", "steps", "factor", "patience", "end"],
  ]);
});

test("bounds, choices and defaults are said as JSON Schema says them", () => {
  expect(schema.properties.seed).toMatchObject({ type: "integer", minimum: 0, maximum: 2 ** 32 - 1, default: 0 });
  expect(schema.properties["lr.g"]).toMatchObject({ type: "number", exclusiveMinimum: 0 });
  expect(schema.properties.device).toMatchObject({ enum: ["auto", "cpu", "webgpu", "cuda"], default: "auto" });
  expect(schema.properties.channels).toMatchObject({ enum: [1, 3, 4] });
  expect(schema.properties.threads).not.toHaveProperty("default"); // the machine knows it
});

test("no two keys have one flag", () => {
  const keys = [...new Set([...generalKeys, ...recipes.flatMap(({ settings }) => Object.keys(settings))])];
  const flags = keys.map(flagOf);
  expect(new Set(flags).size).toBe(keys.length);
  for (const flag of flags) expect(flag).toMatch(/^--[a-z][a-z0-9-]*$/);
  for (const other of ["--config", "--set", "--dry-run", "--progress", "--preview", "--json", "--quiet", "--help"]) {
    expect(flags).not.toContain(other);
  }
});

test("a recipe's setting is no general field by another meaning", () => {
  for (const { settings } of recipes)
    for (const key of Object.keys(settings)) expect(isGeneralKey(key), key).toBe(false);
});
