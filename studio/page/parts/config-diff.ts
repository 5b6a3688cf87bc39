/** @file Where configurations differ. */
import type { Json, RunEvent } from "gantry/store";
import { type Change, type Config, changesOf, type ValueChange } from "./config-changes.ts";

export interface Difference {
  readonly key: string;
  /** One of each configuration, in their order; undefined where it has no such key. */
  readonly values: readonly (Json | undefined)[];
  /** What each was set to while training, oldest first. */
  readonly changes: readonly (readonly ValueChange[])[];
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
 * either (null).
 */
export function differences(runs: readonly Trained[]): readonly Difference[] {
  const keys = [...new Set(runs.flatMap(({ config }) => Object.keys(config)))].filter((key) => !ITS_OWN.has(key));
  const sets = runs.map(({ config, events }) => changesOf(config, events).filter(isOfValue));
  return keys.flatMap((key) => {
    const values = runs.map(({ config }) => config[key]?.value);
    const changes = sets.map((all) => all.filter((change) => change.key === key));
    const texts = values.map((value, i) =>
      JSON.stringify([value ?? null, changes[i]?.map(({ step, value }) => [step, value])]),
    );
    return texts.every((text) => text === texts[0]) ? [] : [{ key, values, changes }];
  });
}

const isOfValue = (change: Change): change is ValueChange => change.kind === "set";
