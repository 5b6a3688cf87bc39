/**
 * @file `npm run package`: what npm would publish, from the files that are built (packing alone would build them once more),
 * and the documentation's links meanwhile.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const folder = mkdtempSync(join(tmpdir(), "gantry-package-"));
const shell = process.platform === "win32"; // there npm and the package's commands are scripts

const check = (command, words) =>
  new Promise((done, failed) => {
    const child = spawn(command, words, { stdio: ["ignore", "inherit", "inherit"], shell });
    child.on("error", failed);
    child.on("close", (code) => (code === 0 ? done() : failed(new Error(`${command} ended with ${code}`))));
  });

async function checkPacked() {
  const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await promisify(execFile)("npm", words, { shell });
  const [{ filename }] = JSON.parse(stdout);
  await check("publint", []);
  await check("attw", [join(folder, filename), "--profile", "esm-only"]);
}

// `npm run types` looks at the types
const links = ["--emit", "none", "--skipErrorChecking"];

try {
  const ends = await Promise.allSettled([checkPacked(), check("typedoc", links)]);
  for (const { status, reason } of ends) if (status === "rejected") throw reason;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
