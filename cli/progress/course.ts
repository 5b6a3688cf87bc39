/** @file Where a run is, gathered from its events: what every kind of progress display shows. */
import type { SamplePicture, TrainEvent, TrainStatus, Verdict } from "gantry/training";

/** What a step was worth. */
export interface Evaluated {
  readonly step: number;
  readonly metric: string;
  readonly value: number;
  /** How many modes were found, and the share of good samples; of a mixture whose modes are known. */
  readonly modes?: number;
  readonly hq?: number;
}

export interface Course {
  readonly run: string | null;
  readonly device: string;
  readonly threads: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** Step at which this process began, and when, in milliseconds. */
  readonly from: { readonly step: number; readonly time: number };
  readonly step: number;
  readonly steps: number;
  readonly minutes: number | null;
  readonly images: number;
  readonly epoch: number;
  /** Smoothed; 0 before the first measurement. */
  readonly msPerStep: number;
  readonly values: Readonly<Record<string, number>>;
  /** Of the newest samples, as a share of the real data's; null before the first. */
  readonly diversity: number | null;
  /** Null before the first. */
  readonly verdict: Verdict | null;
  readonly samplePath: string | null;
  readonly picture: SamplePicture | null;
  readonly checkpoint: string | null;
  /** The newest evaluation, by the metric that decides, and the best of this process. */
  readonly evaluation: Evaluated | null;
  readonly best: Evaluated | null;
  readonly paused: boolean;
  readonly status: TrainStatus | null;
}

export const freshCourse = (minutes: number | null): Course => ({
  run: null,
  device: "",
  threads: 0,
  parameters: {},
  from: { step: 0, time: 0 },
  step: 0,
  steps: 0,
  minutes,
  images: 0,
  epoch: 0,
  msPerStep: 0,
  values: {},
  diversity: null,
  verdict: null,
  samplePath: null,
  picture: null,
  checkpoint: null,
  evaluation: null,
  best: null,
  paused: false,
  status: null,
});

/** A measurement counts by the time it took, with a memory of seconds: steady to read, quick to follow the machine. */
const MEMORY_MS = 3000;

/** The first step is left out: it warms up. */
function paceOf(course: Course, event: Extract<TrainEvent, { type: "metrics" }>): number {
  const steps = event.step - course.step;
  if (course.msPerStep === 0) return event.step <= course.from.step + 1 ? 0 : event.msPerStep;
  const weight = 1 - Math.exp((-steps * event.msPerStep) / MEMORY_MS);
  return course.msPerStep + weight * (event.msPerStep - course.msPerStep);
}

/** What each kind of event changes. */
const changes: {
  readonly [T in TrainEvent["type"]]: (
    event: Extract<TrainEvent, { readonly type: T }>,
    course: Course,
    now: number,
  ) => Partial<Course>;
} = {
  start: ({ run, device, threads, parameters, step, steps, verdict }, _, now) => ({
    ...{ run, device, threads, parameters, step, steps, verdict },
    from: { step, time: now },
  }),
  metrics: (event, course) => {
    const { step, images, epoch, values } = event;
    return { step, images, epoch, values, paused: false, msPerStep: paceOf(course, event) };
  },
  sample: ({ step, path, picture, diversity }, course) => ({
    ...{ step: Math.max(course.step, step), samplePath: path, picture, diversity },
  }),
  evaluation: ({ step, metric, values, best }, course) => {
    const { modes, hq } = values;
    const known = typeof modes === "number" && typeof hq === "number" ? { modes, hq } : {};
    const evaluation = { step, metric, value: values[metric] ?? Number.NaN, ...known };
    return { evaluation, best: best ? evaluation : course.best };
  },
  verdict: ({ verdict }) => ({ verdict }),
  checkpoint: ({ path }) => ({ checkpoint: path }),
  alert: ({ code }) => ({ paused: code === "W400" }),
  end: ({ step, status }) => ({ step, status }),
};

/** @param now milliseconds, of the clock `from.time` is on */
export function follow(course: Course, event: TrainEvent, now: number): Course {
  const change = changes[event.type] as (event: TrainEvent, course: Course, now: number) => Partial<Course>;
  return { ...course, ...change(event, course, now) };
}

/** How much is done, 0 … 1: by steps, or by the clock where that ends the run sooner. */
export function shareDone({ step, steps, from, minutes }: Course, now: number): number {
  const bySteps = steps === 0 ? 0 : step / steps;
  const byClock = minutes === null ? 0 : (now - from.time) / (minutes * 60_000);
  return Math.min(1, Math.max(bySteps, byClock));
}

/** Seconds to go; null before anything was measured. */
export function secondsLeft({ step, steps, from, minutes, msPerStep }: Course, now: number): number | null {
  const byClock = minutes === null ? Number.POSITIVE_INFINITY : minutes * 60 - (now - from.time) / 1000;
  const bySteps = msPerStep === 0 ? Number.POSITIVE_INFINITY : ((steps - step) * msPerStep) / 1000;
  const left = Math.min(byClock, bySteps);
  return Number.isFinite(left) ? Math.max(0, left) : null;
}
