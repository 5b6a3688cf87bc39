/**
 * @file The public subpaths: each stands on a file, the built names follow from it, and what each exports is a list
 * under review (a change here is a change of the API).
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

interface Target {
  readonly source: string;
  readonly types: string;
  readonly node?: string;
  readonly default: string;
}

const entries = Object.entries(packageJson.exports as Record<string, string | Target>);
const subpaths = entries.flatMap(([subpath, target]) => (typeof target === "string" ? [] : [{ subpath, target }]));
const ofNode = subpaths.filter(({ target }) => /\.node\.ts$/.test(target.source));
const isomorphic = subpaths.filter(({ target }) => !/\.(node|web)\.ts$/.test(target.source));
const root = resolve(import.meta.dirname, "..");

describe.each(subpaths)("gantry $subpath", ({ subpath, target }) => {
  test("has a source, and its built files are called after it", () => {
    expect(existsSync(resolve(root, target.source)), target.source).toBe(true);
    const built = target.source.replace("./src/", "./dist/lib/").replace("./studio/", "./dist/studio/");
    const alone = built.replace(/\.ts$/, ".js");
    const bundled = `./dist/node/${subpath === "." ? "index" : subpath.slice(2).replaceAll("/", ".")}.js`;
    const { types, node, default: other } = target;
    expect(types).toBe(built.replace(/\.ts$/, ".d.ts"));
    if (/\.web\.ts$/.test(target.source)) expect([node, other]).toEqual([undefined, alone]);
    else if (/\.node\.ts$/.test(target.source)) expect([node, other]).toEqual([undefined, bundled]);
    else expect([node, other]).toEqual([bundled, alone]);
  });

  test("is called as its platform", () => {
    const platform = /\.(node|web)\.ts$/.exec(target.source)?.[1];
    const named = { node: "node", web: "web", browser: "web" } as Readonly<Record<string, string>>;
    const word = subpath.split("/").find((part) => part in named);
    expect(subpath === "." ? "node" : named[word ?? ""]).toBe(platform);
  });

  test("comes before any less specific condition", () => {
    expect(Object.keys(target).filter((condition) => condition !== "node")).toEqual(["source", "types", "default"]);
    expect(Object.keys(target).indexOf("node")).toBe("node" in target ? 2 : -1);
  });
});

test("package.json itself can be read", () => {
  expect(entries.filter(([, target]) => typeof target === "string")).toEqual([["./package.json", "./package.json"]]);
});

describe("what each subpath exports", () => {
  test.each([...isomorphic, ...ofNode])("gantry $subpath", async ({ target }) => {
    const module = (await import(resolve(root, target.source))) as Readonly<Record<string, unknown>>;
    expect(Object.keys(module).sort()).toMatchSnapshot();
    expect(module).not.toHaveProperty("default");
  });
});
