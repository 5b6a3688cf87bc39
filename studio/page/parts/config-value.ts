/** @file Values of a configuration as text: as they would be typed, in no language. */
import type { Json } from "gantry/store";

/** `0.0003`, `true`, `a, b`; null where nothing was given. */
export function valueText(value: Json | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => String(item)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What was asked for by somebody; everything else follows from the recipe, the data and the machine. */
const GIVEN: ReadonlySet<string> = new Set(["file", "flag", "set", "studio"]);

export const isGiven = (origin: string): boolean => GIVEN.has(origin);
