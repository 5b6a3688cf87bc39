/**
 * @file A whole run on this thread: folder, runtime, loop, and what is left at the end (generator, report). The worker
 * calls this; so does a library user whose game is a function, which cannot cross threads.
 */
import { version as nodeVersion } from "node:process";
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { configFromRecord, type ResolvedConfig } from "../config/index.ts";
import { type NodeDevice, nodeRuntime } from "../runtime/ort.node.ts";
import { createRun, resumeRun } from "../store/create-run.node.ts";
import type { FolderRun } from "../store/folder.node.ts";
import { openRun } from "../store/open-run.node.ts";
import { GENERATOR_FILE, REPORT_FILE } from "../store/run-files.ts";
import type { Checkpoint } from "../store/run-store.ts";
import { encodePng } from "../views/png.node.ts";
import { reportHtml } from "../views/report.ts";
import { reportInputOf } from "../views/report-input.node.ts";
import { drawingOf, drawReals } from "./drawing.ts";
import type { TrainEvent } from "./events.ts";
import { generatorModel } from "./generator.ts";
import { type StopSignal, trainLoop } from "./loop.ts";
import { planFromConfig } from "./plan.node.ts";
import type { Plan } from "./plan.ts";
import { type Machinery, recordOf } from "./record.ts";

/** Begin a planned run, or continue one to `steps` in all. */
export type RunRequest =
  | { readonly kind: "new"; readonly plan: Plan }
  | {
      readonly kind: "resume";
      readonly run: string;
      readonly root: string;
      readonly steps: number | null;
      readonly minutes: number | null;
    };

/** @throws what planning, the store and the loop throw */
export async function* runHere(request: RunRequest, stop: StopSignal): AsyncGenerator<TrainEvent> {
  const begun = request.kind === "new" ? await beginRun(request.plan) : await continueRun(request);
  const { store, plan, checkpoint, steps, minutes } = begun;
  try {
    yield* damageAlerts(checkpoint);
    for await (const event of trainLoop({ ...loopOptions(plan, store), steps, minutes, checkpoint, stop })) {
      if (event.type === "end") await writeReport(store, plan);
      yield event;
    }
  } finally {
    await store.close();
  }
}

/** Everything about the run so far, as one page. */
async function writeReport(store: FolderRun, { config }: Plan): Promise<void> {
  const input = await reportInputOf(await openRun(store.path));
  const page = reportHtml(input, { language: config.values.lang });
  await store.file(REPORT_FILE, new TextEncoder().encode(page));
}

interface Begun {
  readonly store: FolderRun;
  readonly plan: Plan;
  readonly checkpoint: Checkpoint | null;
  readonly steps: number;
  readonly minutes: number | null;
}

async function beginRun(plan: Plan): Promise<Begun> {
  const { values } = plan.config;
  const store = await createRun({
    root: values.out,
    ...(values.run === null ? {} : { name: values.run }),
    record: recordOf(plan, machineryOf(plan)),
    keep: { last: values.keep, every: 10 },
  });
  await store.reals(encodePng(drawReals(plan.dataset, values.seed)));
  return { store, plan, checkpoint: null, steps: values.steps, minutes: values.minutes };
}

/** @throws E508 somebody trains it, E515 the data changed, E516 nothing is left to do */
async function continueRun({ run, root, steps, minutes }: Extract<RunRequest, { kind: "resume" }>): Promise<Begun> {
  const store = await resumeRun(run, { root });
  try {
    const config = configFromRecord(store.record.config as Parameters<typeof configFromRecord>[0]);
    const plan = await planFromConfig(config);
    const { fingerprint } = plan.dataset;
    if (fingerprint !== store.record.data.fingerprint) {
      const { spec, fingerprint: expected } = store.record.data;
      throw new GantryError("E515", { run: store.path, data: spec, expected, got: fingerprint });
    }
    const checkpoint = await store.readCheckpoint("last");
    const target = steps ?? (await store.readStatus())?.steps ?? config.values.steps;
    if (checkpoint !== null && checkpoint.step >= target) {
      throw new GantryError("E516", { run: store.path, step: checkpoint.step, steps: target });
    }
    return { store, plan, checkpoint, steps: target, minutes };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Newer checkpoints that were damaged and passed over are said, each by name. */
function* damageAlerts(checkpoint: Checkpoint | null): Generator<TrainEvent> {
  for (const { path, damage } of checkpoint?.problems ?? []) {
    const parameters = { path, damage, instead: checkpoint?.path ?? "" };
    yield { type: "alert", step: checkpoint?.step ?? 0, code: "W501", parameters };
  }
}

/** `auto` is the CPU: on small networks it beats most GPUs, and a resume on it is exact. */
const deviceOf = ({ values }: ResolvedConfig): NodeDevice => (values.device === "auto" ? "cpu" : values.device);

const machineryOf = ({ config }: Plan): Machinery => ({
  device: deviceOf(config),
  threads: config.values.threads,
  versions: { node: nodeVersion },
});

function loopOptions(
  plan: Plan,
  store: FolderRun,
): Omit<Parameters<typeof trainLoop>[0], "steps" | "minutes" | "checkpoint" | "stop"> {
  const { config, dataset, game, layout, recipe } = plan;
  const { values } = config;
  return {
    game,
    layout,
    dataset,
    store,
    runtime: nodeRuntime({ device: deviceOf(config), threads: values.threads }),
    seed: values.seed,
    flip: values.flip,
    sampleEvery: values.sampleEvery,
    saveEvery: values.saveEvery,
    onNan: values.onNan,
    draw: drawingOf(dataset, values.seed),
    encode: encodePng,
    onCheckpoint: async (state: Readonly<Record<string, Tensor>>, step) => {
      const model = generatorModel(game, layout, state, { recipe: recipe.name, dataName: dataset.name, step });
      await store.file(GENERATOR_FILE, model);
    },
  };
}
