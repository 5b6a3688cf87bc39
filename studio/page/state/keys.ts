/** @file From keys pressed to commands: chords, and one key after another (`g l`). */
import { type Command, isEnabled } from "./commands.ts";

/** Of a keyboard event, what is needed. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Ctrl+k`, `Shift+ArrowLeft`, `?`: shift only where the key does not tell by itself. Command counts as Ctrl. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const name = key === " " ? "Space" : key;
  const marks = [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : "", shiftKey && name.length > 1 ? "Shift" : ""];
  return [...marks.filter((mark) => mark !== ""), name].join("+");
}

/** What could be typed by somebody who means text: turned off with the letters. */
export const isLetter = (chord: string): boolean => [...chord].length === 1;

export interface KeyMap {
  /** @returns whether the press was a command's, which then ran */
  readonly press: (press: Press, now: number) => boolean;
}

/** How long the second key of two may take. */
const PAIR_MS = 1500;

export function createKeyMap(commands: () => readonly Command[], letters: () => boolean): KeyMap {
  let first: { readonly chord: string; readonly at: number } | null = null;
  return {
    press: (press, now) => {
      const chord = chordOf(press);
      if (isLetter(chord) && !letters()) return false;
      const pair = first !== null && now - first.at < PAIR_MS ? `${first.chord} ${chord}` : null;
      const known = commands();
      const command = (pair === null ? undefined : byKeys(known, pair)) ?? byKeys(known, chord);
      first =
        command === undefined && known.some((one) => one.keys?.some((keys) => keys.startsWith(`${chord} `)))
          ? { chord, at: now }
          : null;
      if (command === undefined || !isEnabled(command)) return false;
      command.run();
      return true;
    },
  };
}

/** The one registered last wins: a view's keys stand before the page's. */
const byKeys = (commands: readonly Command[], keys: string): Command | undefined =>
  commands.findLast((command) => command.keys?.includes(keys) === true);
