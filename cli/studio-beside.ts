/**
 * @file `--studio` of what trains: the Studio over the folder of its runs, in a process of its own with a lower priority,
 * so that the training is not slowed. Ctrl-C reaches the training alone; the Studio ends by itself when the training is
 * over and nobody looks at its page any more.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { setPriority } from "node:os";
import { isGantryError } from "gantry/base";
import { errorSentence } from "gantry/messages";
import { packageFile } from "gantry/runtime/node";
import { makeFolder } from "gantry/store/node";
import { noteText } from "./talk.ts";
import type { Cli } from "./verb.ts";

const MAIN = packageFile("dist/node/main.js");

/** How long nobody may look before it ends; a page that is loaded anew is gone for less. */
const QUIET_SECONDS = 60;

/** For how long the training waits for it to say where it is. */
const LONGEST_SILENCE = 20;

/** Of ten, the training is asked first; nought is what both would have. */
const PRIORITY = 10;

/**
 * Opens it and says where. What keeps it from opening is said too, and keeps no training from beginning.
 * @param runs the folder, which is made if it is not there
 */
export async function openStudioBeside(cli: Cli, runs: string): Promise<void> {
  const { url, message } = await makeFolder(runs).then(
    () => begun(cli, runs),
    (error: unknown): Said => ({ message: problemOf(cli, error) }),
  );
  const { beside, lingers } = cli.texts.studio;
  const { err } = cli.terminal;
  if (url === undefined) err.write(`${noteText(cli, "W603", { problem: message ?? "?" })}\n`);
  else err.write(cli.quiet ? `${url}\n` : `  ${beside}  ${url}\n  ${lingers}\n`);
}

const problemOf = ({ language }: Cli, error: unknown): string =>
  isGantryError(error) ? errorSentence(error.code, error.parameters, language) : String(error);

async function begun(cli: Cli, runs: string): Promise<Said> {
  const words = ["studio", runs, "--json", "--until-idle", String(QUIET_SECONDS), "--lang", cli.language];
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: cli.terminal.cwd,
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "pipe", "pipe"], // the end of its stdin tells it that the training is over
  });
  const said = await firstWords(child, cli.texts.studio.silent({ seconds: LONGEST_SILENCE }));
  letGo(child);
  return said;
}

interface Said {
  readonly url?: string;
  readonly message?: string;
}

/** Its first line of JSON: where it is, or what is wrong. @param silence what is wrong where it says nothing, and is ended */
export function firstWords(child: ChildProcess, silence: string, seconds: number = LONGEST_SILENCE): Promise<Said> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve({ message: silence });
    }, seconds * 1000);
    const done = (said: Said): void => {
      clearTimeout(timer);
      resolve(said);
    };
    let text = "";
    const hear = (chunk: Buffer): void => {
      text += String(chunk);
      const said = text
        .split("\n")
        .slice(0, -1)
        .map(saidIn)
        .find((one) => one !== null);
      if (said !== undefined) done(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", ({ message }) => done({ message }));
    child.on("close", (code) => done({ message: text.trim() || `exit code ${code}` }));
  });
}

/** @returns null for a line that is no JSON of an object */
function saidIn(line: string): Said | null {
  try {
    return line.startsWith("{") ? (JSON.parse(line) as Said) : null;
  } catch {
    return null;
  }
}

/** From now on neither waits for the other. */
function letGo(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, PRIORITY);
  } catch {
    // It is as important as the training then.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
  (child.stdin as Socket | null)?.unref();
  child.unref();
}
