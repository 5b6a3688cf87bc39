/** @file `gantry evaluate`: what a run's checkpoints, a generator or a folder of pictures are worth, in numbers. */
import { availableParallelism } from "node:os";
import { GantryError, suggestionFor } from "gantry/base";
import { defaultCacheDir } from "gantry/data/node";
import { isMetricName, type MetricName, metricNames } from "gantry/evaluation";
import { type EvaluateOptions, type Evaluation, type EvaluationProgress, evaluate } from "gantry/training/node";
import { count } from "../format.ts";
import { whichCheckpoint } from "../run-generator.ts";
import { noteText, say } from "../talk.ts";
import { type Call, type Cli, type Options, runsOption, type Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const evaluateVerb: Verb = {
  name: "evaluate",
  words: ["<source>"],
  options: [
    { name: "against", type: { kind: "text" }, default: null, argument: "data" },
    { name: "heldOut", type: { kind: "text" }, default: null, argument: "data" },
    { name: "metrics", type: { kind: "list" }, default: ["auto"], argument: "a,b" },
    { name: "features", type: { kind: "text" }, default: "auto", argument: "network" },
    { name: "n", type: { kind: "integer", min: 2, max: 1_000_000 }, default: 10_000, argument: "n" },
    { name: "seed", type: { kind: "integer", min: 0, max: 2 ** 32 - 1 }, default: 0, argument: "n" },
    { name: "repeats", type: { kind: "integer", min: 1, max: 1000 }, default: 1, argument: "n" },
    { name: "k", type: { kind: "integer", min: 1 }, default: 5, argument: "n" },
    {
      name: "ties",
      type: { kind: "choice", choices: ["strict", "inclusive"] },
      default: "strict",
      argument: "strict|inclusive",
    },
    { name: "checkpoint", type: { kind: "text" }, default: "last", argument: "which" },
    { name: "size", type: { kind: "integer", min: 8, max: 1024 }, default: null, argument: "pixels" },
    { name: "channels", type: { kind: "integer", only: [1, 3, 4] }, default: null, argument: "1|3|4" },
    { name: "split", type: { kind: "choice", choices: ["train", "test"] }, default: null, argument: "train|test" },
    { name: "dataDir", type: { kind: "text" }, default: null, argument: "folder" },
    { name: "threads", type: { kind: "integer", min: 1, max: 1024 }, default: null, argument: "n" },
    runsOption,
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const waiting = progressLine(cli);
  const all = options.text("checkpoint") === "all";
  let shown = 0;
  try {
    for await (const evaluation of evaluate(words[0] as string, { ...asked(options), onProgress: waiting.show })) {
      waiting.clear();
      shown += 1;
      show(cli, evaluation, shown === 1 || !all);
    }
  } finally {
    waiting.clear();
  }
  return 0;
}

function asked(options: Options): EvaluateOptions {
  const [size, channels] = [options.number("size"), options.number("channels")];
  const [split, dataDir] = [options.text("split"), options.text("dataDir")];
  const which = options.text("checkpoint") as string;
  return {
    root: options.text("runs") as string,
    against: options.text("against"),
    heldOut: options.text("heldOut"),
    checkpoint: which === "all" ? "all" : whichCheckpoint(which),
    metrics: metricsOf(options.list("metrics") as readonly string[]),
    features: options.text("features") as string,
    n: options.number("n") as number,
    seed: options.number("seed") as number,
    repeats: options.number("repeats") as number,
    k: options.number("k") as number,
    ties: options.text("ties") as "strict" | "inclusive",
    threads: options.number("threads") ?? availableParallelism(),
    cacheDir: defaultCacheDir(),
    data: {
      ...(size !== null && { size }),
      ...(channels !== null && { channels: channels as 1 | 3 | 4 }),
      ...(split !== null && { split: split as "train" | "test" }),
      ...(dataDir !== null && { dataDir }),
    },
  };
}

/** Names that stand for several, as the JSON calls them. */
const parts: Readonly<Record<string, MetricName>> = {
  precision: "prdc",
  recall: "prdc",
  density: "prdc",
  coverage: "prdc",
  hq: "modes",
  rkl: "modes",
};

/** @throws E741 */
function metricsOf(names: readonly string[]): EvaluateOptions["metrics"] {
  if (names.length === 1 && (names[0] === "auto" || names[0] === "all")) return names[0];
  const metrics = names.map((got) => {
    const name = parts[got] ?? got;
    if (isMetricName(name)) return name;
    const known = [...metricNames];
    throw new GantryError("E741", { got, known, suggestion: suggestionFor(got, known) });
  });
  return [...new Set(metrics)];
}

/** `headed`: with what holds for all that follow. */
function show(cli: Cli, evaluation: Evaluation, headed: boolean): void {
  if (cli.json) cli.terminal.out.write(`${JSON.stringify(plainOf(evaluation))}\n`);
  else
    cli.terminal.out.write(
      `${[...(headed ? headLines(cli, evaluation) : []), ...valueLines(cli, evaluation)].join("\n")}\n`,
    );
  for (const { code, parameters } of evaluation.warnings) say(cli, noteText(cli, code, parameters));
}

/** Values stand beside what they are of, under names that stay. */
const plainOf = ({ values, spread, ...rest }: Evaluation): object => ({
  ...values,
  ...rest,
  ...(spread === null ? {} : { spread }),
});

function headLines({ texts, language }: Cli, evaluation: Evaluation): string[] {
  const { source, against, features, n, nReal, seed } = evaluation;
  const numbers = { n: count(n, language), nReal: count(nReal, language) };
  return [`  ${texts.results.evaluation.head({ source, against, features, seed, ...numbers })}`, ""];
}

function valueLines({ texts, outPaint, language }: Cli, { step, values, spread, best }: Evaluation): string[] {
  const { meanings, step: stepText, best: bestText } = texts.results.evaluation;
  const rows = Object.entries(values)
    .filter(([name]) => !isDeviation(name))
    .map(([name, value]) => {
      const deviation = spread?.[name] ?? values[`${name}Std`] ?? values[`${name}Error`];
      const around = deviation === undefined ? "" : `± ${digits(deviation, language)}`;
      return [name, digits(value, language), around, outPaint.dim(meanings[name as keyof typeof meanings] ?? "")];
    });
  const title = step === null ? [] : [`  ${stepText({ step: count(step, language) })}${best ? `  ${bestText}` : ""}`];
  return [...title, ...tableLines(rows).map((line) => `    ${line}`), ""];
}

const isDeviation = (name: string): boolean => name.endsWith("Std") || name.endsWith("Error");

/** Four digits that matter: these are compared with one another. */
function digits(value: number, language: Cli["language"]): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(2);
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(value);
}

/** On a terminal alone: one line that is written over. */
function progressLine(cli: Cli): { readonly show: (progress: EvaluationProgress) => void; readonly clear: () => void } {
  const { err } = cli.terminal;
  if (!err.isTTY || cli.quiet) return { show: () => {}, clear: () => {} };
  let last = 0;
  return {
    show: ({ part, share }) => {
      if (Date.now() - last < 100) return;
      last = Date.now();
      err.write(`\r\u001b[2K  ${cli.texts.results.evaluation.parts[part]} ${Math.round(100 * share)} %`);
    },
    clear: () => {
      if (last > 0) err.write("\r\u001b[2K");
    },
  };
}
