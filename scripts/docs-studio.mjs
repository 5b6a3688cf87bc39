/** @file `npm run docs:studio`: the picture of the Studio in README, taken anew by the test that compares it. */
import { spawnSync } from "node:child_process";

const words = [
  "vitest/vitest.mjs",
  "run",
  "--project",
  "integration",
  "test/integration/studio-looks.test.ts",
  "-t",
  "README",
];
const [script, ...rest] = words;
const { status } = spawnSync(process.execPath, [`node_modules/${script}`, ...rest], {
  ...{ stdio: "inherit", cwd: new URL("..", import.meta.url), env: { ...process.env, GANTRY_PICTURES: "write" } },
});
process.exitCode = status ?? 1;
