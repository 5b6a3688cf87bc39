/**
 * @file `npm run package`: what npm would publish, from the files that are built. Packing alone would build them once more.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "gantry-package-"));
const shell = process.platform === "win32"; // there npm and the package's commands are scripts
const call = (command, words, stdio) => execFileSync(command, words, { encoding: "utf8", shell, stdio });

try {
  const packed = call("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(packed);
  const shown = ["ignore", "inherit", "inherit"];
  call("publint", [], shown);
  call("attw", [join(folder, filename), "--profile", "esm-only"], shown);
  call("typedoc", ["--emit", "none"], shown);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
