/** @file What a code means at length. It loads when somebody asks: the texts are long. */
import { explanationTexts, type Language } from "gantry/messages";

/** By the first letters of a code; the longest that fits counts. */
export function explanation(code: string, language: Language): string {
  const known = Object.entries(explanationTexts(language)).filter(([start]) => code.startsWith(start));
  return known.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? code;
}
