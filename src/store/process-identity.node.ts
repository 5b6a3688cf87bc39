/**
 * @file Which process that is: a pid alone is used again, so it goes with the moment at which the process began. A
 * zombie has ended and owns nothing.
 *
 *   Linux    /proc/PID/stat, field 3 (state) and 22 (start in ticks since boot), with the boot's id
 *   macOS    ps -o lstart=,state=
 *   Windows  PowerShell's Get-Process
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf, isRunning } from "./durable.node.ts";

/** Finds when a process began: an opaque text, null for one that is gone or a zombie. */
export type IdentifyProcess = (pid: number) => Promise<string | null>;

/** What is known of a process whose start the system would not tell. */
const UNKNOWN = "unknown";

const run = promisify(execFile);

/** @param platform as in `process.platform` @returns how that system is asked */
export function processIdentifier(platform: string): IdentifyProcess {
  const ask = platform === "linux" ? linuxStart : platform === "win32" ? windowsStart : psStart;
  return async (pid) => {
    if (!isRunning(pid)) return null;
    try {
      return await ask(pid);
    } catch {
      return isRunning(pid) ? UNKNOWN : null;
    }
  };
}

export const identifyProcess: IdentifyProcess = processIdentifier(process.platform);

async function linuxStart(pid: number): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ESRCH") return null;
    throw error;
  }
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return parseLinuxStat(text, boot.trim());
}

/** @param text of /proc/PID/stat; the name in brackets may hold spaces and brackets itself */
export function parseLinuxStat(text: string, boot: string): string | null {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, ticks] = [fields[0], fields[19]];
  if (state === "Z" || state === "X" || ticks === undefined) return null;
  return `${boot}:${ticks}`;
}

async function psStart(pid: number): Promise<string | null> {
  const { stdout } = await run("ps", ["-o", "state=,lstart=", "-p", String(pid)], {
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  return parsePs(stdout);
}

/** @param text such as `S+   Thu Nov 20 09:48:01 2025` */
export function parsePs(text: string): string | null {
  const [state = "", ...start] = text.trim().split(/\s+/);
  return state === "" || state.startsWith("Z") || start.length === 0 ? null : start.join(" ");
}

async function windowsStart(pid: number): Promise<string | null> {
  const script = `(Get-Process -Id ${Math.trunc(pid)}).StartTime.ToFileTimeUtc()`;
  const { stdout } = await run("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", script]);
  return stdout.trim() || null;
}
