/**
 * @file `npm start`: a first training with the Studio beside it; once there are runs in `./runs`, the Studio over them. What
 * follows `--` goes to `gantry studio`. Builds first where nothing is built.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../dist/node/main.js", import.meta.url);
const page = new URL("../dist/studio/page/index.html", import.meta.url);

if (!existsSync(main) || !existsSync(page)) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["run", "build"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
}

const asked = process.argv.slice(2);
const isFirst = asked.length === 0 && !holdsSomething("runs");
const open = process.stdout.isTTY === true ? ["--open"] : [];
const words = isFirst ? ["demo", "strokes", "--studio"] : ["studio", ...open, ...asked];
process.argv.splice(1, process.argv.length, fileURLToPath(main), ...words);
await import(main.href);

/** Whatever is not a folder is for the command to say something about. */
function holdsSomething(folder) {
  try {
    return readdirSync(folder).length > 0;
  } catch (error) {
    return error.code !== "ENOENT";
  }
}
