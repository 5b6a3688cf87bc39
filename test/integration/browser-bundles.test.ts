import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { packageSubpaths, packageRoot as root } from "../../package-subpaths.ts";

/** Bundles a page that uses everything a subpath exports. */
async function bundle(subpath: string): Promise<Rolldown.OutputChunk[]> {
  const folder = await mkdtemp(join(tmpdir(), "gantry-bundle-"));
  const entry = join(folder, "entry.js");
  await writeFile(entry, `import * as all from "gantry/${subpath}"; globalThis.all = all;`);
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: "error",
    resolve: { alias: packageSubpaths, conditions: ["onnxruntime-web-use-extern-wasm", "browser", "module", "import"] },
    build: { write: false, minify: false, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  await rm(folder, { recursive: true });
  return output.filter((part) => part.type === "chunk");
}

const ours = (module: string): boolean => !module.includes("node_modules");

test.each(["browser", "browser/worker", "runtime/web", "metrics", "features", "recipes", "data"])(
  "gantry/%s takes nothing of Node into a page",
  async (subpath) => {
    const chunks = await bundle(subpath);
    const modules = chunks.flatMap((chunk) => chunk.moduleIds);
    expect(modules.filter((id) => /\.node\.ts$|onnxruntime-node|node_modules\/sharp|^node:/.test(id))).toEqual([]);
    // Vite puts an empty module in the place of Node's: its name would give them away
    expect(modules.filter((id) => id.includes("browser-external") && ours(id))).toEqual([]);
    for (const { modules: rendered } of chunks) {
      for (const [id, { code }] of Object.entries(rendered)) {
        if (ours(id)) expect(code ?? "", id).not.toMatch(/["']node:|\brequire\(|process\.(env|versions)/);
      }
    }
  },
);

test("a page fetches the build of ONNX Runtime that it chose, and no other", async () => {
  const chunks = await bundle("browser");
  const entry = chunks.find((chunk) => chunk.isEntry) as Rolldown.OutputChunk;
  expect(entry.moduleIds.filter((id) => id.includes("onnxruntime"))).toEqual([]);
  const lazy = entry.dynamicImports.map((name) => chunks.find(({ fileName }) => fileName === name)?.moduleIds ?? []);
  const runtimes = lazy.map((ids) => ids.filter((id) => id.includes("onnxruntime-web")).length);
  expect(runtimes.sort()).toEqual([0, 1, 1]);
  // What else is loaded only when it is asked for: the network in whose features images are measured.
  expect(lazy.filter((ids) => ids.some((id) => id.endsWith("digits-weights.ts")))).toHaveLength(1);
  expect(entry.moduleIds.filter((id) => id.endsWith("digits-weights.ts"))).toEqual([]);
});
