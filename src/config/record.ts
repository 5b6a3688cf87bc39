/** @file A configuration as `run.json` keeps it, key by key with its origin, and back again for a resume. */
import { type ConfigValue, type GeneralConfig, generalKeys, isGeneralKey } from "./fields.ts";
import type { ResolvedConfig } from "./resolve.ts";
import type { Origin } from "./sources.ts";

/** Dotted key → value and origin, general fields first. */
export type ConfigRecord = Readonly<Record<string, { readonly value: ConfigValue; readonly origin: Origin }>>;

export function configRecord({ values, origins }: ResolvedConfig): ConfigRecord {
  const { settings, ...general } = values;
  const all: Readonly<Record<string, ConfigValue>> = { ...general, ...settings };
  const keys = [...generalKeys, ...Object.keys(settings)];
  return Object.fromEntries(keys.map((key) => [key, { value: all[key] ?? null, origin: origins[key] ?? "default" }]));
}

/** The way back. @param record what `configRecord` made, also after a trip through JSON */
export function configFromRecord(record: ConfigRecord): ResolvedConfig {
  const entries = Object.entries(record);
  const valuesOf = (general: boolean): Readonly<Record<string, ConfigValue>> =>
    Object.fromEntries(
      entries.filter(([key]) => isGeneralKey(key) === general).map(([key, { value }]) => [key, value]),
    );
  return {
    values: {
      ...(valuesOf(true) as unknown as GeneralConfig),
      settings: valuesOf(false) as ResolvedConfig["values"]["settings"],
    },
    origins: Object.fromEntries(entries.map(([key, { origin }]) => [key, origin])),
  };
}
