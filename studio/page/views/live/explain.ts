/** @file What a code means at length. A language's texts load when somebody asks: they are long. */
import type { Language } from "gantry/messages";

const files: Readonly<Record<Language, () => Promise<{ readonly explanations: Readonly<Record<string, string>> }>>> = {
  en: () => import("../../messages/en/explanations.ts"),
  zh: () => import("../../messages/zh/explanations.ts"),
};

/** By the first letters of a code; the longest that fits counts. @throws what loading the texts throws */
export async function explanation(code: string, language: Language): Promise<string> {
  const { explanations } = await files[language]();
  const known = Object.entries(explanations).filter(([start]) => code.startsWith(start));
  return known.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? code;
}
