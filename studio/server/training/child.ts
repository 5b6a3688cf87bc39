/** @file The command line as a process: its words, its log, and what it says when it fails. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { GantryError } from "gantry/base";
import type { Language } from "gantry/messages";
import type { ApiError } from "../../api/index.ts";

type Sentences = ApiError["sentence"];

/** A failure in the command line's own words. */
export class CommandFault extends Error {
  readonly code: string;
  readonly sentence: Sentences;

  constructor(code: string, sentence: Sentences) {
    super(sentence.en);
    this.name = "CommandFault";
    this.code = code;
    this.sentence = sentence;
  }
}

export interface Child {
  readonly process: ChildProcess;
  /** Everything it says. */
  readonly log: string;
  /** How it ended: `exit code 2`, `SIGKILL`. */
  readonly ended: Promise<string>;
}

export interface CommandWorld {
  readonly language: Language;
  /** Nothing may be downloaded. */
  readonly offline: boolean;
}

/**
 * Starts `gantry …` so that it outlives this process: it has a session of its own, which Ctrl-C here does not reach, and
 * its output goes to a file.
 */
export function startCommand(main: string, words: readonly string[], { language, offline }: CommandWorld): Child {
  const log = join(mkdtempSync(join(tmpdir(), "gantry-studio-")), "log.txt");
  const file = openSync(log, "a");
  try {
    const child = spawn(process.execPath, [main, ...words, "--json"], {
      detached: true,
      windowsHide: true,
      stdio: ["ignore", file, file],
      env: { ...process.env, GANTRY_LANG: language, ...(offline && { GANTRY_OFFLINE: "1" }) },
    });
    const ended = new Promise<string>((done) => {
      child.on("error", (error) => done(error.message));
      child.on("exit", (code, signal) => done(signal ?? `exit code ${code}`));
    });
    child.unref();
    return { process: child, log, ended };
  } finally {
    closeSync(file);
  }
}

/** The last line of a command that is JSON; null for none. */
export function lastJson(log: string): Readonly<Record<string, unknown>> | null {
  const lines = readFileSync(log, "utf8").split("\n").reverse();
  for (const line of lines) {
    if (!line.startsWith("{")) continue;
    try {
      return JSON.parse(line) as Readonly<Record<string, unknown>>;
    } catch {
      // torn
    }
  }
  return null;
}

/** What a command that ended without doing it said. @param silent the error where it said nothing that can be read */
export function faultIn(child: Child, end: string, silent: "E611" | "E620" = "E611"): GantryError | CommandFault {
  const { log } = child;
  const { code, sentences } = (lastJson(log) ?? {}) as { readonly code?: string; readonly sentences?: Sentences };
  if (code !== undefined && sentences !== undefined) {
    forget(child);
    return new CommandFault(code, sentences);
  }
  return new GantryError(silent, { code: end, log });
}

/**
 * Of a command that said all it had to say. One that goes on writes to a file without a name then, which goes with it;
 * where an open file keeps its name (Windows), the folder goes when the command has ended.
 */
export function forget({ log, ended }: Child): void {
  const remove = (): void => rmSync(dirname(log), { recursive: true, force: true });
  try {
    remove();
  } catch {
    void ended.then(remove).catch(() => {}); // then the system clears it away some day
  }
}
