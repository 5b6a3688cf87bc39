/**
 * @file The list's filter and order. `cats loss:hinge verdict:healthy best:<20 step:>=1000 -state:done`: words that
 * stand anywhere, or a field and what it is to be; a minus in front: is not.
 */
import type { RunSummary } from "../../api/index.ts";

export const FIELDS = ["id", "recipe", "loss", "data", "state", "verdict", "tag", "step", "steps", "metric"] as const;
type Field = (typeof FIELDS)[number];

type Value = string | number | null;

const read: Readonly<Record<Field, (run: RunSummary) => Value>> = {
  id: ({ id }) => id,
  recipe: ({ recipe }) => recipe,
  loss: ({ loss }) => loss,
  data: ({ data }) => data.name,
  state: ({ state }) => state,
  verdict: ({ verdict }) => verdict,
  tag: ({ tags }) => tags.join(" "),
  step: ({ step }) => step,
  steps: ({ steps }) => steps,
  metric: ({ best }) => best?.value ?? null,
};

export interface Term {
  readonly field: Field | null;
  readonly not: boolean;
  readonly sign: "<" | ">" | "<=" | ">=" | "=" | "has";
  readonly value: string;
}

/** Parts are between spaces; what has spaces stands in quotes: `verdict:"losing diversity"`. */
export function parseFilter(text: string): readonly Term[] {
  return [...text.matchAll(/(-?)(?:(\w+):)?(<=|>=|<|>|=)?(?:"([^"]*)"?|(\S+))/g)].flatMap((match) => {
    const [, minus = "", word, sign, quoted, plain] = match;
    const field = FIELDS.find((known) => known === word) ?? null;
    const value = (quoted ?? plain ?? "").toLowerCase();
    // A word with a colon that is no field is just a word.
    const whole = word !== undefined && field === null ? `${word}:${sign ?? ""}${value}`.toLowerCase() : value;
    const not = minus === "-";
    return whole === "" ? [] : [{ field, not, sign: field === null ? "has" : asSign(sign), value: whole } as Term];
  });
}

const asSign = (sign: string | undefined): Term["sign"] => (sign as Term["sign"] | undefined) ?? "has";

export const matches = (run: RunSummary, terms: readonly Term[]): boolean =>
  terms.every((term) => holds(run, term) !== term.not);

function holds(run: RunSummary, { field, sign, value }: Term): boolean {
  if (field === null)
    return FIELDS.some((each) => textOf(run, each).includes(value)) || (run.note ?? "").toLowerCase().includes(value);
  const found = read[field](run);
  if (sign === "has") return typeof found === "number" ? found === Number(value) : textOf(run, field).includes(value);
  if (found === null) return false;
  const wanted = Number(value);
  if (typeof found === "string" || !Number.isFinite(wanted)) return sign === "=" && textOf(run, field) === value;
  return compare[sign](found, wanted);
}

const textOf = (run: RunSummary, field: Field): string => String(read[field](run) ?? "").toLowerCase();

const compare: Readonly<Record<Exclude<Term["sign"], "has">, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
};

export const SORTS = ["age", "id", "data", "recipe", "state", "verdict", "step", "metric"] as const;
export type SortKey = (typeof SORTS)[number];

export interface Sort {
  readonly key: SortKey;
  readonly falling: boolean;
}

/** `age`, `-metric` */
export function parseSort(text: string | undefined): Sort {
  const key = SORTS.find((known) => known === (text ?? "").replace(/^-/, ""));
  return key === undefined ? { key: "age", falling: false } : { key, falling: text?.startsWith("-") === true };
}

export const sortText = ({ key, falling }: Sort): string => `${falling ? "-" : ""}${key}`;

/** Youngest first by `age`; what has no value stands last, either way. */
export function sorted(runs: readonly RunSummary[], { key, falling }: Sort): readonly RunSummary[] {
  const value = (run: RunSummary): Value => (key === "age" ? -Date.parse(run.createdAt) : read[key](run));
  const sign = falling ? -1 : 1;
  return runs
    .map((run) => ({ run, value: value(run) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
      return sign * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
    })
    .map(({ run }) => run);
}
