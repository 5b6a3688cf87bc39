/** @file `gantry export`: the generator as an ONNX model, compared with the engine that trained it. */
import { openRun } from "gantry/store/node";
import { exportParity, runGenerator } from "gantry/training/node";
import { placeOf } from "../follow-run.ts";
import { bytes, count } from "../format.ts";
import { writeOutput } from "../output.ts";
import { whichCheckpoint } from "../run-generator.ts";
import { type Call, runsOption, type Verb } from "../verb.ts";

export const exportVerb: Verb = {
  name: "export",
  words: ["<run>"],
  options: [
    { name: "out", type: { kind: "text" }, default: null, argument: "file" },
    { name: "uint8", type: { kind: "switch" }, default: false, argument: "" },
    { name: "checkpoint", type: { kind: "text" }, default: "last", argument: "which" },
    runsOption,
  ],
  run,
};

/** Latents that the exported model and the engine are compared on. */
const COMPARED = 64;

async function run({ cli, words, options }: Call): Promise<number> {
  const source = words[0] as string;
  const uint8 = options.flag("uint8");
  const root = options.text("runs") as string;
  const checkpoint = whichCheckpoint(options.text("checkpoint") as string);
  const generator = await runGenerator(source, { root, checkpoint, uint8 });
  // Pixels rounded to bytes hide small differences, so the comparison is made before rounding.
  const exact = uint8 ? await runGenerator(source, { root, checkpoint }) : generator;
  const difference = await exportParity(exact, COMPARED);
  const { name: run } = await openRun(source, { root });
  const name = options.text("out") ?? `${run}${uint8 ? "-uint8" : ""}.onnx`;
  const path = await writeOutput(cli, name, generator.bytes);
  if (cli.json) {
    const facts = { file: path, step: generator.step, bytes: generator.bytes.length, maxDifference: difference };
    cli.terminal.out.write(`${JSON.stringify(facts)}\n`);
  } else if (!cli.quiet) {
    const { exported, parity } = cli.texts.results;
    const size = bytes(generator.bytes.length, cli.language);
    const step = count(generator.step, cli.language);
    cli.terminal.out.write(`${placeOf(cli, path)}  ${exported({ size, step })}\n`);
    cli.terminal.out.write(
      `${parity({ count: COMPARED, difference: difference === 0 ? "0" : difference.toExponential(1) })}\n`,
    );
  }
  return 0;
}
