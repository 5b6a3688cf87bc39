/**
 * @file The fences between the rooms: which room may import which (ARCHITECTURE.md), that what runs everywhere imports
 * nothing that runs in one place, and that the command line is a client of the public subpaths.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../src");

/** What may be imported besides the room itself, `base` and `messages`. */
const game = ["graph", "models", "losses", "optim"];
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  messages: [],
  data: [],
  graph: [],
  models: ["graph"],
  losses: ["graph"],
  optim: ["graph"],
  game,
  recipes: ["game", ...game],
  config: ["recipes", "game", "data"], // a recipe's settings are a type of `game`; which crops there are is `data`'s
  onnx: ["graph"],
  runtime: ["graph", "onnx"],
  steps: ["graph", "game", "onnx", "models", "optim"], // a game's networks run in scopes that steps provide
  store: [],
  metrics: [],
  features: ["graph", "models", "onnx", "runtime"],
  evaluation: ["metrics", "features", "runtime"],
  theory: ["metrics"],
  diagnosis: ["metrics"],
  views: ["store", "metrics", "theory"],
  latent: ["graph", "models", "game", "runtime", "steps", "store", "features", "theory"], // it opens a game's networks
  // The loop draws samples; `views` are strings and pixels of what it has.
  training: [
    ...["data", "graph", "models", "losses", "optim", "game", "recipes", "config", "onnx", "runtime", "steps"],
    ...["store", "metrics", "features", "evaluation", "theory", "diagnosis", "views"],
  ],
  bench: ["data", "graph", "models", "losses", "optim", "game", "recipes", "onnx", "runtime", "steps", "training"],
};

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.replaceAll(sep, "/"))
    .sort();

/** What a file imports, re-exports or starts, as it is written. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const statement = /^(?:import|export|\}).* from "([^"]+)"/gm;
  const forms = [statement, /^import "([^"]+)"/gm, /\bimport\("([^"]+)"\)/g, /\bnew URL\("(\.[^"]+)"/g];
  return forms.flatMap((form) => [...text.matchAll(form)].map(([, spec]) => spec as string));
}

/** Files of ours that a file imports, relative to `src`. */
const ownImports = (file: string): string[] =>
  importsOf(join(root, file))
    .filter((spec) => spec.startsWith("."))
    .map((spec) => relative(root, resolve(root, dirname(file), spec)).replaceAll(sep, "/"));

const platformOf = (file: string): string => /\.(node|web)\.ts$/.exec(file)?.[1] ?? "any";
const files = sources(root);

describe("rooms", () => {
  test("each is in the table", () => {
    const found = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(Object.keys(rooms)).toEqual(expect.arrayContaining(found.map(({ name }) => name)));
  });

  test.each(files.filter((file) => file.includes("/")))("%s imports only rooms it may", (file) => {
    const room = file.split("/")[0] as string;
    const allowed = [room, "base", ...(room === "base" ? ["messages"] : []), "messages", ...(rooms[room] ?? [])];
    for (const target of ownImports(file)) {
      expect(allowed, `${file} imports ${target}`).toContain(target.split("/")[0]);
    }
  });

  test("`messages` imports nothing: it is words", () => {
    const outside = files.filter((file) => file.startsWith("messages/")).flatMap(ownImports);
    expect(outside.filter((target) => !target.startsWith("messages/"))).toEqual([]);
  });
});

describe("platforms", () => {
  test.each(files.filter((file) => platformOf(file) === "any"))("%s runs everywhere", (file) => {
    expect(ownImports(file).filter((target) => platformOf(target) !== "any")).toEqual([]);
    expect(importsOf(join(root, file)).filter((spec) => /^node:|^onnxruntime|^sharp$/.test(spec))).toEqual([]);
  });

  test.each(["node", "web"])("no file for another platform is imported by one for %s", (platform) => {
    const own = files.filter((file) => platformOf(file) === platform);
    const other = own.flatMap((file) => ownImports(file).filter((to) => !["any", platform].includes(platformOf(to))));
    expect(other).toEqual([]);
  });

  test("no page loads Node", () => {
    const node = files.filter((file) => platformOf(file) === "web").flatMap((file) => importsOf(join(root, file)));
    expect(node.filter((spec) => /^node:|^onnxruntime-node|^sharp$/.test(spec))).toEqual([]);
  });
});

describe("clients", () => {
  const folders = ["cli", "studio", "embed"].map((name) => resolve(root, "..", name)).filter(existsSync);
  const clients = folders.flatMap((folder) => sources(folder).map((file) => join(folder, file)));

  test("import the package by its subpaths", () => {
    const reaching = clients.filter((file) => importsOf(file).some((spec) => /(^|\/)src\//.test(spec)));
    expect(reaching).toEqual([]);
  });

  test("are imported by no room", () => {
    expect(files.flatMap(ownImports).filter((target) => target.startsWith(".."))).toEqual([]);
  });

  test("find every import where it points", () => {
    const missing = files.flatMap((file) => ownImports(file).filter((target) => !existsSync(join(root, target))));
    // A worker is started from its built file; the source stands beside it.
    expect(missing.map((target) => target.replace(/\.js$/, ".ts")).filter((file) => !files.includes(file))).toEqual([]);
  });
});
