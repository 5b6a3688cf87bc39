/** @file `npm start`: the Studio over `./runs`, built first where it is not. What follows `--` goes to `gantry studio`. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../dist/cli/main.js", import.meta.url);
const page = new URL("../dist/studio/page/index.html", import.meta.url);

if (!existsSync(main) || !existsSync(page)) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["run", "build"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
}
const open = process.stdout.isTTY === true ? ["--open"] : [];
process.argv.splice(1, process.argv.length, fileURLToPath(main), "studio", ...open, ...process.argv.slice(2));
await import(main.href);
