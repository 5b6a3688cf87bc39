/**
 * @file What a new run settles about its machine before it begins: how many threads, and how each convolution is
 * computed. Both are measured once, kept in a file of the user's, and written into the run, which a resume follows.
 */
import { sha256 } from "../data/sha256.ts";
import { topologicalOrder } from "../graph/node.ts";
import { type Program, resultsOf } from "../graph/program.ts";
import type { ErrorCode, ErrorParameters } from "../messages/errors.ts";
import type { ConvolutionChoices } from "../onnx/convolution-choices.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import type { Runtime } from "../runtime/runtime.ts";
import {
  hasConvolutions,
  type MeasuredGroups,
  type Tuned,
  tuneConvolutions,
  usualChoices,
} from "../runtime/tune-convolutions.ts";
import { mayTuneThreads, tuneThreads } from "../runtime/tune-threads.ts";
import { fusedStep } from "../steps/step.ts";
import type { StopSignal } from "./course.ts";
import type { TrainEvent } from "./events.ts";
import type { Plan } from "./plan.ts";
import { addTuned, machineHere, readTuned, tunedFile } from "./tuned-cache.node.ts";
import type { TunedEntry } from "./tuned-cache.ts";

export interface TuningOptions {
  /** Where measurements are kept; `tunedFile()` by default. */
  readonly file?: string;
  /** Milliseconds after which measuring ends, of threads and convolutions together. */
  readonly budget?: number;
}

/** What a run computes with. */
export interface Tuning {
  readonly threads: number;
  /** Whether the number of threads was measured, now or before, and nobody gave it. */
  readonly threadsMeasured: boolean;
  readonly choices: ConvolutionChoices;
}

const BUDGET = 6000;
/** Who waits longer than this is told why, in milliseconds. */
const NOTICEABLE = 1000;

/** Without measuring: what the plan and the fixed rule say. */
export function fixedTuning({ game, layout, config: { values } }: Plan): Tuning {
  const choices = usualChoices(fusedStep(game, layout).program, values.precision);
  return { threads: values.threads, threadsMeasured: false, choices };
}

/** Settles both for a plan on the processor; says so where it takes a while. */
export async function* tuneRun(
  plan: Plan,
  stop: StopSignal,
  { file = tunedFile(), budget = BUDGET }: TuningOptions = {},
): AsyncGenerator<TrainEvent, Tuning> {
  const { program } = fusedStep(plan.game, plan.layout);
  const { values, origins } = plan.config;
  const known = await readTuned(file, machineHere());
  if (known.problem !== null) yield alert(known.problem === "foreign" ? "W403" : "W404", { path: file });
  const end = performance.now() + budget;
  const work: Work = {
    ...{ program, known: known.entry, path: known.problem === null ? file : null },
    ...{ timeLeft: () => end - performance.now(), stopped: () => stop.requested() !== null },
  };
  const given = { threads: values.threads, threadsMeasured: false, found: {} };
  const { found, ...counted } = origins.threads === "default" ? await countThreads(work, values.threads) : given;
  const { choices, measured } = yield* chooseAloud(work, counted.threads);
  const added = additions(found, counted.threads, measured);
  if (known.problem === null && added !== null && !(await addTuned(file, machineHere(), added))) {
    yield alert("W404", { path: file });
  }
  return { ...counted, choices };
}

const alert = <C extends ErrorCode>(code: C, parameters: ErrorParameters<C>): TrainEvent => ({
  type: "alert",
  step: 0,
  code,
  parameters: { ...parameters },
});

/** @returns null where nothing is new */
function additions(found: TunedEntry["threads"], threads: number, measured: MeasuredGroups): TunedEntry | null {
  const [counts, groups] = [Object.keys(found).length, Object.keys(measured).length];
  if (counts + groups === 0) return null;
  return { threads: found, convolutions: groups === 0 ? {} : { [threads]: measured } };
}

/** What both measurements go by. */
interface Work {
  readonly program: Program;
  readonly known: TunedEntry;
  /** Of the file that will keep it; null where none will. */
  readonly path: string | null;
  readonly timeLeft: () => number;
  readonly stopped: () => boolean;
}

interface Counted extends Pick<Tuning, "threads" | "threadsMeasured"> {
  /** What is new. */
  readonly found: TunedEntry["threads"];
}

async function countThreads({ program, known, timeLeft, stopped }: Work, all: number): Promise<Counted> {
  if (!mayTuneThreads(program, all)) return { threads: all, threadsMeasured: false, found: {} };
  const key = `${fingerprintOf(program)} of ${all}`;
  const former = known.threads[key];
  if (former !== undefined && former <= all) return { threads: former, threadsMeasured: true, found: {} };
  const open = (threads: number): Runtime => nodeRuntime({ threads });
  const options = { open, clock: () => performance.now(), budget: timeLeft(), stopped };
  const { threads, finished } = await tuneThreads(program, all, options);
  return { threads, threadsMeasured: finished || threads !== all, found: finished ? { [key]: threads } : {} };
}

/** The same for programs that cost the same: primitives and shapes in their order. */
const fingerprintOf = (program: Program): string =>
  sha256(
    topologicalOrder(resultsOf(program))
      .map(({ op, shape }) => `${op.kind} ${shape}`)
      .join("\n"),
  ).slice(0, 16);

async function* chooseAloud(
  { program, known, path, timeLeft, stopped }: Work,
  threads: number,
): AsyncGenerator<TrainEvent, Pick<Tuned, "choices" | "measured">> {
  if (!hasConvolutions(program)) return { choices: {}, measured: {} };
  const tuning = tuneConvolutions({
    ...{ program, stopped, budget: timeLeft(), runtime: nodeRuntime({ threads }) },
    ...{ known: known.convolutions[threads] ?? {}, clock: () => performance.now() },
  });
  let told = false;
  for (;;) {
    const { done, value } = await tuning.next();
    if (done === true) {
      if (value.left > 0 && !stopped()) yield alert("W405", { left: value.left });
      return value;
    }
    if (!told && value.expected > NOTICEABLE) {
      yield alert("W402", { total: value.total, path });
      told = true;
    }
  }
}
