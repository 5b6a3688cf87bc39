/** @file A terminal for tests: what was written is text, the environment is empty unless given. */
import { Readable } from "node:stream";
import type { OutputStream, Terminal } from "./terminal.ts";

export interface TestTerminal extends Terminal {
  readonly stdout: () => string;
  readonly stderr: () => string;
}

interface Options {
  readonly tty?: boolean;
  readonly columns?: number;
  readonly env?: Terminal["env"];
  readonly input?: string;
  readonly cwd?: string;
}

export function testTerminal({
  tty = false,
  columns = 100,
  env = {},
  input = "",
  cwd = "/",
}: Options = {}): TestTerminal {
  const written = { out: "", err: "" };
  const stream = (name: "out" | "err"): OutputStream => ({
    isTTY: tty,
    columns: () => columns,
    rows: () => 24,
    colourDepth: () => 1,
    write: (text) => {
      written[name] += text;
    },
  });
  return {
    out: stream("out"),
    err: stream("err"),
    input: Object.assign(Readable.from([input]), { isTTY: tty }),
    env,
    cwd,
    onInterrupt: () => () => {},
    stopNow: () => {
      throw new Error("stopped");
    },
    stdout: () => written.out,
    stderr: () => written.err,
  };
}
