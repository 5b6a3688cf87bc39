/**
 * @file The package as Node loads it, `dist/node`: the command, and every subpath that Node may import. A module for each
 * file would be nine hundred to find and compile before the first word; these are a hundred and fifty, with the same modules behind
 * the command and behind the subpaths, so that a recipe that imports `gantry/graph` builds nodes of the graph that trains it.
 *
 * All of it lies in one folder, and the threads under their own names: what starts a thread finds it beside itself.
 */
import { resolve } from "node:path";
import { defineConfig } from "vite";
import packageJson from "./package.json" with { type: "json" };
import { packageRoot, packageSubpaths } from "./package-subpaths.ts";
import { licensed } from "./vite-licenses.ts";

const subpaths = Object.values(packageJson.exports).flatMap((target) => {
  if (typeof target === "string") return [];
  const file = "node" in target ? target.node : target.default;
  const name = /^\.\/dist\/node\/(.+)\.js$/.exec(file)?.[1];
  return name === undefined ? [] : [[name, target.source] as const];
});

const threads = [
  "src/training/worker.node",
  ...["data-thread", "generator-thread", "log-part-thread", "logs-thread"].map(
    (name) => `studio/server/folder/${name}`,
  ),
].map((path) => [path.slice(path.lastIndexOf("/") + 1), `${path}.ts`] as const);

const inputs = [["main", "cli/main.ts"] as const, ...threads, ...subpaths];

export default defineConfig({
  resolve: { alias: packageSubpaths, conditions: ["source", "module", "node"] },
  // what else would be hundreds of small files more; with native parts, or for the Studio alone, a package stays outside
  ssr: { noExternal: ["@bufbuild/protobuf", "commander", "zod"] },
  plugins: [licensed],
  build: {
    ssr: true,
    minify: false, // a stack that somebody sends us is to be read; it would load no faster
    target: "node20",
    outDir: resolve(packageRoot, "dist/node"),
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries(inputs.map(([name, path]) => [name, resolve(packageRoot, path)])),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: ({ name }) => (name === "heap" ? "heap.js" : "[name]-[hash].js"),
        codeSplitting: { groups: [{ name: "heap", test: /cli\/heap\.ts$/ }] }, // it is to run before all others
      },
    },
  },
});
