/** @file Where configurations differ. */
import type { Json, RunRecord } from "gantry/store";

export type Config = RunRecord["config"];

export interface Difference {
  readonly key: string;
  /** One of each configuration, in their order; undefined where it has no such key. */
  readonly values: readonly (Json | undefined)[];
}

/** Names of the run itself, which always differ. */
const ITS_OWN: ReadonlySet<string> = new Set(["run", "note", "out", "lang"]);

/**
 * The keys whose values are not the same in all, in the order in which they first stand. Recipes have their own
 * settings: where one has none of that name, that is a difference too, unless the other has none given either (null).
 */
export function differences(configs: readonly Config[]): readonly Difference[] {
  const keys = [...new Set(configs.flatMap((config) => Object.keys(config)))].filter((key) => !ITS_OWN.has(key));
  return keys.flatMap((key) => {
    const values = configs.map((config) => config[key]?.value);
    const texts = values.map((value) => JSON.stringify(value ?? null));
    return texts.every((text) => text === texts[0]) ? [] : [{ key, values }];
  });
}
