/** @file What a view can do while it is shown. */
import { useLayoutEffect } from "preact/hooks";
import type { Command } from "./commands.ts";
import { useStudio } from "./studio.ts";

/**
 * Registers commands while the component is there; before it is drawn, so that a key means what is seen.
 * @param make them; called anew when one of `inputs` changes
 */
export function useCommands(make: () => readonly Command[], inputs: readonly unknown[] = []): void {
  const { commands } = useStudio();
  useLayoutEffect(() => commands.register(make()), [commands, ...inputs]);
}
