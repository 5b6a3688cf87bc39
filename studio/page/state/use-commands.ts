/** @file What a view can do while it is shown. */
import { useEffect } from "preact/hooks";
import type { Command } from "./commands.ts";
import { useStudio } from "./studio.ts";

/**
 * Registers commands while the component is there.
 * @param make them; called anew when one of `inputs` changes
 */
export function useCommands(make: () => readonly Command[], inputs: readonly unknown[] = []): void {
  const { commands } = useStudio();
  useEffect(() => commands.register(make()), [commands, ...inputs]);
}
