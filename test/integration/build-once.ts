/** @file Before the integration tests: the program and its pages as people install them. Types are another script's business. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const script = resolve(import.meta.dirname, "../../scripts/build.mjs");

export function setup(): void {
  if (process.env.GANTRY_MAIN !== undefined) return; // a build from elsewhere is tested
  execFileSync(process.execPath, [script, "--if-changed"], { stdio: ["ignore", "ignore", "inherit"] });
}
