/** @file Values of a form as words of the command line. */
import { relative } from "node:path";
import { GantryError } from "gantry/base";
import { commandLine, textOf } from "../../api/command-line.ts";
import type { StartRequest } from "../../api/index.ts";

type Values = StartRequest["values"];
type Value = Values[string];

const MOST_KEYS = 200;

/** @param body of a request @throws E608 what is no `StartRequest` */
export function checkedValues(body: unknown): Values {
  const values = (body as { readonly values?: unknown } | null)?.values;
  const fail = (name: string, expected: string, got: unknown): never => {
    throw new GantryError("E608", { name, expected, got: (JSON.stringify(got) ?? "absent").slice(0, 200) });
  };
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    return fail("values", "an object of configuration keys", values);
  }
  const entries = Object.entries(values as Readonly<Record<string, unknown>>);
  if (entries.length > MOST_KEYS) fail("values", `at most ${MOST_KEYS} keys`, entries.length);
  for (const [key, value] of entries) {
    if (!/^[a-zA-Z][\w.]{0,80}$/.test(key)) fail("values", "keys of the configuration", key);
    if (key === "out") fail("out", "absent (runs go to the folder that is shown)", value);
    if (!isValue(value)) fail(key, "a text, a number, true, false or a list", value);
  }
  return values as Values;
}

const isPlain = (value: unknown): boolean =>
  (typeof value === "string" && !value.includes("\0")) ||
  (typeof value === "number" && Number.isFinite(value)) ||
  typeof value === "boolean";

const isValue = (value: unknown): value is Value => isPlain(value) || (Array.isArray(value) && value.every(isPlain));

/** For a process: each value by its key, so that none can be taken for an option. */
export function trainWords(values: Values, root: string): string[] {
  return [
    "train",
    ...Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${textOf(value)}`]),
    "--out",
    root,
  ];
}

/** As a person would type it in `folder`. */
export function commandOf(values: Values, root: string, folder: string): string {
  const out = outOf(root, folder);
  return commandLine(values, out === null ? {} : { out });
}

/** Where runs go, as a person in `folder` would type it; null for `runs`, where they go by themselves. */
export function outOf(root: string, folder: string): string | null {
  const out = relative(folder, root);
  if (out === "runs") return null;
  return out.startsWith("..") ? root : out || ".";
}
