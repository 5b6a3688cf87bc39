/**
 * @file Everything that can be done, by name and key. Views register what they can do while they are shown; the key
 * map, the palette and the sheet of shortcuts are all read from here, so none of them can leave something out.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** Where the sheet of shortcuts lists a command. */
export type CommandGroup = "go" | "look" | "run" | "page";

export interface Command {
  /** `run.pause`; one command an id. */
  readonly id: string;
  readonly group: CommandGroup;
  /** In the language spoken; called while something is drawn, so it may read signals. */
  readonly title: () => string;
  /**
   * Keys that run it: `?`, `Ctrl+k`, `Shift+ArrowLeft`, `g l` (one after the other). The first one is shown.
   */
  readonly keys?: readonly string[];
  /** False: never here (in a report, or where runs are only looked at). The sheet of shortcuts leaves it out. */
  readonly possible?: () => boolean;
  /** False: not now, and why is plain from the page. */
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export interface Commands {
  /** All that are registered, the latest registration of an id only. */
  readonly all: ReadonlySignal<readonly Command[]>;
  /** @returns takes them back */
  readonly register: (commands: readonly Command[]) => () => void;
}

export function createCommands(): Commands {
  const registered = signal<readonly (readonly Command[])[]>([]);
  return {
    all: computed(() => [...new Map(registered.value.flat().map((command) => [command.id, command])).values()]),
    register: (commands) => {
      registered.value = [...registered.peek(), commands];
      return () => {
        registered.value = registered.peek().filter((other) => other !== commands);
      };
    },
  };
}

export const isPossible = ({ possible }: Command): boolean => possible === undefined || possible();

export const isEnabled = (command: Command): boolean =>
  isPossible(command) && (command.enabled === undefined || command.enabled());

/** Commands whose title has all words of `query`, those that begin with it first. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const ranked = commands
    .filter(isEnabled)
    .map((command) => ({ command, title: command.title().toLowerCase() }))
    .filter(({ title, command: { id } }) => words.every((word) => title.includes(word) || id.includes(word)));
  const first = words[0] ?? "";
  return [
    ...ranked.filter(({ title }) => title.startsWith(first)),
    ...ranked.filter(({ title }) => !title.startsWith(first)),
  ].map(({ command }) => command);
}
