/** @file The rows of a configuration: what was asked for first, then everything else in groups. */
import type { GeneralKey } from "gantry/config";
import type { Json } from "gantry/store";
import type { Change, Config } from "../../parts/config-changes.ts";
import { isGiven, valueText } from "../../parts/config-value.ts";

export const GROUPS = ["chosen", "data", "recipe", "training", "machine", "watching", "run"] as const;
export type Group = (typeof GROUPS)[number];

/** Each general field, so that none is taken for a recipe's. */
const groups: Readonly<Record<GeneralKey, Group>> = {
  ...{ data: "data", dataDir: "data", size: "data", channels: "data", crop: "data", classes: "data" },
  ...{ attributes: "data", attributesFile: "data", exclude: "data", flip: "data" },
  recipe: "recipe",
  ...{ from: "training", steps: "training", minutes: "training", seed: "training" },
  ...{ onNan: "training", onCollapse: "training", patience: "training" },
  ...{ device: "machine", precision: "machine", threads: "machine", autotune: "machine" },
  ...{ sampleEvery: "watching", sampleWeights: "watching", saveEvery: "watching", keep: "watching" },
  ...{ evalEvery: "watching", evalN: "watching", evalFeatures: "watching", evalMetric: "watching" },
  ...{ out: "run", run: "run", note: "run", tag: "run", lang: "run" },
};

export interface ConfigRow {
  readonly key: string;
  readonly value: Json;
  readonly origin: string;
  /** The last value that somebody set while it trained. */
  readonly changed: Change | null;
}

export interface RowGroup {
  readonly group: Group;
  readonly rows: readonly ConfigRow[];
}

/** Which of the groups a key belongs to; what is not general is the recipe's. */
export const groupOf = (key: string): Group => (Object.hasOwn(groups, key) ? groups[key as GeneralKey] : "recipe");

/** @param changes made while training, oldest first */
export function groupedRows(config: Config, changes: readonly Change[]): readonly RowGroup[] {
  const rows = Object.entries(config).map(([key, { value, origin }]): ConfigRow => {
    const changed = changes.findLast((change) => change.kind === "set" && change.key === key) ?? null;
    return { key, value, origin, changed };
  });
  const isChosen = ({ origin, changed }: ConfigRow): boolean => isGiven(origin) || changed !== null;
  const chosen = rows.filter(isChosen);
  const others = rows.filter((row) => !isChosen(row)).sort((a, b) => weight(a) - weight(b));
  return GROUPS.map((group) => ({
    group,
    rows: group === "chosen" ? chosen : others.filter(({ key }) => groupOf(key) === group),
  })).filter(({ rows: some }) => some.length > 0);
}

/** What follows from machine and data stands before what is the same for everybody, what was not given last. */
function weight({ origin, value }: ConfigRow): number {
  if (valueText(value) === null) return 3;
  return origin === "default" ? 2 : origin === "recipe" ? 1 : 0;
}

/** Rows that have all words of the query in their key, value, origin or help. */
export function filteredRows(
  all: readonly RowGroup[],
  query: string,
  textOf: (row: ConfigRow) => string,
): readonly RowGroup[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return all;
  const has = (row: ConfigRow): boolean => {
    const text = `${row.key} ${valueText(row.value) ?? ""} ${row.origin} ${textOf(row)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return all.map(({ group, rows }) => ({ group, rows: rows.filter(has) })).filter(({ rows }) => rows.length > 0);
}
