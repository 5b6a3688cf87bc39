/**
 * @file `--studio` of what trains: the Studio over the folder of its runs, in a process of its own with a lower priority,
 * so that the training is not slowed. Ctrl-C reaches the training alone; the Studio ends by itself when the training is
 * over and nobody looks at its page any more.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Socket } from "node:net";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { noteText } from "./talk.ts";
import type { Cli } from "./verb.ts";

const MAIN = fileURLToPath(new URL("./main.js", import.meta.url));

/** How long nobody may look before it ends; a page that is loaded anew is gone for less. */
const QUIET_SECONDS = 60;

/** Of ten, the training is asked first; nought is what both would have. */
const PRIORITY = 10;

/**
 * Opens it and says where. What keeps it from opening is said too, and keeps no training from beginning.
 * @param runs the folder, which is made if it is not there
 */
export async function openStudioBeside(cli: Cli, runs: string): Promise<void> {
  mkdirSync(runs, { recursive: true });
  const words = ["studio", runs, "--json", "--until-idle", String(QUIET_SECONDS), "--lang", cli.language];
  const child = spawn(process.execPath, [MAIN, ...words], {
    cwd: cli.terminal.cwd,
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "pipe", "pipe"], // the end of its stdin tells it that the training is over
  });
  const said = await firstWords(child);
  letGo(child);
  const { beside, lingers } = cli.texts.studio;
  const { err } = cli.terminal;
  if (said.url === undefined) err.write(`${noteText(cli, "W603", { problem: said.message ?? "?" })}\n`);
  else err.write(cli.quiet ? `${said.url}\n` : `  ${beside}  ${said.url}\n  ${lingers}\n`);
}

interface Said {
  readonly url?: string;
  readonly message?: string;
}

/** Its first line of JSON: where it is, or what is wrong. */
function firstWords(child: ChildProcess): Promise<Said> {
  return new Promise((done) => {
    let text = "";
    const hear = (chunk: Buffer): void => {
      text += String(chunk);
      const line = text.split("\n").find((one, i, all) => one.startsWith("{") && i < all.length - 1);
      if (line !== undefined) done(JSON.parse(line) as Said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", ({ message }) => done({ message }));
    child.on("close", (code) => done({ message: text.trim() || `exit code ${code}` }));
  });
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
