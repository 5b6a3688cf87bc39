/** @file The configuration file of a run: named by `--config` or as the verb's word, or simply there. */
import { readFile, stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { GantryError } from "gantry/base";
import { type ConfigEntry, type ConfigLayer, fileLayer } from "gantry/config";
import type { Cli } from "./verb.ts";

export const CONFIG_FILE = "gantry.config.json";

/**
 * @param named a path somebody gave, or null
 * @returns null where there is no file and none was named
 * @throws E104 E106
 */
export async function configFileLayer(
  { terminal, quiet, texts }: Cli,
  named: string | null,
): Promise<ConfigLayer | null> {
  const path = resolve(terminal.cwd, named ?? CONFIG_FILE);
  if (named === null && !(await isFile(path))) return null;
  const shown = relative(terminal.cwd, path) || path;
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new GantryError("E106", { path: shown, problem: cause.code ?? cause.message }, { cause });
  });
  const layer = fileLayer(text, shown);
  if (!quiet) terminal.err.write(`  ${texts.training.config({ file: shown })}\n`);
  return { origin: "file", entries: layer.entries.map((entry) => besideFile(entry, dirname(path), terminal.cwd)) };
}

const PATHS: readonly string[] = ["data", "dataDir", "out", "recipe"];

/** `./photos` in a file means the folder beside that file, wherever the command is called. */
function besideFile(entry: ConfigEntry, folder: string, cwd: string): ConfigEntry {
  const { key, value } = entry;
  if (folder === cwd || !PATHS.includes(key) || typeof value !== "string" || !/^\.{1,2}(?:[/\\]|$)/.test(value))
    return entry;
  return { ...entry, value: resolve(folder, value) };
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true;
