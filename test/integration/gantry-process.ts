/** @file `gantry` as a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const MAIN: string = process.env.GANTRY_MAIN ?? resolve(import.meta.dirname, "../../dist/node/main.js");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when stdout and stderr together match; rejects when the process ends first. */
  readonly said: (pattern: RegExp) => Promise<void>;
}

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), "gantry-cli-"));

/** What the tests' own environment must not decide. */
const NEUTRAL = {
  CI: "",
  NO_COLOR: "",
  FORCE_COLOR: "",
  GANTRY_LANG: "",
  LANG: "C.UTF-8",
  LC_ALL: "",
  TERM: "xterm-256color",
};

export function start(command: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(command, words, { cwd, env: { ...process.env, ...NEUTRAL, ...env } });
  let [out, err] = ["", ""];
  const listeners: (() => void)[] = [];
  const heard = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
    heard();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    err += chunk;
    heard();
  });
  const ended = new Promise<Ended>((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
  });
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((done, failed) => {
      const look = (): void => {
        if (pattern.test(out + err)) done();
      };
      listeners.push(look);
      look();
      void ended.then(({ code }) => failed(new Error(`ended with ${code} before saying ${pattern}:\n${out}${err}`)));
    });
  return { child, ended, said };
}

/** Runs `gantry` to its end, with nothing on stdin. */
export function gantry(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const running = start(process.execPath, [MAIN, ...words], cwd, env);
  running.child.stdin?.end();
  return running.ended;
}

/** A shell command on a terminal of its own (util-linux `script`); what the terminal shows is stdout. */
export const onTerminal = (command: string, cwd: string, env: NodeJS.ProcessEnv = {}): Running =>
  start("script", ["-qefc", `stty cols 100 rows 40; ${command}`, "/dev/null"], cwd, env);

export const node = `"${process.execPath}" "${MAIN}"`;
