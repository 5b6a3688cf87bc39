/** @file Before the integration tests: the program as people install it. Types are another script's business. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export function setup(): void {
  if (process.env.GANTRY_MAIN !== undefined) return; // a build from elsewhere is tested
  try {
    execFileSync(process.execPath, [resolve(root, "node_modules/typescript/bin/tsc"), "-b", "cli"], { cwd: root });
  } catch (error) {
    if (!existsSync(resolve(root, "dist/cli/main.js"))) throw error;
  }
}
