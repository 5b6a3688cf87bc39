/** @file Progress in a pipe: a line every 10 seconds or 5 %, the same in every language, to be grepped. */
import type { Cli } from "../verb.ts";
import { type Course, secondsLeft, shareDone } from "./course.ts";
import type { Progress } from "./progress.ts";

const EVERY_MS = 10_000;
const EVERY_SHARE = 0.05;

const plain = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);

/** Of what is logged; the rest is in metrics.jsonl. Quantiles and what looks at samples say would fill lines. */
const LEFT_OUT = /^(dReal|dFake)\d\d$|^update|^(distance|distanceFloor|coverage|precision|duplicates|copied|motion)$/;

/** `step=3400/5000 68% eta=5s steps/s=702 lossD=1.31 lossG=0.74 diversity=0.97 verdict=healthy sample=samples/003400.png` */
export function progressLine(course: Course, now: number): string {
  const { step, steps, msPerStep, values, diversity, verdict, evaluation, best, samplePath } = course;
  const left = secondsLeft(course, now);
  const words = [
    `step=${step}/${steps}`,
    `${Math.floor(100 * shareDone(course, now))}%`,
    ...(left === null ? [] : [`eta=${Math.round(left)}s`]),
    ...(msPerStep === 0 ? [] : [`steps/s=${plain(1000 / msPerStep)}`]),
    ...Object.entries({ ...values, ...(diversity === null ? {} : { diversity }) })
      .filter(([name]) => !LEFT_OUT.test(name))
      .map(([name, value]) => `${name}=${plain(value)}`),
    ...(verdict === null ? [] : [`verdict=${verdict.word.replaceAll(" ", "-")}`]),
    ...(evaluation === null ? [] : [`${evaluation.metric}=${plain(evaluation.value)}`]),
    ...(best === null ? [] : [`best=${best.step}`]),
    ...(samplePath === null ? [] : [`sample=${samplePath}`]),
  ];
  return words.join(" ");
}

export function linesProgress({ terminal }: Cli, now: () => number): Progress {
  let last = { time: Number.NEGATIVE_INFINITY, share: -1, step: -1 };
  const say = (text: string): void => terminal.err.write(`${text}\n`);
  const write = (course: Course): void => {
    last = { time: now(), share: shareDone(course, now()), step: course.step };
    say(progressLine(course, now()));
  };
  return {
    show: (event, course) => {
      if (event.type !== "metrics") return;
      const due = now() - last.time >= EVERY_MS || shareDone(course, now()) - last.share >= EVERY_SHARE;
      if (due) write(course);
    },
    say,
    entered: () => {},
    end: (course) => {
      if (course.step !== last.step && course.steps > 0) write(course);
    },
  };
}
