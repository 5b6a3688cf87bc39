/** @file What is read aloud where a cursor rests. */
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

const SPEAK_MS = 350;

export interface Spoken {
  readonly text: ReadonlySignal<string>;
  readonly say: (text: () => string) => void;
}

/** Says only where a cursor rests. */
export function useSpoken(): Spoken {
  const text = useSignal("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (what: () => string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      text.value = what();
    }, SPEAK_MS);
  };
  return { text, say };
}
