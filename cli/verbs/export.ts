/** @file `gantry export`: the generator, or the classifier, as an ONNX model, compared with the engine that trained it. */
import { resolve } from "node:path";
import { GantryError } from "gantry/base";
import { openRun } from "gantry/store/node";
import { type RunGenerator, runGenerator } from "gantry/training/node";
import { placeOf } from "../follow-run.ts";
import { bytes, count } from "../format.ts";
import { writeOutput } from "../output.ts";
import { whichCheckpoint } from "../run-generator.ts";
import { type Call, type Cli, type Options, runsOption, type Verb } from "../verb.ts";
import { checkFile } from "./export-check.ts";
import { COMPARED, exportedModel } from "./export-model.ts";
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
    { name: "float16", type: { kind: "switch" }, default: false, argument: "" },
    {
      name: "weights",
      type: { kind: "choice", choices: ["average", "live"] },
      default: "average",
      argument: "average|live",
    },
    { name: "checkpoint", type: { kind: "text" }, default: "last", argument: "which" },
    { name: "check", type: { kind: "text" }, default: null, argument: "file" },
    runsOption,
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const source = words[0] as string;
  const root = options.text("runs") as string;
  const file = options.text("check");
  if (file !== null) {
    checkAlone(options);
    return check(cli, source, { root, file });
  }
  const web = options.text("to") === "web";
  const wishes = wishesIn(options);
  checkTogether({ ...wishes, web });
  const checkpoint = whichCheckpoint(options.text("checkpoint") as string);
  const { name } = await openRun(source, { root });
  if (web) {
    const model = await runGenerator(source, { root, checkpoint, weights: wishes.weights });
    return writeWeb(cli, name, model, options.text("out"));
  }
  const exported = await exportedModel(source, { ...wishes, root, checkpoint });
  const path = await writeOutput(cli, options.text("out") ?? `${name}${exported.suffix}.onnx`, exported.bytes);
  const { model, difference } = exported;
  say(cli, { file: path, step: model.step, bytes: exported.bytes.length, difference, classifier: wishes.classifier });
  return 0;
}

interface Wishes {
  readonly classifier: boolean;
  readonly uint8: boolean;
  readonly float16: boolean;
  readonly weights: "average" | "live";
}

const wishesIn = (options: Options): Wishes => ({
  classifier: options.text("what") === "classifier",
  uint8: options.flag("uint8"),
  float16: options.flag("float16"),
  weights: options.text("weights") === "live" ? "live" : "average",
});

/** @throws E207 for wishes that exclude each other */
function checkTogether({ classifier, uint8, float16, web }: Wishes & { readonly web: boolean }): void {
  const refuse = (where: string, got: string): never => {
    throw new GantryError("E207", { where, expected: "a generator of float32", got });
  };
  if (classifier && uint8) refuse("--uint8", "--what classifier");
  if (web && classifier) refuse("--to web", "--what classifier");
  if (web && uint8) refuse("--to web", "--uint8");
  if (web && float16) refuse("--to web", "--float16"); // it has both
  if (uint8 && float16) refuse("--uint8", "--float16");
}

/** The file says itself what it is and which weights it has. @throws E207 for wishes beside `--check` */
function checkAlone(options: Options): void {
  const { classifier, uint8, float16, weights } = wishesIn(options);
  const wished = {
    "--what": classifier,
    "--to": options.text("to") === "web",
    "--out": options.text("out") !== null,
    "--uint8": uint8,
    "--float16": float16,
    "--weights": weights === "live",
    "--checkpoint": options.text("checkpoint") !== "last",
  };
  const [got] = Object.entries(wished).find(([, isThere]) => isThere) ?? [];
  if (got !== undefined)
    throw new GantryError("E207", { where: "--check", expected: "no other option of export", got });
}

async function check(cli: Cli, source: string, { root, file }: { root: string; file: string }): Promise<number> {
  say(cli, await checkFile(file, source, { cwd: cli.terminal.cwd, root }));
  return 0;
}

/** A folder with a page, in place of a file. */
async function writeWeb(cli: Cli, run: string, model: RunGenerator, out: string | null): Promise<number> {
  const web = await exportWeb(cli, model, { name: run, folder: out ?? `${run}-web` });
  const folder = resolve(cli.terminal.cwd, web.folder);
  const { files, difference, halfDifference } = web;
  const facts = { folder, files, step: model.step, maxDifference: difference, halfDifference, compared: COMPARED };
  if (cli.json) cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  else if (!cli.quiet) sayWeb(cli, web);
  return 0;
}

/** A file that was written, or looked at. */
interface Said {
  readonly file: string;
  readonly step: number;
  readonly bytes: number;
  readonly difference: number;
  readonly classifier: boolean;
}

function say(cli: Cli, { file, step, bytes: size, difference, classifier }: Said): void {
  if (cli.json) {
    const facts = { file, step, bytes: size, maxDifference: difference, compared: COMPARED };
    cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  } else if (!cli.quiet) {
    const { exported, parity, logitParity } = cli.texts.results;
    const shown = difference === 0 ? "0" : difference.toExponential(1);
    const facts = { size: bytes(size, cli.language), step: count(step, cli.language) };
    cli.terminal.out.write(`${placeOf(cli, file)}  ${exported(facts)}\n`);
    cli.terminal.out.write(`${(classifier ? logitParity : parity)({ count: COMPARED, difference: shown })}\n`);
  }
}
