/**
 * @file Lines at the end of a terminal that are written over, again and again.
 *
 * No raw mode, no alternate screen, no hidden cursor: whatever ends the process leaves a sane terminal. While a frame
 * is written, wrapping is off, so a line that a terminal draws wider than we think is cut and not doubled.
 */
import type { Terminal } from "../terminal.ts";
import type { Progress } from "./progress.ts";

const WRAP_OFF = "\u001b[?7l";
const WRAP_ON = "\u001b[?7h";
const CLEAR_LINE = "\u001b[2K";
const CLEAR_BELOW = "\u001b[0J";
const up = (lines: number): string => (lines > 0 ? `\u001b[${lines}A` : "");

export interface RedrawnLines extends Pick<Progress, "say" | "entered"> {
  /** Writes these in place of those before. */
  readonly draw: (lines: readonly string[]) => void;
}

export function redrawnLines(out: Terminal["err"]): RedrawnLines {
  let drawn = 0; // lines of the last frame
  return {
    draw: (lines) => {
      const written = lines.map((line) => CLEAR_LINE + line).join("\n");
      out.write(`${WRAP_OFF}${up(drawn)}\r${written}\n${CLEAR_BELOW}${WRAP_ON}`);
      drawn = lines.length;
    },
    say: (text) => {
      out.write(`${up(drawn)}\r${CLEAR_BELOW}${text}\n`);
      drawn = 0;
    },
    entered: () => {
      drawn += 1;
    },
  };
}
