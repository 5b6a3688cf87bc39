/**
 * @file `npm run types`: every project's types, as many compilers at a time as there are cores; each knows one. The pages see of
 * `src` what was built of it, as those who install us do.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** The longest first. `tsconfig.core.json` is `src` with neither Node's nor the browser's types. */
const projects = ["tsconfig.test.json", "studio/page", "tsconfig.core.json", "embed"];

const exitOf = (words) =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [compiler, ...words], { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("close", (code) => done(code ?? 1));
  });

const codes = [await exitOf(["-b", "cli"])]; // what the others import is built
const takeOver = async () => {
  for (let next = projects.shift(); next !== undefined; next = projects.shift()) codes.push(await exitOf(["-p", next]));
};
if (codes[0] === 0) await Promise.all(Array.from({ length: availableParallelism() }, takeOver));
process.exitCode = Math.max(...codes);
