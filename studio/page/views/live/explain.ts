/** @file What a code means at length. It loads when somebody asks: the texts are long. */
import { type Language, messages } from "gantry/messages";

/** By the first letters of a code; the longest that fits counts. */
export function explanation(code: string, language: Language): string {
  const known = Object.entries(messages(language).explanations).filter(([start]) => code.startsWith(start));
  return known.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? code;
}
