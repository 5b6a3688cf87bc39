/** @file Which files of a run can be fetched. */
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { isFile, realInside } from "./place.ts";
import type { WatchedRun } from "./watched-run.ts";

/** Beside the sample pictures. */
export const FETCHABLE: readonly string[] = [
  "run.json",
  "reals.png",
  "samples/grid.json",
  "generator.onnx",
  "classifier.onnx",
  "report.html",
];

/** @returns the real path @throws E616 for any other file, for one that is not there, and for a link out of the run */
export function fileOf(run: WatchedRun, file: string): string {
  const known = FETCHABLE.includes(file) || /^samples\/(live\/)?\d{6,15}\.png$/.test(file);
  const root = known ? realInside(join(run.path, ".."), run.path) : null;
  const path = root === null ? null : realInside(root, join(root, file));
  if (path === null || !isFile(path)) throw new GantryError("E616", { id: run.id, file });
  return path;
}
