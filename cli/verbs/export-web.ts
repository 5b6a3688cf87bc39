/**
 * @file `gantry export --to web`: a folder with the generator, the element `<gantry-generator>` and a page that uses it.
 * It works from any web server and, double-clicked, from the disk.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { withHalfWeights } from "gantry/onnx";
import { packageFile, packedText, readWebRuntime } from "gantry/runtime/node";
import { makeFolder } from "gantry/store/node";
import { type ComparedModel, compareModels, type RunGenerator } from "gantry/training/node";
import { placeOf } from "../follow-run.ts";
import { bytes as sizeText } from "../format.ts";
import { writeOutput } from "../output.ts";
import type { Cli } from "../verb.ts";
import { webPage } from "../web-page.ts";
import { COMPARED } from "./export-model.ts";

const WHOLE = "generator.onnx";
const HALF = "generator-float16.onnx";
/** Of WebAssembly and of WebGPU. */
const RUNTIMES = ["ort-wasm-simd-threaded.wasm", "ort-wasm-simd-threaded.asyncify.wasm"] as const;

export interface WebExport {
  readonly folder: string;
  /** Paths relative to the folder, with their bytes. */
  readonly files: Readonly<Record<string, number>>;
  /** The largest difference of a sample from what the training engine draws. */
  readonly difference: number;
  /** The largest difference of a sample that rounding the weights to float16 makes. */
  readonly halfDifference: number;
}

/** @param name of the run, for the title @param folder relative to where it is called */
export async function exportWeb(
  cli: Cli,
  model: RunGenerator,
  { name, folder }: { readonly name: string; readonly folder: string },
): Promise<WebExport> {
  const half = withHalfWeights(model.bytes);
  const [whole, small] = (await compareModels(model, [model.bytes, half], COMPARED)) as [ComparedModel, ComparedModel];
  const runtimes = await Promise.all(RUNTIMES.map(readWebRuntime));
  const contents: Record<string, Uint8Array | string> = {
    [WHOLE]: model.bytes,
    [HALF]: half,
    "gantry-generator.js": await readFile(elementFile()).catch((cause: unknown) => notBuilt(elementFile(), cause)),
    "licenses.md": await readFile(packageFile("licenses.md")),
    "offline.js": offlineScript({ [HALF]: half, [RUNTIMES[0]]: runtimes[0] as Uint8Array }),
    "index.html": webPage({ title: name, model: HALF, classes: whole.classes, language: cli.language }, cli.texts),
    ...Object.fromEntries(RUNTIMES.map((file, i) => [`ort/${file}`, runtimes[i] as Uint8Array])),
  };
  await makeFolder(join(cli.terminal.cwd, folder));
  for (const [file, content] of Object.entries(contents)) await writeOutput(cli, join(folder, file), content);
  const sizes = Object.entries(contents).map(([file, content]) => [file, Buffer.byteLength(content)] as const);
  const [{ difference }, halfDifference] = [whole, apart(whole.samples, small.samples)];
  return { folder, files: Object.fromEntries(sizes), difference, halfDifference };
}

/** The element as it was built. */
const elementFile = (): string => packageFile("dist/embed/gantry-generator.js");

function notBuilt(path: string, cause: unknown): never {
  throw new GantryError("E124", { path }, { cause });
}

/** Files as text, for a page that may fetch nothing. */
function offlineScript(files: Readonly<Record<string, Uint8Array>>): string {
  const texts = Object.entries(files).map(([name, bytes]) => [name, packedText(bytes)] as const);
  return `globalThis.gantryOffline = ${JSON.stringify(Object.fromEntries(texts))};\n`;
}

/** The largest |difference| of a number of a sample. */
const apart = (one: Float32Array, other: Float32Array): number =>
  one.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (other[i] as number))), 0);

/** The page's place and what lies beside it, with sizes. */
export function sayWeb(cli: Cli, { folder, files, halfDifference }: WebExport): void {
  const { web } = cli.texts.results;
  const page = join(cli.terminal.cwd, folder, "index.html");
  const lines = [
    `${placeOf(cli, page)}  ${web.page}`,
    ...Object.entries(files).map(([file, size]) => `  ${file}  ${sizeText(size, cli.language)}`),
    web.half({ count: COMPARED, difference: halfDifference.toExponential(1) }),
  ];
  cli.terminal.out.write(`${lines.join("\n")}\n`);
}
