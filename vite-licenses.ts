/** @file Whose code is bundled: a package whose licence `licenses.md` does not hold ends the build. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { packageRoot } from "./package-subpaths.ts";

const text = readFileSync(resolve(packageRoot, "licenses.md"), "utf8");

/** The package that a module is of, or null for one of ours: `@preact/signals` of `…/node_modules/@preact/signals/dist/…`. */
const packageOf = (id: string): string | null =>
  /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/"))?.[1] ?? null;

/** For a build and for its workers' each. */
export const licensed: Plugin = {
  name: "licensed",
  transform(_, id) {
    const name = packageOf(id);
    if (name !== null && name !== "vite" && !text.includes(`\n## ${name}\n`)) {
      this.error(`${name} is bundled: put its licence in licenses.md, under "## ${name}"`);
    }
    return null;
  },
};

/** All of them, for a file that goes out alone. */
export const licenseTexts: string = text.trim();
