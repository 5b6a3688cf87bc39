/** @file What is said of nearest training images, in the language spoken. */
import type { Language, Translated } from "gantry/messages";
import { useEffect, useState } from "preact/hooks";
import type { nearest as english } from "../../../messages/en/nearest.ts";
import { spoken } from "../../../messages/texts.ts";

export type NearestText = Translated<typeof english>;

const files: Readonly<Record<Language, () => Promise<{ readonly nearest: NearestText }>>> = {
  en: () => import("../../../messages/en/nearest.ts"),
  zh: () => import("../../../messages/zh/nearest.ts"),
};

/** @returns null before they are loaded */
export function useNearestText(): NearestText | null {
  const [text, setText] = useState<NearestText | null>(null);
  const language = spoken.value;
  useEffect(() => {
    let wanted = true;
    files[language]().then(
      ({ nearest }) => wanted && setText(nearest),
      () => {}, // without a server the former language goes on
    );
    return () => {
      wanted = false;
    };
  }, [language]);
  return text;
}
