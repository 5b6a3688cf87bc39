/**
 * @file `npm run build`: modules and declarations by the compiler; what people install and open by Vite, as many at a time as
 * there are cores. With `--if-changed` nothing is built where what stands there was built from these very sources and has
 * not been touched since.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
/** The digest of the sources that all of `dist` was built from. */
const STAMP = join(root, "dist/.built");

const vite = (config) => ["vite/bin/vite.js", "build", "--logLevel", "warn", "--config", `${config}.config.ts`];

/** The longest first. Those of one list write into one folder, which the first of them empties. */
const builds = [
  [["typescript/bin/tsc", "-b", "cli"]],
  [vite("studio/page/vite.report"), vite("studio/page/vite.report-worker")],
  [vite("studio/page/vite")],
  [vite("vite.node")],
  [vite("embed/vite")],
];

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

function sourcesDigest() {
  const here = readdirSync(root).filter((name) => /\.(json|ts|md)$/.test(name));
  const inside = ["cli", "embed", "scripts", "src", "studio"]
    .flatMap(filesIn)
    .filter((path) => !/\.test\.\w+$/.test(path));
  const digest = createHash("sha256").update(process.version);
  for (const path of [...here.map((name) => join(root, name)), ...inside].sort()) {
    digest.update(`${path}\n`).update(readFileSync(path));
  }
  return digest.digest("hex");
}

/** Folders tell of files that went. */
function isBuilt() {
  if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== sourcesDigest()) return false;
  const { mtimeMs } = statSync(STAMP);
  const dist = join(root, "dist");
  return ["", ...readdirSync(dist, { recursive: true })].every((path) => statSync(join(dist, path)).mtimeMs <= mtimeMs);
}

const exitOf = ([script, ...words]) =>
  new Promise((done, failed) => {
    const env = { ...process.env, NODE_ENV: "production" }; // whoever calls from a test would get pages for developers
    const node = [resolve(root, "node_modules", script), ...words];
    const child = spawn(process.execPath, node, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("close", (code) => done(code ?? 1));
  });

async function build() {
  rmSync(STAMP, { force: true });
  const digest = sourcesDigest();
  const codes = [];
  const takeOver = async () => {
    for (let next = builds.shift(); next !== undefined; next = builds.shift())
      for (const each of next) codes.push(await exitOf(each));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeOver));
  const worst = Math.max(...codes);
  if (worst === 0) writeFileSync(STAMP, digest);
  process.exitCode = worst;
}

if (!process.argv.includes("--if-changed") || !isBuilt()) await build();
