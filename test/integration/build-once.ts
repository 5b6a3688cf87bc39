/** @file Before the integration tests: the program and its pages as people install them. Types are another script's business. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

const bundles = [
  "vite.node",
  "studio/page/vite",
  "studio/page/vite.report",
  "studio/page/vite.report-worker",
  "embed/vite",
];

export function setup(): void {
  if (process.env.GANTRY_MAIN !== undefined) return; // a build from elsewhere is tested
  node("typescript/bin/tsc", "-b", "cli");
  for (const config of bundles) node("vite/bin/vite.js", "build", "--config", `${config}.config.ts`);
}

const node = (script: string, ...words: string[]): void => {
  const env = { ...process.env, NODE_ENV: "production" }; // Vitest's own would make pages for developers
  execFileSync(process.execPath, [resolve(root, "node_modules", script), ...words], { cwd: root, env, stdio: "pipe" });
};
