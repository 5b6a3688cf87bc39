/** @file What a person chose for the whole page: language, theme, single-letter shortcuts. Kept by the browser. */
import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { chooseLanguage, type Language } from "gantry/messages";
import type { Router } from "./router.ts";

export type { Language };

/** `system`: as the system has it. */
export type Theme = "system" | "light" | "dark";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export interface Settings {
  readonly language: ReadonlySignal<Language>;
  readonly setLanguage: (language: Language) => void;
  /** Goes back to a language, and keeps what was chosen for another time. */
  readonly stayIn: (language: Language) => void;
  readonly theme: ReadonlySignal<Theme>;
  /** As the system has it, light, dark, and round. */
  readonly nextTheme: () => void;
  /** Whether single letters are shortcuts (WCAG 2.1.4 asks for a way to turn them off). */
  readonly letters: Signal<boolean>;
}

/** Of `Storage`, what is needed. */
export interface Shelf {
  readonly get: (key: string) => string | null;
  readonly set: (key: string, value: string) => void;
}

/** The browser's storage; a page of a file may have none, and then chooses anew each time. */
export const browserShelf: Shelf = {
  get: (key) => {
    try {
      return localStorage.getItem(`gantry.${key}`);
    } catch {
      return null;
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(`gantry.${key}`, value);
    } catch {
      // Kept until the page closes.
    }
  },
};

export function createSettings(router: Router, shelf: Shelf, languages: readonly string[]): Settings {
  const language = signal(firstLanguage(router.route.peek().query.lang, shelf, languages));
  const theme = signal<Theme>(THEMES.find((known) => known === shelf.get("theme")) ?? "system");
  const letters = signal(shelf.get("letters") !== "off");
  effect(() => shelf.set("theme", theme.value));
  effect(() => shelf.set("letters", letters.value ? "on" : "off"));
  effect(() => {
    const asked = router.route.value.query.lang;
    if (asked === "en" || asked === "zh") language.value = asked;
  });
  const setLanguage = (chosen: Language): void => {
    shelf.set("language", chosen);
    if (router.route.peek().query.lang !== undefined) router.setQuery({ lang: chosen });
    language.value = chosen;
  };
  const stayIn = (former: Language): void => {
    language.value = former;
  };
  const nextTheme = (): void => {
    theme.value = THEMES[(THEMES.indexOf(theme.peek()) + 1) % THEMES.length] ?? "system";
  };
  return { language, setLanguage, stayIn, theme, nextTheme, letters };
}

const firstLanguage = (asked: string | undefined, shelf: Shelf, languages: readonly string[]): Language =>
  chooseLanguage([asked, shelf.get("language") ?? undefined, ...languages]);
