/** @file Where values come from, in rising order of weight: defaults, recipe, data, file, flags, `--set`. */
import { GantryError } from "../base/error.ts";
import { jsonLeaves } from "./json-lines.ts";
import type { ConfigEntry } from "./value.ts";

/**
 * `default`: the table of fields or the machine; `measured`: on the machine, when the run began; `recipe`: the recipe's
 * own; `data`: follows from the data.
 */
export type Origin = "default" | "measured" | "recipe" | "data" | "file" | "flag" | "set";

/** Everything one source says. */
export interface ConfigLayer {
  readonly origin: "file" | "flag" | "set";
  readonly entries: readonly ConfigEntry[];
}

/**
 * The layer of a configuration file. `{ "lr": { "g": 1e-4 } }` and `{ "lr.g": 1e-4 }` say the same; `null` says
 * nothing.
 * @param text the file's content @param file its name, for errors @throws E104
 */
export function fileLayer(text: string, file: string): ConfigLayer {
  const entries = jsonLeaves(text, file)
    .filter(({ path, value }) => value !== null && path[0] !== "$schema")
    .map(({ path, value, line }) => ({ key: path.join("."), value, where: `${file}:${line} ${path.join(".")}` }));
  return { origin: "file", entries };
}

/** The layer of `--set key.path=value`. @param assignments as typed @throws E206 */
export function setLayer(assignments: readonly string[]): ConfigLayer {
  const entries = assignments.map((assignment): ConfigEntry => {
    const sign = assignment.indexOf("=");
    if (sign < 1) throw new GantryError("E206", { got: assignment });
    const key = assignment.slice(0, sign).trim();
    return { key, value: assignment.slice(sign + 1), where: `--set ${key}`, text: true };
  });
  return { origin: "set", entries };
}

/**
 * The layer of a plain object, as a library user writes it: dotted or nested keys, `undefined` and `null` say nothing.
 */
export function objectLayer(values: Readonly<Record<string, unknown>>): ConfigLayer {
  return { origin: "set", entries: objectEntries(values, []) };
}

function objectEntries(values: Readonly<Record<string, unknown>>, path: readonly string[]): ConfigEntry[] {
  return Object.entries(values).flatMap(([name, value]): ConfigEntry[] => {
    const here = [...path, name];
    if (value === null || value === undefined) return [];
    if (typeof value === "object" && !Array.isArray(value)) {
      return objectEntries(value as Readonly<Record<string, unknown>>, here);
    }
    return [{ key: here.join("."), value, where: `config.${here.join(".")}` }];
  });
}
