/** @file `gantry resume`: a run goes on from its last checkpoint to the same bits. */
import { dirname } from "node:path";
import { GantryError } from "gantry/base";
import { listRuns, openRun, type RunFolder } from "gantry/store/node";
import { resume } from "gantry/training/node";
import { followRun } from "../follow-run.ts";
import { previewer } from "../preview.ts";
import { openStudioBeside } from "../studio-beside.ts";
import { type Call, runsOption, type Verb } from "../verb.ts";
import { displayOptions, guessingLoss } from "./train.ts";

export const resumeVerb: Verb = {
  name: "resume",
  words: ["[run]"],
  options: [
    { name: "steps", type: { kind: "text" }, default: null, argument: "n|+n" },
    { name: "minutes", type: { kind: "number", above: 0 }, default: null, argument: "n" },
    runsOption,
    ...displayOptions,
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const root = options.text("runs") as string;
  const folder = words[0] === undefined ? await newestUnfinished(root) : await openRun(words[0], { root });
  const asked = options.text("steps");
  const steps = asked === null ? null : await stepsOf(asked, folder);
  const minutes = options.number("minutes");
  if (options.flag("studio")) await openStudioBeside(cli, dirname(folder.path));
  const controller = new AbortController();
  const { recipe, data, seed, config } = folder.record;
  const loss = config.loss?.value;
  return followRun(cli, {
    events: resume(folder.path, {
      signal: controller.signal,
      ...(steps === null ? {} : { steps }),
      ...(minutes === null ? {} : { minutes }),
    }),
    controller,
    title: [data.name, recipe, ...(typeof loss === "string" ? [loss] : []), `seed ${seed}`].join(", "),
    guessing: guessingLoss(loss),
    minutes,
    progress: options.text("progress") as string,
    preview: previewer(cli, options.text("preview") as string),
  });
}

/** `5000`: that step in all; `+5000`: so many more than the last checkpoint has. @throws E101 */
async function stepsOf(text: string, folder: RunFolder): Promise<number> {
  const more = text.startsWith("+");
  const number = Number(text.slice(more ? 1 : 0));
  if (!Number.isInteger(number) || number < 1) {
    throw new GantryError("E101", { where: "--steps", expected: { kind: "integer", min: 1 }, got: text });
  }
  const { steps } = await folder.checkpoints();
  return more ? (steps.at(-1) ?? 0) + number : number;
}

/** @throws E208 where every run is finished, or there is none */
async function newestUnfinished(root: string): Promise<RunFolder> {
  const { runs } = await listRuns(root);
  for (const candidate of [...runs].reverse()) {
    const state = (await candidate.status())?.state;
    if (state !== "done" && state !== "training") return candidate;
  }
  throw new GantryError("E208", { root });
}
