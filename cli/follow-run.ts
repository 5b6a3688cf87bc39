/** @file A training run from its first event to its result: progress, keys, Ctrl-C, and what is said at the end. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { isGantryError } from "gantry/base";
import type { ErrorCode } from "gantry/messages";
import { appendRequest } from "gantry/store/node";
import type { SamplePicture, TrainEvent } from "gantry/training";
import { EXIT } from "./faults.ts";
import { count, duration, short } from "./format.ts";
import { leaveReport, REPORT_FILE } from "./leave-report.ts";
import { barProgress, evaluationWords, verdictText } from "./progress/bar.ts";
import { type Course, follow, freshCourse } from "./progress/course.ts";
import { jsonProgress, noProgress } from "./progress/json.ts";
import { linesProgress } from "./progress/lines.ts";
import { type Progress, progressKind } from "./progress/progress.ts";
import { noteText } from "./talk.ts";
import { mayAsk } from "./terminal.ts";
import type { Cli } from "./verb.ts";
import { tableLines } from "./width.ts";

export interface FollowOptions {
  readonly events: AsyncIterable<TrainEvent>;
  /** Aborting it finishes the step, saves, and ends the events. */
  readonly controller: AbortController;
  readonly title: string;
  readonly guessing: number | null;
  readonly minutes: number | null;
  /** `auto`, `bar`, `lines`, `json` or `none`. */
  readonly progress: string;
  readonly preview: (picture: SamplePicture, columns: number) => readonly string[];
}

const now = (): number => performance.now();

/** @returns the exit code; what training throws is thrown on, after the display was closed */
export async function followRun(cli: Cli, options: FollowOptions): Promise<number> {
  let course = freshCourse(options.minutes);
  const progress = progressOf(cli, options);
  const stopListening = listen(cli, options.controller, progress, () => course);
  try {
    for await (const event of options.events) {
      course = follow(course, event, now());
      if (event.type === "alert") progress.say(noteText(cli, event.code as ErrorCode, event.parameters));
      progress.show(event, course);
    }
    await leaveReport(cli, course.run, progress.say);
  } catch (error) {
    if (isGantryError(error) && error.code === "E490") await leaveReport(cli, course.run, progress.say); // it shows how it came to that
    throw error;
  } finally {
    stopListening();
    progress.end(course);
  }
  showResult(cli, course);
  if (course.status === "collapsed") return EXIT.collapsed;
  return course.status === "interrupted" ? EXIT.interrupted : EXIT.done;
}

function progressOf(cli: Cli, { title, guessing, progress, preview }: FollowOptions): Progress {
  const place = (run: string): string => placeOf(cli, run);
  switch (progressKind(progress, cli)) {
    case "bar":
      return barProgress(cli, { title, guessing, keys: mayAsk(cli.terminal), place, preview, now });
    case "lines":
      return linesProgress(cli, now);
    case "json":
      return jsonProgress(cli);
    case "none":
      return noProgress(cli);
  }
}

/** A path as people would type it here. */
export function placeOf({ terminal }: Cli, path: string): string {
  const near = relative(terminal.cwd, path);
  return near === "" ? "." : near.startsWith("..") ? path : near;
}

/** Ctrl-C, and on a terminal the keys. @returns how to stop */
function listen(cli: Cli, controller: AbortController, progress: Progress, course: () => Course): () => void {
  const finish = (): void => {
    if (controller.signal.aborted) {
      cli.terminal.stopNow();
      return;
    }
    progress.say(`\n  ${cli.texts.training.finishing({ step: count(course().step + 1, cli.language) })}`);
    controller.abort();
  };
  const release = cli.terminal.onInterrupt(finish);
  // A second Ctrl-C may come as the run ends: it is still ours, so that the exit code is too.
  const stopInterrupts = (): void => {
    if (!controller.signal.aborted) release();
  };
  if (!mayAsk(cli.terminal)) return stopInterrupts;
  const lines = createInterface({ input: cli.terminal.input, terminal: false });
  lines.on("line", (line) => {
    progress.entered();
    onKey(line.trim().toLowerCase(), cli, progress, course(), finish);
  });
  return () => {
    lines.close();
    stopInterrupts();
  };
}

function onKey(key: string, cli: Cli, progress: Progress, course: Course, finish: () => void): void {
  const { asked } = cli.texts.training;
  const { run } = course;
  if (key === "q") finish();
  if (run === null) return;
  const ask = (type: "save" | "pause" | "resume"): void => {
    progress.say(`  ${asked[type]}`);
    appendRequest(run, { type }).catch((error: unknown) => progress.say(String(error)));
  };
  if (key === "s") ask("save");
  if (key === "p") ask(course.paused ? "resume" : "pause");
  if (key === "o") openFolder(run);
}

/** Shows a folder in the system's file manager; a machine without one shows nothing. */
function openFolder(path: string): void {
  const command = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  spawn(command, [path], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

function showResult(cli: Cli, course: Course): void {
  const { run, step, status } = course;
  if (cli.json) {
    const { best, verdict } = course;
    cli.terminal.out.write(`${JSON.stringify({ run, status, step, verdict: verdict?.word ?? null, best })}\n`);
    return;
  }
  if (run === null || cli.quiet) return;
  const said = course.verdict === null ? [] : [verdictText(cli.texts, course.verdict)];
  const lines = [
    headline(cli, course),
    ...said,
    ...tableLines([...takeaways(cli, course, run), ...bestStep(cli, course), nextStep(cli, course, run)]),
  ];
  cli.terminal.out.write(`${lines.map((line) => `  ${line}`).join("\n")}\n`);
}

function headline(cli: Cli, { from, step, status, evaluation }: Course): string {
  const { texts, language, outPaint } = cli;
  if (status === "interrupted") return outPaint.bold(texts.training.interrupted({ step: count(step, language) }));
  if (status === "collapsed") return outPaint.bold(texts.training.collapsed({ step: count(step, language) }));
  if (status === "stopped") return texts.training.stopped({ step: count(step, language) });
  const time = duration((now() - from.time) / 1000, language);
  const done = texts.training.done({ steps: count(step - from.step, language), time });
  const last = evaluation !== null && evaluation.step === step ? evaluationWords(cli, evaluation) : [];
  return outPaint.bold([done, ...last].join(", "));
}

/** Files that are there now, each with its label. */
function takeaways(cli: Cli, { samplePath, checkpoint }: Course, run: string): string[][] {
  const { look, generator, classifier, report, saved } = cli.texts.training;
  const files = [
    [look, samplePath],
    [generator, "generator.onnx"],
    [classifier, "classifier.onnx"],
    [report, REPORT_FILE],
    [saved, checkpoint],
  ] as const;
  return files
    .filter(([, file]) => file !== null && existsSync(join(run, file)))
    .map(([label, file]) => [label, placeOf(cli, join(run, file as string))]);
}

/** Where it is not the last step: that one is saved in any case. */
function bestStep({ texts, language }: Cli, { best, step }: Course): string[][] {
  if (best === null || best.step === step) return [];
  const { best: label, bestStep: text } = texts.training;
  return [[label, text({ step: count(best.step, language), metric: best.metric, value: short(best.value, language) })]];
}

function nextStep(cli: Cli, { status }: Course, run: string): string[] {
  const { goOn, more } = cli.texts.training;
  const place = placeOf(cli, run);
  const quoted = /\s/.test(place) ? `"${place}"` : place;
  return status === "done" ? [more, `gantry sample ${quoted} --n 16`] : [goOn, `gantry resume ${quoted}`];
}
