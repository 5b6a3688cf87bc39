/** @file `gantry train`: data in, a run folder out. */
import { resolve } from "node:path";
import type { ConfigLayer } from "gantry/config";
import { checkName } from "gantry/store/node";
import { type Plan, planRun, trainConfig } from "gantry/training/node";
import { configFileLayer } from "../config-file.ts";
import { dryRun } from "../dry-run.ts";
import { followRun } from "../follow-run.ts";
import { count } from "../format.ts";
import { previewer } from "../preview.ts";
import { startLines } from "../start-lines.ts";
import { openStudioBeside } from "../studio-beside.ts";
import { dataProgress, noteText, say } from "../talk.ts";
import type { Call, Cli, Options, Verb, VerbOption } from "../verb.ts";

/** Options of every verb that trains. */
export const displayOptions: readonly VerbOption[] = [
  { name: "studio", type: { kind: "switch" }, default: false, argument: "" },
  {
    name: "progress",
    type: { kind: "choice", choices: ["auto", "bar", "lines", "json", "none"] },
    default: "auto",
    argument: "kind",
  },
  {
    name: "preview",
    type: { kind: "choice", choices: ["auto", "blocks", "braille", "ascii", "off"] },
    default: "auto",
    argument: "kind",
  },
];

export const setOption: VerbOption = {
  name: "set",
  type: { kind: "list" },
  default: [],
  argument: "key=value",
  repeat: true,
};

export const trainVerb: Verb = {
  name: "train",
  words: ["[data]"],
  options: [
    { name: "config", type: { kind: "text" }, default: null, argument: "file" },
    setOption,
    { name: "dryRun", type: { kind: "switch" }, default: false, argument: "" },
    ...displayOptions,
  ],
  config: "all",
  run,
};

async function run({ cli, words, options, layers }: Call): Promise<number> {
  const [word] = words;
  const isConfig = word?.endsWith(".json") === true;
  const file = await configFileLayer(cli, options.text("config") ?? (isConfig ? (word as string) : null));
  const data: ConfigLayer = {
    origin: "flag",
    entries: word === undefined || isConfig ? [] : [{ key: "data", value: word, where: "<data>", text: true }],
  };
  const plan = await planAloud(cli, [...(file === null ? [] : [file]), data, ...layers]);
  if (options.flag("dryRun")) return dryRun(cli, plan);
  return trainPlan(cli, plan, options);
}

/** Plans, showing what takes time, and says what is odd about the data. */
export async function planAloud(cli: Cli, layers: readonly ConfigLayer[]): Promise<Plan> {
  const waiting = dataProgress(cli);
  const plan = await planRun({ layers, defaults: { lang: cli.language }, onProgress: waiting.onProgress }).finally(
    waiting.clear,
  );
  if (plan.config.values.run !== null) checkName(plan.config.values.run);
  return plan;
}

/** Trains a plan with all of the display. @returns the exit code */
export async function trainPlan(cli: Cli, plan: Plan, options: Options): Promise<number> {
  introduce(cli, plan);
  if (options.flag("studio")) await openStudioBeside(cli, resolve(cli.terminal.cwd, plan.config.values.out));
  const controller = new AbortController();
  const { values } = plan.config;
  return followRun(cli, {
    events: trainConfig(plan.config, controller.signal),
    controller,
    title: titleOf(plan),
    guessing: guessingLoss(values.settings.loss),
    minutes: values.minutes,
    progress: options.text("progress") as string,
    preview: previewer(cli, options.text("preview") as string),
  });
}

export function titleOf({ config, dataset, recipe }: Plan): string {
  const { seed, settings } = config.values;
  return [dataset.name, recipe.name, settings.loss, `seed ${seed}`].filter((word) => word !== undefined).join(", ");
}

/** D's loss where D(x) = ½ everywhere: 2 ln 2 for the losses of the 2014 paper, no such value for others. */
export const guessingLoss = (loss: unknown): number | null =>
  ["ns", "minimax", "minimax-then-ns"].includes(String(loss)) ? 2 * Math.LN2 : null;

const MOST_WARNINGS = 5;

/** What will be trained, in three lines, and the data's warnings. */
function introduce(cli: Cli, { config, dataset, layout, start }: Plan): void {
  const { texts, language, terminal } = cli;
  const { values } = config;
  const shape = dataset.shape.join("×");
  say(
    cli,
    `  ${texts.plan.data}  ${values.data}  ${texts.plan.items({ count: count(dataset.count, language), shape })}`,
  );
  for (const { code, parameters } of dataset.problems.slice(0, MOST_WARNINGS))
    say(cli, noteText(cli, code, parameters));
  const more = dataset.problems.length - MOST_WARNINGS;
  if (more > 0) say(cli, `  ${texts.plan.moreWarnings({ count: more, data: values.data ?? "" })}`);
  const nets = Object.values(layout).map(({ name, parameters }) => `${name} ${count(parameters.size, language)}`);
  say(cli, `  ${texts.plan.nets}  ${nets.join(", ")} ${texts.plan.parameters}`);
  say(cli, `  ${texts.plan.runs}  ${resolve(terminal.cwd, values.out)}`);
  if (start !== undefined) for (const line of startLines(cli, start)) say(cli, `  ${line}`);
}
