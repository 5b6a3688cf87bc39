/** @file One value: from text or JSON to what its field takes, checked by zod. */
import { z } from "zod";
import { GantryError } from "../base/error.ts";
import type { ValueType } from "../messages/value-type.ts";
import type { ConfigValue } from "./fields.ts";

/** A value somebody gave. `where`: as that person finds it again (`--batch`, `gantry.config.json:14 lr.g`). */
export interface ConfigEntry {
  readonly key: string;
  readonly value: unknown;
  readonly where: string;
  /** Whether `value` is text from a command line, of which numbers and lists are still to be made. */
  readonly text?: true;
}

function numberSchema(type: Extract<ValueType, { kind: "number" }>): z.ZodType<ConfigValue> {
  let schema = z.number();
  if (type.min !== undefined) schema = schema.gte(type.min);
  if (type.above !== undefined) schema = schema.gt(type.above);
  if (type.max !== undefined) schema = schema.lte(type.max);
  return schema;
}

function integerSchema(type: Extract<ValueType, { kind: "integer" }>): z.ZodType<ConfigValue> {
  if (type.only !== undefined) return z.literal([...type.only]);
  let schema = z.int();
  if (type.min !== undefined) schema = schema.gte(type.min);
  if (type.max !== undefined) schema = schema.lte(type.max);
  return schema;
}

/** The zod schema of one field. Numbers are finite by zod's own rule. */
export function schemaOf(type: ValueType): z.ZodType<ConfigValue> {
  switch (type.kind) {
    case "number":
      return numberSchema(type);
    case "integer":
      return integerSchema(type);
    case "choice":
      return z.enum(type.choices as [string, ...string[]]);
    case "switch":
      return z.boolean();
    case "text":
      return z.string().min(1);
    case "list":
      return z.array(z.string());
  }
}

const SWITCH_WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  on: true,
  off: false,
};

function valueFromText(type: ValueType, text: string): unknown {
  switch (type.kind) {
    case "number":
    case "integer":
      return text.trim() === "" ? text : Number(text);
    case "switch":
      return SWITCH_WORDS[text.toLowerCase()] ?? text;
    case "list":
      return text
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== "");
    default:
      return text;
  }
}

/** A value as people recognise it: what they typed, or JSON. */
const shown = (entry: ConfigEntry): string =>
  entry.text === true ? (entry.value === "" ? '""' : String(entry.value)) : JSON.stringify(entry.value);

/** Labels are numbers in many files: `"classes": [4, 7]` is as good as `["4", "7"]`. */
const asWords = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item: unknown) => (typeof item === "number" ? String(item) : item)) : value;

/** What `entry` says, as its field takes it. @param initial the field's default, for the error @throws E101 */
export function checkedValue(type: ValueType, entry: ConfigEntry, initial: ConfigValue = null): ConfigValue {
  const raw = entry.text === true ? valueFromText(type, String(entry.value)) : entry.value;
  const parsed = schemaOf(type).safeParse(type.kind === "list" ? asWords(raw) : raw);
  if (parsed.success) return parsed.data;
  throw new GantryError("E101", {
    where: entry.where,
    expected: type,
    got: shown(entry),
    ...(initial === null || Array.isArray(initial) ? {} : { initial: String(initial) }),
  });
}
