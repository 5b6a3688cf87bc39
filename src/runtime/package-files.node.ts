/** @file The files that this package brings along beside its code. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Where one of them is, whether the code that asks is source, one of many built files or part of a few.
 * @param path from the package's folder
 */
export const packageFile = (path: string): string =>
  join(dirname(createRequire(import.meta.url).resolve("gantry/package.json")), path);
