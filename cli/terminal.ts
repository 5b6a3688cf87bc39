/** @file The outside world as a verb sees it: three streams, the environment, a folder. Tests hand in their own. */
import type { Readable } from "node:stream";

export interface OutputStream {
  readonly isTTY: boolean;
  /** Width in columns; 80 where there is no terminal. */
  readonly columns: () => number;
  /** Height in lines; 24 where there is no terminal. */
  readonly rows: () => number;
  /** Bits a colour that it can show: 1, 4, 8 or 24. */
  readonly colourDepth: () => number;
  readonly write: (text: string) => void;
}

export interface Terminal {
  /** Results. */
  readonly out: OutputStream;
  /** Talk: progress, warnings, errors. */
  readonly err: OutputStream;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Calls `handler` at each Ctrl-C or polite request to end. @returns how to stop listening */
  readonly onInterrupt: (handler: () => void) => () => void;
  /** Ends the process at once. */
  readonly stopNow: () => void;
}

const streamOf = (stream: NodeJS.WriteStream): OutputStream => ({
  isTTY: stream.isTTY === true,
  columns: () => stream.columns || 80,
  rows: () => stream.rows || 24,
  colourDepth: () => (stream.isTTY === true ? stream.getColorDepth() : 1),
  write: (text) => {
    stream.write(text);
  },
});

/** The terminal this process runs in. */
export function processTerminal(): Terminal {
  // A reader such as `head` may close the pipe first; what it did not want is no failure of ours.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    out: streamOf(process.stdout),
    err: streamOf(process.stderr),
    input: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    onInterrupt: (handler) => {
      const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
      for (const signal of signals) process.on(signal, handler);
      return () => {
        for (const signal of signals) process.off(signal, handler);
      };
    },
    // By the signal itself, which shells report as 130: `process.exit` tears the training thread down within a step,
    // and ONNX Runtime's binding then aborts the process.
    stopNow: () => {
      process.removeAllListeners("SIGINT");
      process.kill(process.pid, "SIGINT");
    },
  };
}

/** How wide this terminal most likely draws the ambiguous characters: Chinese, Japanese and Korean ones double. */
export const ambiguousWidth = ({ env }: Terminal): 1 | 2 =>
  /^(?:zh|ja|ko)/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "") ? 2 : 1;

/** Whether a person sits there who could answer: both ends are terminals, and no CI says it is one. */
export function mayAsk(terminal: Terminal): boolean {
  const ci = terminal.env.CI;
  return (
    terminal.input.isTTY === true &&
    terminal.err.isTTY &&
    terminal.out.isTTY &&
    (ci === undefined || ci === "" || ci === "false")
  );
}

/** Whether to colour a stream: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, then whether it is a terminal that can. */
export function hasColour(stream: OutputStream, env: Terminal["env"], refused: boolean): boolean {
  if (refused || (env.NO_COLOR ?? "") !== "") return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return stream.isTTY && env.TERM !== "dumb";
}

/** Whether the terminal shows more than ASCII, by its locale; Windows Terminal has none and always does. */
export function speaksUnicode({ env }: Terminal): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale ? /utf-?8/i.test(locale) : (env.WT_SESSION ?? env.TERM_PROGRAM) !== undefined;
}
