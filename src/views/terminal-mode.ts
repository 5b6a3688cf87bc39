/** @file Which pictures a terminal can show. */

/** Half blocks in 24-bit or 256 colours (points in braille), plain characters, or nothing. */
export type TerminalMode = "truecolor" | "256" | "braille" | "ascii" | "off";

export interface TerminalFacts {
  readonly isTTY: boolean;
  /** The process's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns: number;
  /** Bits a colour, as `tty.WriteStream.getColorDepth()` tells: 1, 4, 8 or 24. */
  readonly colourDepth: number;
  /** `--preview`: `auto`, or a mode by force. */
  readonly preview?: TerminalMode | "auto" | "blocks";
}

const NARROWEST = 20;

/**
 * The best a terminal can do. `NO_COLOR` (https://no-color.org) leaves braille, which has no colours; a terminal that
 * does not speak UTF-8, or is dumb, gets plain characters; a pipe gets nothing.
 */
export function terminalMode({ isTTY, env, columns, colourDepth, preview = "auto" }: TerminalFacts): TerminalMode {
  if (preview === "blocks") return colourDepth >= 24 ? "truecolor" : "256";
  if (preview !== "auto") return preview;
  if (!isTTY || columns < NARROWEST || env.CI === "true") return "off";
  if (env.TERM === "dumb" || !speaksUtf8(env)) return "ascii";
  if (isSet(env.NO_COLOR) || colourDepth < 8) return "braille";
  return colourDepth >= 24 ? "truecolor" : "256";
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";

/**
 * Windows Terminal says nothing of its locale and always does; the old console is known by the lack of all of these.
 */
function speaksUtf8(env: TerminalFacts["env"]): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(isSet);
  if (locale !== undefined) return /utf-?8/i.test(locale);
  return isSet(env.WT_SESSION) || isSet(env.TERM_PROGRAM);
}
