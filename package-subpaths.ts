/**
 * @file The package's own subpaths (`gantry/config`) as its clients import them, from source: Vite and Vitest know no
 * self-reference.
 */
import { resolve } from "node:path";
import packageJson from "./package.json" with { type: "json" };

export const packageRoot: string = import.meta.dirname;

/** As `resolve.alias` takes them. */
export const packageSubpaths: { find: RegExp; replacement: string }[] = Object.entries(
  packageJson.exports as Record<string, string | { source: string }>,
).flatMap(([subpath, target]) =>
  typeof target === "string"
    ? []
    : [
        {
          find: new RegExp(`^gantry${subpath.slice(1).replaceAll("/", "\\/")}$`),
          replacement: resolve(packageRoot, target.source),
        },
      ],
);
