/**
 * @file Where runs and their files are: inside the runs folder, whatever a request or a link in it says.
 */
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { GantryError } from "gantry/base";
import { LAYERS_FILE, OUTPUTS_FILE } from "gantry/store/node";

const RUN_FILE = "run.json";

/**
 * @param folder as somebody gave it
 * @returns its path without links
 * @throws E600 where it is none of runs; an empty one is fine
 */
export function runsRoot(folder: string): string {
  const path = resolve(folder);
  const fail = (problem: "missing" | "file" | "run" | "foreign", seen: readonly string[] = []): never => {
    throw new GantryError("E600", { path, problem, seen, above: dirname(path) });
  };
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return fail("missing");
  if (!found.isDirectory()) return fail("file");
  const seen = readdirSync(path)
    .filter((name) => !name.startsWith("."))
    .sort();
  if (seen.includes(RUN_FILE)) fail("run");
  if (seen.length > 0 && !seen.some((name) => isRunFolder(join(path, name)))) fail("foreign", seen);
  return realpathSync(path);
}

/** Whether it holds a run, readable or not. */
export const isRunFolder = (path: string): boolean => isFile(join(path, RUN_FILE));

export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false; // a folder that may not be looked into, links in a circle
  }
}

/** Names in the folder that are runs, and those of links that lead out of it. */
export interface RunNames {
  readonly runs: readonly string[];
  readonly outside: readonly string[];
}

/** @param root from `runsRoot`; one that was deleted since has no runs */
export function runNames(root: string): RunNames {
  let entries: { readonly name: string; isSymbolicLink(): boolean; isDirectory(): boolean }[];
  try {
    entries = readdirSync(root, { withFileTypes: true });
  } catch {
    return { runs: [], outside: [] };
  }
  const linked = (name: string): boolean => entries.some((entry) => entry.name === name && entry.isSymbolicLink());
  const named = entries
    .filter((entry) => isRunName(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
    .filter((name) => isRunFolder(join(root, name)));
  const inside = named.filter((name) => {
    const path = join(root, name);
    return !(linked(name) && realInside(root, path) === null) && !holdsLinksOut(root, path);
  });
  return { runs: inside, outside: named.filter((name) => !inside.includes(name)) };
}

/** What of a run is read or written without a request that names it. */
const READ_UNASKED = [
  RUN_FILE,
  "status.json",
  "metrics.jsonl",
  "events.jsonl",
  LAYERS_FILE,
  OUTPUTS_FILE,
  "evaluations.jsonl",
  "control.jsonl",
  "labels.json",
  "last.json",
  "best.json",
  "samples/grid.json",
];
const FOLDERS = ["samples", "samples/live", "checkpoints", "exports"];

/** Whether one of a run's own files is a link that leads out of the folder. */
export const holdsLinksOut = (root: string, path: string): boolean =>
  [...READ_UNASKED, ...FOLDERS].some((name) => linksOut(root, join(path, name)));

/** Whether it is a link that leads out of the folder. */
export const linksOut = (root: string, path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && realInside(root, path) === null;

/** One part of a path, that is none of the folder's own. */
export const isRunName = (name: string): boolean => name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name);

/** @returns the real path of what lies in `root`, null for what does not, or is not there */
export function realInside(root: string, path: string): string | null {
  try {
    const real = realpathSync(path);
    return real.startsWith(root.endsWith(sep) ? root : root + sep) ? real : null;
  } catch {
    return null;
  }
}
