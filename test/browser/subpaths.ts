/** @file The package's own subpaths (`gantry/browser`) as Vite aliases to the source: Vite knows no self-reference. */
import { resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

export const root: string = resolve(import.meta.dirname, "../..");

type Targets = Readonly<Record<string, string | { readonly source: string }>>;

export const subpaths: { readonly find: RegExp; readonly replacement: string }[] = Object.entries(
  packageJson.exports as Targets,
).flatMap(([subpath, target]) =>
  typeof target === "string"
    ? []
    : [{ find: new RegExp(`^gantry${subpath.slice(1)}$`), replacement: resolve(root, target.source) }],
);
