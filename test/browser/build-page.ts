/** @file Builds a page with Vite, as somebody who uses the package would, from the package's source. */
import { resolve } from "node:path";
import { build } from "vite";
import { packageSubpaths, packageRoot as root } from "../../package-subpaths.ts";

/** @param folder of the page, relative to the repository @param outDir where the built page goes */
export async function buildPage(folder: string, outDir: string): Promise<void> {
  await build({
    root: resolve(root, folder),
    configFile: resolve(root, folder, "vite.config.ts"),
    logLevel: "error",
    resolve: { alias: packageSubpaths },
    build: { outDir, emptyOutDir: true },
  });
}
