/** @file Child processes for the store's tests: a TypeScript entry becomes one plain module that Node runs as it is. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "vite";

/** @param entry file name in `store-children` @param folder for the module @returns its path */
export async function bundleChild(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "store-children", entry),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
  return join(folder, entry.replace(/\.ts$/, ".mjs"));
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Starts a command and collects what it writes. */
export function start(command: string, args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const texts = { out: "", err: "" };
  child.stdout?.on("data", (data: Buffer) => {
    texts.out += data.toString();
  });
  child.stderr?.on("data", (data: Buffer) => {
    texts.err += data.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ code, signal, lines: texts.out.split("\n").slice(0, -1), errors: texts.err });
    });
  });
  return { child, ended };
}
