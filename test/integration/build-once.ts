/** @file Before the integration tests: the program and its pages as people install them. Types are another script's business. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export function setup(): void {
  if (process.env.GANTRY_MAIN !== undefined) return; // a build from elsewhere is tested
  try {
    node("typescript/bin/tsc", "-b", "cli");
    for (const page of ["studio/page", "embed"])
      node("vite/bin/vite.js", "build", "--config", `${page}/vite.config.ts`);
  } catch (error) {
    if (!existsSync(resolve(root, "dist/cli/main.js"))) throw error;
  }
}

const node = (script: string, ...words: string[]): void => {
  execFileSync(process.execPath, [resolve(root, "node_modules", script), ...words], { cwd: root, stdio: "pipe" });
};
