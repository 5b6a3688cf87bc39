/** @file What stands in the form: a text for each key, as the address keeps it, and what the texts mean. */
import type { ValueType } from "gantry/messages";
import type { PlainValue } from "../../../api/command-line.ts";
import type { FieldInfo, SchemaReply, StartRequest } from "../../../api/index.ts";
import type { Query } from "../../state/route.ts";

export type Texts = Readonly<Record<string, string>>;

/** Of the address, what is not the form's. */
const PAGE_KEYS: ReadonlySet<string> = new Set(["lang"]);

export const textsIn = (query: Query): Texts =>
  Object.fromEntries(Object.entries(query).filter(([key, text]) => !PAGE_KEYS.has(key) && text !== ""));

/** The fields that most people set, in the order they think of them. */
export const MOST_USED = [
  "steps",
  "minutes",
  "size",
  "batch",
  "z.size",
  "lr.g",
  "lr.d",
  "loss",
  "seed",
  "run",
] as const;

/** Cards choose these. */
const CHOSEN_APART: ReadonlySet<string> = new Set(["data", "recipe"]);

/** Every field that can be asked for with this recipe, general ones first; a recipe that nobody knows has none of its own. */
export function fieldsFor(schema: SchemaReply, recipe: string): readonly FieldInfo[] {
  const own = schema.recipes.find(({ name }) => name === recipe)?.settings ?? [];
  const names = new Set(own.map(({ key }) => key));
  return [...schema.fields.filter(({ key }) => !names.has(key) && !CHOSEN_APART.has(key)), ...own];
}

const SWITCH: Readonly<Record<string, boolean>> = { true: true, false: false };

/** What a text means to its field; null where the field does not take it. */
export function parsed(type: ValueType, text: string): PlainValue | null {
  switch (type.kind) {
    case "number":
    case "integer":
      return numberIn(type, text);
    case "choice":
      return type.choices.includes(text) ? text : null;
    case "switch":
      return SWITCH[text] ?? null;
    case "list":
      return text
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== "");
    case "text":
      return text;
  }
}

function numberIn(type: Extract<ValueType, { kind: "number" | "integer" }>, text: string): number | null {
  const value = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = type;
  if (!Number.isFinite(value) || value < min || value > max) return null;
  if (type.kind === "number") return type.above !== undefined && value <= type.above ? null : value;
  if (type.only !== undefined) return type.only.includes(value) ? value : null;
  return Number.isSafeInteger(value) ? value : null;
}

export interface Checked {
  /** What is to be asked for; texts that mean nothing are left out. */
  readonly values: StartRequest["values"];
  /** Keys whose text their field does not take. */
  readonly wrong: readonly string[];
  /** Keys that the recipe has not. */
  readonly strange: readonly string[];
}

export function checked(texts: Texts, fields: readonly FieldInfo[]): Checked {
  const known = new Map(fields.map((field) => [field.key, field.type] as const));
  for (const key of CHOSEN_APART) known.set(key, { kind: "text" });
  const entries = Object.entries(texts).map(([key, text]) => {
    const type = known.get(key);
    return { key, value: type === undefined ? undefined : parsed(type, text) };
  });
  return {
    values: Object.fromEntries(
      entries.flatMap(({ key, value }) => (value === null || value === undefined ? [] : [[key, value]])),
    ),
    wrong: entries.filter(({ value }) => value === null).map(({ key }) => key),
    strange: entries.filter(({ value }) => value === undefined).map(({ key }) => key),
  };
}

/** What does not change a plan. */
const NAMES: ReadonlySet<string> = new Set(["run", "note", "tag"]);

/** The same text for values whose plan is the same. */
export const planKey = (values: StartRequest["values"]): string =>
  JSON.stringify(Object.entries(values).filter(([key]) => !NAMES.has(key)));
