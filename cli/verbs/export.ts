/** @file `gantry export`: the generator, or the classifier, as an ONNX model, compared with the engine that trained it. */
import { resolve } from "node:path";
import { GantryError } from "gantry/base";
import { openRun } from "gantry/store/node";
import {
  classifierParity,
  exportParity,
  type RunGenerator,
  type RunGeneratorOptions,
  runClassifier,
  runGenerator,
} from "gantry/training/node";
import { placeOf } from "../follow-run.ts";
import { bytes, count } from "../format.ts";
import { writeOutput } from "../output.ts";
import { whichCheckpoint } from "../run-generator.ts";
import { type Call, type Cli, runsOption, type Verb } from "../verb.ts";
import { exportWeb, sayWeb } from "./export-web.ts";

export const exportVerb: Verb = {
  name: "export",
  words: ["<run>"],
  options: [
    {
      name: "what",
      type: { kind: "choice", choices: ["generator", "classifier"] },
      default: "generator",
      argument: "generator|classifier",
    },
    { name: "to", type: { kind: "choice", choices: ["onnx", "web"] }, default: "onnx", argument: "onnx|web" },
    { name: "out", type: { kind: "text" }, default: null, argument: "path" },
    { name: "uint8", type: { kind: "switch" }, default: false, argument: "" },
    { name: "checkpoint", type: { kind: "text" }, default: "last", argument: "which" },
    runsOption,
  ],
  run,
};

/** Inputs that the exported model and the engine are compared on. */
const COMPARED = 64;

/** A model, the end of its file's name, and how far it is from the engine. */
interface Exported {
  readonly model: RunGenerator;
  readonly suffix: string;
  readonly difference: number;
}

async function run({ cli, words, options }: Call): Promise<number> {
  const source = words[0] as string;
  const uint8 = options.flag("uint8");
  const classifier = options.text("what") === "classifier";
  const root = options.text("runs") as string;
  const checkpoint = whichCheckpoint(options.text("checkpoint") as string);
  const web = options.text("to") === "web";
  checkTogether({ classifier, uint8, web });
  const exported = classifier
    ? await classifierOf(source, { root, checkpoint })
    : await generatorOf(source, { root, checkpoint, uint8 });
  const { name: run } = await openRun(source, { root });
  if (web) return writeWeb(cli, run, exported, options.text("out"));
  const name = options.text("out") ?? `${run}${exported.suffix}.onnx`;
  const path = await writeOutput(cli, name, exported.model.bytes);
  const { parity, logitParity } = cli.texts.results;
  say(cli, path, exported, classifier ? logitParity : parity);
  return 0;
}

/** @throws E207 for wishes that exclude each other */
function checkTogether({ classifier, uint8, web }: Readonly<Record<"classifier" | "uint8" | "web", boolean>>): void {
  const refuse = (where: string, got: string): never => {
    throw new GantryError("E207", { where, expected: "a generator of float32", got });
  };
  if (classifier && uint8) refuse("--uint8", "--what classifier");
  if (web && classifier) refuse("--to web", "--what classifier");
  if (web && uint8) refuse("--to web", "--uint8");
}

/** A folder with a page, in place of a file. */
async function writeWeb(cli: Cli, run: string, exported: Exported, out: string | null): Promise<number> {
  const { model, difference } = exported;
  const web = await exportWeb(cli, model.bytes, { name: run, folder: out ?? `${run}-web` });
  const folder = resolve(cli.terminal.cwd, web.folder);
  const { files, halfDifference } = web;
  const facts = { folder, files, step: model.step, maxDifference: difference, halfDifference };
  if (cli.json) cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  else if (!cli.quiet) sayWeb(cli, web);
  return 0;
}

async function generatorOf(source: string, options: RunGeneratorOptions): Promise<Exported> {
  const model = await runGenerator(source, options);
  // Pixels rounded to bytes hide small differences, so the comparison is made before rounding.
  const exact = options.uint8 === true ? await runGenerator(source, { ...options, uint8: false }) : model;
  return { model, suffix: options.uint8 === true ? "-uint8" : "", difference: await exportParity(exact, COMPARED) };
}

async function classifierOf(source: string, options: RunGeneratorOptions): Promise<Exported> {
  const model = await runClassifier(source, options);
  return { model, suffix: "-classifier", difference: await classifierParity(model, COMPARED) };
}

type ParityText = Cli["texts"]["results"]["parity"];

function say(cli: Cli, path: string, { model, difference }: Exported, parity: ParityText): void {
  if (cli.json) {
    const facts = { file: path, step: model.step, bytes: model.bytes.length, maxDifference: difference };
    cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  } else if (!cli.quiet) {
    const size = bytes(model.bytes.length, cli.language);
    const step = count(model.step, cli.language);
    const shown = difference === 0 ? "0" : difference.toExponential(1);
    cli.terminal.out.write(`${placeOf(cli, path)}  ${cli.texts.results.exported({ size, step })}\n`);
    cli.terminal.out.write(`${parity({ count: COMPARED, difference: shown })}\n`);
  }
}
