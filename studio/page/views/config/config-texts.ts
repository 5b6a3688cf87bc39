/** @file A configuration to take along: as a command, as TypeScript, as `gantry.config.json`. */
import type { Json, RunRecord } from "gantry/store";
import { commandLine, type PlainValue, textOf } from "../../../api/command-line.ts";
import { isGiven } from "../../parts/config-value.ts";

export const FORMATS = ["command", "typescript", "json"] as const;
export type Format = (typeof FORMATS)[number];

export type Values = Readonly<Record<string, PlainValue>>;

/** The folder of this very run: another run has another name. */
const ITS_OWN: ReadonlySet<string> = new Set(["run"]);

/**
 * What makes the same run again. @param every also what nobody gave, so that it stays the same where defaults change;
 * without it, what follows from machine, data and recipe follows again
 */
export function valuesOf(config: RunRecord["config"], every: boolean): Values {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, { value, origin }]): [string, PlainValue][] =>
      ITS_OWN.has(key) || !(every || isGiven(origin)) || !isPlain(value) ? [] : [[key, value]],
    ),
  );
}

function isPlain(value: Json): value is PlainValue {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Data or a recipe that were handed in from a program stand in no file: whoever trains again puts them in. */
export const atHand = ({
  config,
  recipeFingerprint,
}: RunRecord): { readonly data: boolean; readonly recipe: boolean } => ({
  data: (config.data?.value ?? null) === null,
  recipe: recipeFingerprint === "object",
});

/** Null where a command cannot say it. */
export function textAs(format: Format, record: RunRecord, every: boolean): string | null {
  const values = valuesOf(record.config, every);
  const missing = atHand(record);
  if (format === "typescript") return asTypeScript(values, missing);
  if (missing.data || missing.recipe) return null;
  if (format === "json") return `${JSON.stringify(values, null, 2)}\n`;
  return commandLine(values, { ownRecipe: record.recipeFingerprint !== undefined });
}

const isIdentifier = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key);

function asTypeScript(values: Values, missing: ReturnType<typeof atHand>): string {
  const handed = (["data", "recipe"] as const).filter((name) => missing[name]);
  const lines = Object.entries(values)
    .filter(([key]) => !handed.some((name) => name === key))
    .map(([key, value]) => `  ${isIdentifier(key) ? key : JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return [
    'import { train } from "gantry";',
    "",
    "for await (const event of train({",
    ...handed.map((name) => `  ${name},`),
    ...lines,
    "})) {",
    '  if (event.type !== "metrics") continue;',
    "  console.log(event.step, event.values);",
    "}",
    "",
  ].join("\n");
}

/** What says whose run it was; a changed one says so for itself. */
const NOT_TAKEN: ReadonlySet<string> = new Set(["out", "lang", "note"]);

/** What the form of a new run begins with, as its address keeps it: a text for each key. */
export const newRunQuery = ({ config }: Pick<RunRecord, "config">): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(valuesOf(config, false))
      .filter(([key]) => !NOT_TAKEN.has(key))
      .map(([key, value]) => [key, textOf(value)]),
  );
