/** @file Golden values: what an independent implementation computed, by the scripts of scripts/golden. */
import { readFileSync } from "node:fs";

/** A tensor in a golden file. */
export interface Packed {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Reads `golden/<name>.json` beside the test. @param url the test's `import.meta.url` */
export function readGolden<T>(url: string, name: string): T {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, url), "utf8")) as T;
}
