/** @file Which language to speak. */
import type { Language } from "./errors.ts";

/**
 * The first candidate that names a language we speak, else English.
 * @param candidates in falling order of weight: `--lang`, `GANTRY_LANG`, `LANG`; `zh_CN.UTF-8` counts as `zh`
 */
export function chooseLanguage(candidates: readonly (string | undefined)[]): Language {
  for (const candidate of candidates) {
    const word = candidate?.toLowerCase().match(/^[a-z]+/)?.[0];
    if (word === "zh" || word === "en") return word;
  }
  return "en";
}
