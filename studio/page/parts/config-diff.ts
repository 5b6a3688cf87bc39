/** @file Where configurations differ. */
import type { Json, RunEvent } from "gantry/store";
import { type Change, type Config, changesOf, type Rollback, type ValueChange } from "./config-changes.ts";

export interface Difference {
  /** Null: how often each went back to a checkpoint by itself, and the last time it did. */
  readonly key: string | null;
  /** One of each configuration, in their order; undefined where it has no such key. */
  readonly values: readonly (Json | undefined)[];
  /** What each was set to while training, oldest first. */
  readonly changes: readonly (readonly (ValueChange | Rollback)[])[];
}

/** What a run began with, and what was done to it. */
export interface Trained {
  readonly config: Config;
  readonly events: readonly RunEvent[];
}

/** Names of the run itself, which always differ. */
const ITS_OWN: ReadonlySet<string> = new Set(["run", "note", "out", "lang"]);

/**
 * The keys whose values, with what they were set to later, are not the same in all, in the order in which they first stand.
 * Recipes have their own settings: where one has none of that name, that is a difference too, unless the other has none given
 * either (null). A general field that a run is too old for is none where another has it by default: what is added has what
 * held before as its default.
 */
export function differences(runs: readonly Trained[]): readonly Difference[] {
  const done = runs.map(({ config, events }) => changesOf(config, events));
  const sets = done.map((all) => all.filter(isOfValue));
  const given = runs.flatMap(({ config }) => Object.keys(config));
  const set = sets.flat().map(({ key }) => key); // may have no name in a configuration
  const keys = [...new Set([...given, ...set])].filter((key) => !ITS_OWN.has(key));
  const ofKeys = keys.map((key) => ({
    key,
    values: runs.map(({ config }) => config[key]?.value),
    changes: sets.map((all) => all.filter((change) => change.key === key)),
  }));
  const rollbacks = done.map((all) => all.filter(isRollback));
  const ofRollbacks = {
    key: null,
    values: rollbacks.map(({ length }) => length),
    changes: rollbacks.map((all) => all.slice(-1)),
  };
  const byDefault = (wanted: string): Json | undefined =>
    runs.find(({ config }) => config[wanted]?.origin === "default")?.config[wanted]?.value;
  return [...ofKeys, ofRollbacks].filter((one) => isDifference(one, one.key === null ? undefined : byDefault(one.key)));
}

const isOfValue = (change: Change): change is ValueChange => change.kind === "set";
const isRollback = (change: Change): change is Rollback => change.kind === "rollback";

function isDifference({ values, changes }: Difference, absent: Json | undefined): boolean {
  const timeless = (name: string, value: unknown): unknown => (name === "time" ? undefined : value);
  const texts = values.map((value, i) => JSON.stringify([value ?? absent ?? null, changes[i]], timeless));
  return texts.some((text) => text !== texts[0]);
}
