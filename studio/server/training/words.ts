/** @file Values of a form as words of the command line. */
import { relative } from "node:path";
import { GantryError } from "gantry/base";
import { flagOf } from "gantry/config";
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

const textOf = (value: Value): string => (Array.isArray(value) ? value.join(",") : String(value));

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
  const { data, recipe, ...others } = values;
  const flags = Object.entries({ ...(recipe === undefined ? {} : { recipe }), ...others }).map(([key, value]) =>
    typeof value === "boolean" ? switchOf(key, value) : `${flagOf(key)} ${quoted(textOf(value as Value))}`,
  );
  const out = relative(folder, root);
  return [
    "gantry train",
    ...(data === undefined ? [] : [quoted(textOf(data))]),
    ...flags,
    ...(out === "runs" ? [] : [`--out ${quoted(out.startsWith("..") ? root : out || ".")}`]),
  ].join(" ");
}

const switchOf = (key: string, on: boolean): string => (on ? flagOf(key) : flagOf(key).replace("--", "--no-"));

/** In quotes where a shell would take it apart. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/(["\\$`])/g, "\\$1")}"`;
