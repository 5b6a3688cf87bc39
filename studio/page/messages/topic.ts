/**
 * @file Texts of one topic in both languages. A view imports its own topics, so that its texts load with it:
 *
 *   export const samplesText: Topic<typeof en> = topic(en, zh);  // in messages/samples.ts
 *   const text = samplesText.value;                              // in a component, which follows the language
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Language, Translated } from "gantry/messages";

/** The language that texts are in; the shell keeps it as the settings have it. */
export const spoken = signal<Language>("en");

export type Topic<T> = ReadonlySignal<Translated<T>>;

export const topic = <T>(en: Translated<T>, zh: Translated<T>): Topic<T> =>
  computed(() => (spoken.value === "zh" ? zh : en));
