/**
 * @file What the page says, in the language spoken. The texts of one language are one file, which loads when that language
 * is spoken first; what loads on use brings its own. A component takes `samplesText.value`, and follows the language.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Language, Translated } from "gantry/messages";
import type { texts as english } from "./en/index.ts";

type Texts = Translated<typeof english>;
type Topic<K extends keyof Texts> = ReadonlySignal<Texts[K]>;

interface Speech {
  readonly language: Language;
  readonly texts: Texts;
}

const files: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import("./en/index.ts"),
  zh: () => import("./zh/index.ts"),
};

const speech = signal<Speech | null>(null);
let wanted: Language | null = null;

/** Loads a language and speaks it, unless another is wanted by then. @throws what loading its file throws */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const { texts } = await files[language]();
  if (wanted === language) speech.value = { language, texts };
}

const current = computed<Speech>(() => {
  if (speech.value === null) throw new Error("no language is spoken yet: speak() one first");
  return speech.value;
});

/** The language that texts are in. */
export const spoken: ReadonlySignal<Language> = computed(() => current.value.language);

const topic = <K extends keyof Texts>(name: K): Topic<K> => computed(() => current.value.texts[name]);

/** Of what loads on use: both languages come with it, for together they are shorter than a second request. */
export const together = <T>(en: T, zh: Translated<T>): ReadonlySignal<T | Translated<T>> =>
  computed(() => (spoken.value === "zh" ? zh : en));

/** `Search: lr, batch`, with the language's colon. */
export const labelled = (label: string, what: string): string =>
  `${label}${spoken.value === "zh" ? "：" : ": "}${what}`;

/** Texts of charts. */
export const chartsText: Topic<"charts"> = topic("charts");
/** Texts of the Compare view. */
export const compareText: Topic<"compare"> = topic("compare");
/** Texts of the Config view. */
export const configText: Topic<"config"> = topic("config");
/** Texts of the Data view. */
export const dataText: Topic<"data"> = topic("data");
/** Texts of where configurations differ. */
export const differencesText: Topic<"differences"> = topic("differences");
/** Texts of the Export view. */
export const exportText: Topic<"exporting"> = topic("exporting");
/** Texts of the Latent view. */
export const latentText: Topic<"latent"> = topic("latent");
/** Texts of the Live view. */
export const liveText: Topic<"live"> = topic("live");
/** Texts of the Nets view. */
export const netsText: Topic<"nets"> = topic("nets");
/** Texts of the New run view. */
export const newText: Topic<"newRun"> = topic("newRun");
/** Texts of the list of runs. */
export const runsText: Topic<"runs"> = topic("runs");
/** Texts of the Samples view. */
export const samplesText: Topic<"samples"> = topic("samples");
/** Texts of the page around its views. */
export const shellText: Topic<"shell"> = topic("shell");
/** A verdict in words: its number, why, and what to try. */
export const diagnosisText: Topic<"diagnosis"> = topic("diagnosis");
/** What a run is doing, in a word. */
export const stateWords: Topic<"states"> = topic("states");
/** What a field of a configuration may be: "a number above 0". */
export const valueExpectation: Topic<"expectation"> = topic("expectation");
