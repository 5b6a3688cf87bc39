/** @file The package as npm packs it, in a folder of its own with nothing but what it depends on. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { type Ended, freshFolder, start } from "./gantry-process.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = freshFolder();
const installed = join(folder, "node_modules/gantry");
const main = join(installed, packageJson.bin.gantry);
const called = promisify(execFile);

const gantry = (words: readonly string[]): Promise<Ended> => start(process.execPath, [main, ...words], folder).ended;

/** The package's own files that one of them imports: types import types. */
function importedBy(file: string): readonly string[] {
  const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const specifiers = code.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  const paths = [...specifiers].map(([, path]) => resolve(dirname(file), path as string));
  return file.endsWith(".d.ts") ? paths.map((path) => path.replace(/(\.d)?\.[jt]s$/, ".d.ts")) : paths;
}

beforeAll(async () => {
  const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await called("npm", words, { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
  await called("tar", ["-xzf", filename], { cwd: folder });
  for (const name of Object.keys(packageJson.dependencies)) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  cpSync(join(folder, "package"), installed, { recursive: true });
});

test("what it imports of itself is packed, and nothing is packed twice over", () => {
  const looked = new Set<string>();
  const missing: string[] = [];
  const look = (file: string): void => {
    if (looked.has(file)) return;
    looked.add(file);
    if (existsSync(file)) for (const imported of importedBy(file)) look(imported);
    else missing.push(file);
  };
  const targets = Object.values(packageJson.exports).flatMap((target) =>
    typeof target === "string" ? [] : Object.values({ ...target, source: target.default }),
  );
  for (const target of targets) look(join(installed, target));
  look(main);
  expect(missing).toEqual([]);
  expect(looked.size).toBeGreaterThan(1000);
  expect(
    ["cli", "lib/index.node.js", "studio/server/index.node.js"].filter((path) =>
      existsSync(join(installed, "dist", path)),
    ),
  ).toEqual([]);
});

test("the command tells V8 how to keep house before anything else is loaded", () => {
  const [first] = [...readFileSync(main, "utf8").matchAll(/^import\b.*$/gm)].map(([line]) => line);
  expect(first).toBe('import "./heap.js";');
  expect(readFileSync(join(dirname(main), "heap.js"), "utf8")).toContain("--semi-space-growth-factor=1");
});

test("it trains a game of somebody's own, reports, and makes a web page, with its licences", async () => {
  cpSync(join(root, "examples/own-game/hinge.mjs"), join(folder, "hinge.mjs"));
  const words = ["ring8", "--recipe", "./hinge.mjs", "--steps", "5", "--threads", "1", "--run", "mine", "--quiet"];
  expect(await gantry(["train", ...words])).toMatchObject({ code: 0, err: "" });
  expect(readFileSync(join(folder, "runs/mine/report.html"), "utf8")).toContain("## preact");
  expect((await gantry(["export", "mine", "--to", "web", "--out", "page"])).code).toBe(0);
  for (const file of ["gantry-generator.js", "licenses.md"])
    expect(existsSync(join(folder, "page", file)), file).toBe(true);
});

test("its Studio gives the page, and what its threads read", async () => {
  const words = ["studio", "runs", "--json", "--port", "0"];
  const studio = start(process.execPath, [main, ...words], folder, { GANTRY_CACHE: join(folder, "cache") });
  afterAll(() => studio.child.kill());
  let out = "";
  studio.child.stdout?.on("data", (chunk) => {
    out += String(chunk);
  });
  await studio.said(/"url"/);
  const { url } = JSON.parse(out.split("\n")[0] as string) as { readonly url: string };
  const entered = await fetch(url, { redirect: "manual" });
  const headers = { cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const asked = async (path: string): Promise<string> => {
    const reply = await fetch(new URL(path, url), { headers });
    expect(reply.status, path).toBe(200);
    return reply.text();
  };
  expect(await asked("/")).toContain('<div id="app">');
  expect(await asked("/api/runs/mine/series")).toContain("loss");
  await expect.poll(() => asked("/api/runs/mine/data")).toContain('"ready"');
});
