/**
 * @file What a new run settles about its machine before it begins: how many threads, and how each convolution is
 * computed. Both are measured once, kept in a file of the user's, and written into the run, which a resume follows.
 */
import { sha256 } from "../data/sha256.ts";
import { topologicalOrder } from "../graph/node.ts";
import { type Program, resultsOf } from "../graph/program.ts";
import type { ConvolutionChoices } from "../onnx/convolution-choices.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { hasConvolutions, type Tuned, tuneConvolutions, usualChoices } from "../runtime/tune-convolutions.ts";
import { mayTuneThreads, tuneThreads } from "../runtime/tune-threads.ts";
import { fusedStep } from "../steps/step.ts";
import type { StopSignal } from "./course.ts";
import type { TrainEvent } from "./events.ts";
import type { Plan } from "./plan.ts";
import { addTuned, machineHere, type ReadEntry, readTuned, tunedFile } from "./tuned-cache.node.ts";
import { emptyEntry } from "./tuned-cache.ts";

export interface TuningOptions {
  /** Where measurements are kept; `tunedFile()` by default. */
  readonly file?: string;
  /** Milliseconds after which no further geometry is measured. */
  readonly budget?: number;
}

/** What a run computes with. */
export interface Tuning {
  readonly threads: number;
  readonly choices: ConvolutionChoices;
}

const BUDGET = 6000;
/** Who waits longer than this is told why, in milliseconds. */
const NOTICEABLE = 1000;

/** Settles both for a plan on the processor; says so where it takes a while. */
export async function* tuneRun(
  plan: Plan,
  stop: StopSignal,
  { file = tunedFile(), budget = BUDGET }: TuningOptions = {},
): AsyncGenerator<TrainEvent, Tuning> {
  const { program } = fusedStep(plan.game, plan.layout);
  const { values, origins } = plan.config;
  if (!values.autotune) return { threads: values.threads, choices: choicesWithout(program) };
  const known = await readTuned(file, machineHere());
  if (known.damaged) yield { type: "alert", step: 0, code: "W403", parameters: { path: file } };
  const threads =
    origins.threads === "default" ? await threadsFor(program, values.threads, known, file) : values.threads;
  if (!hasConvolutions(program)) return { threads, choices: {} };
  const tuned = yield* tuneAloud({ program, threads, known, stop, budget });
  const measured = Object.keys(tuned.measured).length > 0;
  const added = { ...emptyEntry, convolutions: { [threads]: tuned.measured } };
  if (measured && !(await addTuned(file, machineHere(), added))) {
    yield { type: "alert", step: 0, code: "W404", parameters: { path: file } };
  }
  return { threads, choices: tuned.choices };
}

const choicesWithout = (program: Program): ConvolutionChoices =>
  hasConvolutions(program) ? usualChoices(program) : {};

async function threadsFor(program: Program, all: number, { entry }: ReadEntry, file: string): Promise<number> {
  if (!mayTuneThreads(program, all)) return all;
  const key = `${fingerprintOf(program)} of ${all}`;
  const former = entry.threads[key];
  if (former !== undefined && former <= all) return former;
  const open = (threads: number) => nodeRuntime({ threads });
  const threads = await tuneThreads(program, all, { open, clock: () => performance.now() });
  await addTuned(file, machineHere(), { ...emptyEntry, threads: { [key]: threads } });
  return threads;
}

/** The same for programs that cost the same: primitives and shapes in their order. */
const fingerprintOf = (program: Program): string =>
  sha256(
    topologicalOrder(resultsOf(program))
      .map(({ op, shape }) => `${op.kind} ${shape}`)
      .join("\n"),
  ).slice(0, 16);

interface AloudOptions {
  readonly program: Program;
  readonly threads: number;
  readonly known: ReadEntry;
  readonly stop: StopSignal;
  readonly budget: number;
}

async function* tuneAloud({ program, threads, known, stop, budget }: AloudOptions): AsyncGenerator<TrainEvent, Tuned> {
  const tuning = tuneConvolutions({
    program,
    budget,
    runtime: nodeRuntime({ threads }),
    known: known.entry.convolutions[threads] ?? {},
    clock: () => performance.now(),
    stopped: () => stop.requested() !== null,
  });
  let told = false;
  for (;;) {
    const { done, value } = await tuning.next();
    if (done === true) {
      if (value.left > 0) yield { type: "alert", step: 0, code: "W405", parameters: { left: value.left } };
      return value;
    }
    if (!told && value.expected > NOTICEABLE) {
      yield { type: "alert", step: 0, code: "W402", parameters: { total: value.total } };
      told = true;
    }
  }
}
