/** @file Progress on a terminal: a few lines and a preview, redrawn in place at most ten times a second. */
import type { SamplePicture, Verdict } from "gantry/training";
import { clock, compact, count, short } from "../format.ts";
import { ambiguousWidth, speaksUnicode } from "../terminal.ts";
import type { Cli } from "../verb.ts";
import { cutTo, displayWidth } from "../width.ts";
import { type Course, type Evaluated, secondsLeft, shareDone } from "./course.ts";
import type { Progress } from "./progress.ts";
import { redrawnLines } from "./redrawn-lines.ts";

const REDRAW_MS = 100;

export interface BarOptions {
  /** What is trained: `strokes · dcgan · ns · seed 0`. */
  readonly title: string;
  /** What D's loss is when it can only guess, where the loss has such a value. */
  readonly guessing: number | null;
  /** Whether keys are listened to. */
  readonly keys: boolean;
  /** The run's folder as people find it. */
  readonly place: (run: string) => string;
  readonly preview: (picture: SamplePicture, columns: number) => readonly string[];
  readonly now: () => number;
}

export function barProgress(cli: Cli, options: BarOptions): Progress {
  const frame = redrawnLines(cli.terminal.err);
  const previewOf = previews(options.preview);
  let last = Number.NEGATIVE_INFINITY;
  const draw = (course: Course): void => {
    last = options.now();
    const columns = cli.terminal.err.columns();
    const preview = course.picture === null ? [] : previewOf(course.picture, columns);
    frame.draw([...frameLines(cli, options, course, columns), ...preview]);
  };
  return {
    show: (event, course) => {
      const important = event.type !== "metrics" && event.type !== "checkpoint";
      if (important || options.now() - last >= REDRAW_MS) draw(course);
    },
    say: frame.say,
    entered: frame.entered,
    end: (course) => {
      if (course.steps > 0) draw(course);
    },
  };
}

/** The newest picture's preview is kept as long as the terminal has its width. */
function previews(make: BarOptions["preview"]): BarOptions["preview"] {
  let kept: { readonly picture: SamplePicture; readonly columns: number; readonly lines: readonly string[] } | null =
    null;
  return (picture, columns) => {
    if (kept?.picture !== picture || kept.columns !== columns)
      kept = { picture, columns, lines: make(picture, columns) };
    return kept.lines;
  };
}

/** The lines above the preview, each fitted to the terminal. */
export function frameLines(cli: Cli, options: BarOptions, course: Course, columns: number): string[] {
  const { errPaint: paint, texts } = cli;
  const ambiguous = ambiguousWidth(cli.terminal);
  const cut = (text: string): string => cutTo(text, columns - 1, ambiguous);
  const dot = speaksUnicode(cli.terminal) ? " · " : ", ";
  const place = course.run === null ? "" : `  ${options.place(course.run)}`;
  return [
    paint.bold(cut(` ${texts.training.header}  ${options.title}${place}`)),
    barLine(cli, course, options.now(), columns),
    cut(` ${factsOf(cli, course).join(dot)}`),
    cut(` ${lossesOf(cli, course, options.guessing).join("   ")}`),
    ...(course.evaluation === null ? [] : [cut(` ${measuredOf(cli, course.evaluation, course.best).join(dot)}`)]),
    ...(course.verdict === null ? [] : [verdictLine(cli, course.verdict, cut)]),
    paint.dim(cut(` ${course.paused ? texts.training.paused : options.keys ? texts.training.keys : ""}`)),
  ];
}

/** Numbers stand before the bar: nothing is aligned after characters of unsure width. */
function barLine(cli: Cli, course: Course, now: number, columns: number): string {
  const { language, errPaint: paint, texts, terminal } = cli;
  const share = shareDone(course, now);
  const left = secondsLeft(course, now);
  const words = [
    `${Math.floor(100 * share)} %`.padStart(5),
    `${count(course.step, language)} / ${count(course.steps, language)}`,
    ...(left === null || course.status !== null ? [] : [texts.training.eta({ time: clock(left) })]),
  ].join("  ");
  const [full, empty] = barMarks(terminal);
  const room = Math.max(0, Math.min(60, columns - displayWidth(words) - 4));
  const filled = Math.round(room * share);
  return ` ${words}  ${paint.cyan(full.repeat(filled))}${paint.dim(empty.repeat(room - filled))}`;
}

