/** @file Files that a verb leaves where it was asked to: whole or not at all, and never over another without a word. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type FileContent, makeFolder, writeWhole } from "gantry/store/node";
import { say } from "./talk.ts";
import type { Cli } from "./verb.ts";

/** @param path relative to where the command is called @returns the absolute path @throws E500 E502 E503 */
export async function writeOutput(cli: Cli, path: string, content: FileContent): Promise<string> {
  const target = resolve(cli.terminal.cwd, path);
  if (existsSync(target)) say(cli, `  ${cli.texts.results.replaced({ path })}`);
  await makeFolder(dirname(target));
  await writeWhole(target, content);
  return target;
}

/** The ending of a path that says which kind of file is wanted, lower-case with its dot; "" for a folder. */
export const endingOf = (path: string): string => /[^/\\](\.[A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
