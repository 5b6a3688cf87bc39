/** @file `gantry report`: runs as one page that needs nothing else. */
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { GantryError } from "gantry/base";
import { openRun } from "gantry/store/node";
import { placeOf } from "../follow-run.ts";
import { bytes as sizeText } from "../format.ts";
import { writeOutput } from "../output.ts";
import { type Call, type Cli, runsOption, type Verb } from "../verb.ts";

export const reportVerb: Verb = {
  name: "report",
  words: ["<runs...>"],
  options: [
    { name: "out", type: { kind: "text" }, default: null, argument: "file" },
    { name: "samples", type: { kind: "text" }, default: "100", argument: "all|n" },
    { name: "small", type: { kind: "switch" }, default: false, argument: "" },
    runsOption,
  ],
  run,
};

const FILE = "report.html";

async function run({ cli, words, options }: Call): Promise<number> {
  const samples = samplesOf(options.text("samples") as string);
  const root = options.text("runs") as string;
  const runs: string[] = [];
  for (const word of words) runs.push((await openRun(word, { root })).path);
  const { reportContent } = await import("gantry/report/node"); // other verbs need not wait for it
  const page = await reportContent(runs, { language: cli.language, samples, latent: !options.flag("small") });
  sayWritten(cli, await writeOutput(cli, options.text("out") ?? usualPlace(runs), page));
  return 0;
}

/** In the run's folder; of several, in the one that the first of them lies in. */
function usualPlace(runs: readonly string[]): string {
  const [first = "", ...others] = runs;
  return join(others.length === 0 ? first : dirname(first), FILE);
}

function sayWritten(cli: Cli, path: string): void {
  const { size } = statSync(path);
  if (cli.json) cli.terminal.out.write(`${JSON.stringify({ file: path, bytes: size })}\n`);
  else if (!cli.quiet) cli.terminal.out.write(`${placeOf(cli, path)}  ${sizeText(size, cli.language)}\n`);
}

/** @throws E207 */
function samplesOf(text: string): number | "all" {
  if (text === "all") return text;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new GantryError("E207", { where: "--samples", expected: "all or a whole number of at least 1", got: text });
}