/** Braille has one width everywhere; box lines look better where they have one too. */
function barMarks(terminal: Cli["terminal"]): readonly [string, string] {
  if (!speaksUnicode(terminal)) return ["#", "-"];
  return ambiguousWidth(terminal) === 2 ? ["⣿", "⣀"] : ["━", "─"];
}

function factsOf({ language, texts }: Cli, course: Course): string[] {
  const { training } = texts;
  const isPoints = course.picture?.kind === "points";
  const items = { count: compact(course.images, language) };
  return [
    training.step({ step: count(course.step, language) }),
    training.epoch({ epoch: count(course.epoch, language, 1) }),
    isPoints ? training.samples(items) : training.images(items),
    ...(course.msPerStep === 0 ? [] : [training.speed({ rate: short(1000 / course.msPerStep, language) })]),
    training.device(course),
  ];
}

/** `evaluated at 3,000 · sliced 0.021 · modes 8 · quality 91 % · best at 2,000` */
function measuredOf(cli: Cli, evaluation: Evaluated, best: Evaluated | null): string[] {
  const { language, texts } = cli;
  const { evaluatedAt, bestAt } = texts.training;
  const words = [evaluatedAt({ step: count(evaluation.step, language) }), ...evaluationWords(cli, evaluation)];
  return best === null || best.step === evaluation.step
    ? words
    : [...words, bestAt({ step: count(best.step, language) })];
}

/** Good news green, a warning yellow, what needs somebody red. */
const COLOURS: Readonly<Partial<Record<Verdict["word"], "green" | "red" | "dim">>> = {
  "warming up": "dim",
  healthy: "green",
  converged: "green",
  collapsed: "red",
  diverged: "red",
};

/** ` ● healthy: nothing looks wrong (D is right about 61 % of the examples)` */
export function verdictLine(
  { errPaint: paint, texts, terminal }: Cli,
  verdict: Verdict,
  cut: (text: string) => string = (text) => text,
): string {
  const dot = speaksUnicode(terminal) ? "●" : "*";
  const colour = paint[COLOURS[verdict.word] ?? "yellow"];
  return colour(cut(` ${dot} ${verdictText(texts, verdict)}`));
}

/** `healthy: nothing looks wrong (D is right about 61 % of the examples)` */
export function verdictText({ diagnosis: { words, why, measured } }: Cli["texts"], verdict: Verdict): string {
  const number = measured(verdict);
  return `${words[verdict.word]}: ${why[verdict.word]}${number === "" ? "" : ` (${number})`}`;
}

const NAMES: Readonly<Record<string, string>> = {
  lossD: "D",
  lossG: "G",
  dReal: "D(real)",
  dFake: "D(fake)",
  accuracyD: "D right",
};

function lossesOf({ language, texts }: Cli, { values, diversity }: Course, guessing: number | null): string[] {
  const known = Object.keys(NAMES).filter((name) => values[name] !== undefined);
  const others = ["penalty", "measure", "k"].filter((name) => values[name] !== undefined);
  const words = [...known, ...others].map(
    (name) => `${NAMES[name] ?? name} ${short(values[name] as number, language)}`,
  );
  if (guessing !== null && known[0] === "lossD")
    words[0] += ` (${texts.training.guessing({ value: short(guessing, language) })})`;
  if (diversity !== null) words.push(texts.training.diversity({ value: `${Math.round(100 * diversity)} %` }));
  return words;
}

/** `sliced 0.021`, and of a mixture `modes 8`, `quality 91 %`. */
export function evaluationWords({ language, texts: { training } }: Cli, evaluation: Evaluated): string[] {
  const { metric, value, modes, hq } = evaluation;
  const found = [`${metric} ${short(value, language)}`];
  if (modes !== undefined) found.push(training.modes({ count: count(modes, language) }));
  if (hq !== undefined) found.push(training.quality({ value: `${Math.round(100 * hq)} %` }));
  return found;
}
