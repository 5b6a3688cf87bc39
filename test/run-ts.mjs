/** Runs a TypeScript module in a process of its own, also under a Node that cannot: node test/run-ts.mjs file.ts */
import { resolve } from "node:path";
import { runnerImport } from "vite";

await runnerImport(resolve(process.argv[2]), { root: resolve(import.meta.dirname, ".."), logLevel: "error" });
