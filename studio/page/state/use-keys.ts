/** @file Keys pressed anywhere in the page, as commands. */
import { useEffect } from "preact/hooks";
import { createKeyMap } from "./keys.ts";
import type { Studio } from "./studio.ts";

/** Where letters and arrows are somebody's own: fields, and what has its own arrow keys. */
const FIELDS = "input, select, textarea, [contenteditable=true], dialog";
/** What a space presses. */
const PRESSED = "button, a, summary, [role=button], [role=switch], [role=checkbox]";

export function useKeys({ commands, settings }: Studio): void {
  useEffect(() => {
    const map = createKeyMap(
      () => commands.all.peek(),
      () => settings.letters.peek(),
    );
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTaken(event)) return;
      if (map.press(event, performance.now())) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [commands, settings]);
}

/** In a field nothing is a shortcut but what is pressed with Ctrl. */
function isTaken({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null) return !(ctrlKey || metaKey) || target.closest("dialog") !== null;
  return key === " " && target.closest(PRESSED) !== null;
}
