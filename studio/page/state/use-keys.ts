/** @file Keys pressed anywhere in the page, as commands. */
import { useEffect } from "preact/hooks";
import { createKeyMap } from "./keys.ts";
import type { Studio } from "./studio.ts";
import { isTaken, pressedIn } from "./taken-keys.ts";

export function useKeys({ commands, settings }: Studio): void {
  useEffect(() => {
    const map = createKeyMap(
      () => commands.all.peek(),
      () => settings.letters.peek(),
    );
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isAnothers(event)) return;
      if (map.press(event, performance.now())) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [commands, settings]);
}

const isAnothers = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && isTaken(pressedIn(event.target), event);
