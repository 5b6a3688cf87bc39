/**
 * @file `gantry theory`: what the paper proves, with numbers; or its Figure 1, of a run on the line or of a lesson that
 * is trained on the spot.
 */
import { GantryError } from "gantry/base";
import { nodeRuntime } from "gantry/runtime/node";
import { openRun } from "gantry/store/node";
import { placeOf } from "../follow-run.ts";
import { count, short } from "../format.ts";
import { say } from "../talk.ts";
import { type Call, type Cli, runsOption, type Verb } from "../verb.ts";
import { tableLines } from "../width.ts";
import { checkFigureName, drawFigure, type Figure, type LineData, type Look, writeFigure } from "./theory-figure.ts";
import { LESSON_STEPS, lessonData, openLesson, takeLesson } from "./theory-lesson.ts";
import { type LineGame, openLineGame } from "./theory-line.ts";
import { openLineRun } from "./theory-run.ts";
import { theoryFacts, theoryLines } from "./theory-table.ts";

const LESSONS = ["normal-from-uniform"] as const;

export const theoryVerb: Verb = {
  name: "theory",
  words: ["[run]"],
  options: [
    { name: "lesson", type: { kind: "choice", choices: LESSONS }, default: null, argument: "name" },
    { name: "out", type: { kind: "text" }, default: null, argument: "file" },
    { name: "panels", type: { kind: "list" }, default: null, argument: "a,b" },
    { name: "steps", type: { kind: "integer", min: 10, max: 100_000 }, default: LESSON_STEPS, argument: "n" },
    { name: "seed", type: { kind: "integer", min: 0, max: 2 ** 32 - 1 }, default: 0, argument: "n" },
    runsOption,
  ],
  run,
};

const DEFAULT_OUT = "figure-one.svg";

async function run(call: Call): Promise<number> {
  const { cli, words, options } = call;
  const [lesson, out] = [options.text("lesson"), options.text("out")];
  const name = words[0];
  if (name !== undefined && lesson !== null) {
    throw new GantryError("E207", { where: "--lesson", expected: "a run or a lesson, not both", got: name });
  }
  if (name === undefined && lesson === null) {
    if (out !== null)
      throw new GantryError("E207", { where: "--out", expected: "a run or --lesson to draw", got: out });
    return showTable(cli);
  }
  checkFigureName(out ?? DEFAULT_OUT);
  return name === undefined ? drawLesson(call) : drawRun(call, name);
}

function showTable(cli: Cli): number {
  const facts = theoryFacts();
  const { out } = cli.terminal;
  out.write(cli.json ? `${JSON.stringify(facts)}\n` : `${theoryLines(cli, facts).join("\n")}\n`);
  return 0;
}

async function drawLesson({ cli, options }: Call): Promise<number> {
  const [steps, seed] = [options.number("steps") as number, options.number("seed") as number];
  const runtime = nodeRuntime({ threads: 1 }); // the networks are small: a second thread would wait
  const { dataset, data } = lessonData();
  say(cli, `  ${cli.texts.theory.figure.training({ steps: count(steps, cli.language) })}`);
  const lesson = await openLesson({ runtime, dataset, seed, steps });
  try {
    const line = await openLineGame(runtime, lesson.game, lesson.layout);
    const looks = await takeLesson(cli, lesson, line, steps);
    return await finish(
      { cli, options },
      line,
      { data, looks, critic: false },
      { lesson: options.text("lesson"), seed },
    );
  } finally {
    await lesson.release();
  }
}

async function drawRun({ cli, options }: Call, name: string): Promise<number> {
  const run = await openRun(name, { root: options.text("runs") as string });
  const { game, layout, ...shown } = await openLineRun(cli, run, options.list("panels"));
  const line = await openLineGame(nodeRuntime({ threads: 1 }), game, layout);
  return finish({ cli, options }, line, shown, { run: run.path });
}

interface Shown {
  readonly data: LineData;
  readonly looks: readonly Look[];
  readonly critic: boolean;
}

/** Draws, writes, says the numbers, and lets go of the game. */
async function finish(
  { cli, options }: Pick<Call, "cli" | "options">,
  line: LineGame,
  { data, looks, critic }: Shown,
  about: Readonly<Record<string, unknown>>,
): Promise<number> {
  try {
    const figure = await drawFigure(cli, line, data, looks, critic);
    const file = await writeFigure(cli, options.text("out") ?? DEFAULT_OUT, figure.svg);
    const { out } = cli.terminal;
    if (cli.json) out.write(`${JSON.stringify({ file, ...about, panels: figure.panels })}\n`);
    else if (!cli.quiet) out.write(`${[...figureLines(cli, figure), placeOf(cli, file)].join("\n")}\n`);
    if (critic) say(cli, `  ${cli.texts.theory.figure.critic}`);
    return 0;
  } finally {
    await line.release();
  }
}

function figureLines(cli: Cli, { panels }: Figure): string[] {
  const { columns, sampled } = cli.texts.theory.figure;
  const fixed = (value: number | null): string => (value === null ? "–" : value.toFixed(4));
  const rows = panels.map((one) => [one.title, ...[one.jsd, one.w1, one.vStar, one.value, one.gap].map(fixed)]);
  const floor = Math.max(...panels.map((one) => one.floor));
  return [
    ...tableLines([[columns.panel, columns.jsd, columns.w1, columns.most, columns.value, columns.gap], ...rows]),
    ...(floor > 0 ? [sampled({ floor: short(floor, cli.language) })] : []),
  ];
}
