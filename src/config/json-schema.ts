/** @file The JSON Schema of `gantry.config.json`, so that editors complete and check it. */
import { z } from "zod";
import type { Recipe } from "../game/recipe.ts";
import { generalFields, generalKeys } from "./fields.ts";
import { typeOfSetting } from "./resolve.ts";
import { schemaOf } from "./value.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** One property: what zod says of its type, its sentence, its default. */
function property(schema: z.ZodType, description: string | undefined, initial: unknown): JsonSchema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema) as Record<string, unknown>;
  return {
    ...plain,
    ...(description === undefined ? {} : { description }),
    ...(initial === null ? {} : { default: initial }),
  };
}

/**
 * The schema of a configuration file.
 * @param recipes whose settings it knows; a setting may be written dotted (`"lr.g"`) or nested (`"lr": { "g": … }`)
 * @param help a sentence for each general key
 */
export function configSchema(recipes: readonly Recipe[], help: Readonly<Record<string, string>> = {}): JsonSchema {
  const properties: Record<string, JsonSchema> = { $schema: { type: "string" } };
  for (const key of generalKeys) {
    properties[key] = property(
      schemaOf(generalFields[key].type),
      help[key],
      generalFields[key].elsewhere === true ? null : generalFields[key].default,
    );
  }
  const groups: Record<string, Record<string, JsonSchema>> = {};
  for (const recipe of recipes) {
    for (const [key, setting] of Object.entries(recipe.settings)) {
      const described = property(schemaOf(typeOfSetting(setting)), setting.help, null);
      properties[key] ??= described;
      const [group, name] = key.split(".");
      if (group !== undefined && name !== undefined) {
        groups[group] ??= {};
        groups[group][name] ??= described;
      }
    }
  }
  for (const [group, members] of Object.entries(groups)) {
    properties[group] ??= { type: "object", properties: members, additionalProperties: false };
  }
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "gantry.config.json",
    type: "object",
    properties,
    additionalProperties: false,
  };
}
