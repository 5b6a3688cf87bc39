/** @file `gantry report`: a run as one page that needs nothing else. */
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { openRun } from "gantry/store/node";
import { reportHtml } from "gantry/views";
import { reportInputOf } from "gantry/views/node";
import { placeOf } from "../follow-run.ts";
import { writeOutput } from "../output.ts";
import { type Call, runsOption, type Verb } from "../verb.ts";

export const reportVerb: Verb = {
  name: "report",
  words: ["<run>"],
  options: [
    { name: "out", type: { kind: "text" }, default: null, argument: "file" },
    { name: "samples", type: { kind: "text" }, default: "100", argument: "all|n" },
    runsOption,
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const folder = await openRun(words[0] as string, { root: options.text("runs") as string });
  const samples = samplesOf(options.text("samples") as string);
  const page = reportHtml(await reportInputOf(folder, { samples }), { language: cli.language });
  const path = await writeOutput(cli, options.text("out") ?? join(folder.path, "report.html"), page);
  if (cli.json) cli.terminal.out.write(`${JSON.stringify({ file: path })}\n`);
  else if (!cli.quiet) cli.terminal.out.write(`${placeOf(cli, path)}\n`);
  return 0;
}

/** @throws E207 */
function samplesOf(text: string): number | "all" {
  if (text === "all") return text;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new GantryError("E207", { where: "--samples", expected: "all or a whole number of at least 1", got: text });
}
