/** @file What a setting may be, in words. */
import type { ValueType } from "../value-type.ts";

function bounded(
  noun: string,
  type: { readonly min?: number; readonly above?: number; readonly max?: number },
): string {
  const low = type.above === undefined ? type.min : type.above;
  if (low !== undefined && type.max !== undefined) {
    return type.above === undefined
      ? `${noun} from ${low} to ${type.max}`
      : `${noun} above ${low}, at most ${type.max}`;
  }
  if (low !== undefined) return type.above === undefined ? `${noun} of at least ${low}` : `${noun} above ${low}`;
  return type.max === undefined ? noun : `${noun} of at most ${type.max}`;
}

/** "a number above 0", "one of cpu, webgpu", … */
export function expectation(type: ValueType): string {
  switch (type.kind) {
    case "number":
      return bounded("a number", type);
    case "integer":
      return type.only === undefined ? bounded("a whole number", type) : `one of ${type.only.join(", ")}`;
    case "choice":
      return `one of ${type.choices.join(", ")}`;
    case "switch":
      return "true or false";
    case "text":
      return "a text";
    case "list":
      return "words with commas between them";
  }
}
