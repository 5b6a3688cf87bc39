/**
 * @file A whole run on this thread: folder, runtime, loop, and what is left at the end (the generator). The worker
 * calls this; so does a library user whose game is a function, which cannot cross threads.
 */
import { version as nodeVersion } from "node:process";
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { configFromRecord, type ResolvedConfig } from "../config/index.ts";
import { createBatches } from "../data/batches.ts";
import { autoNetwork } from "../evaluation/auto-network.ts";
import { openFeatures } from "../features/open.node.ts";
import { isPublished, recipeFingerprint } from "../recipes/load.node.ts";
import { type NodeDevice, nodeRuntime } from "../runtime/ort.node.ts";
import { fusedStep } from "../steps/step.ts";
import { createRun, resumeRun } from "../store/create-run.node.ts";
import type { FolderRun } from "../store/folder.node.ts";
import type { RunOwner } from "../store/lock.node.ts";
import { openRun } from "../store/open-run.node.ts";
import type { Keep } from "../store/retention.ts";
import { CLASSIFIER_FILE, GENERATOR_FILE } from "../store/run-files.ts";
import type { NewRunRecord } from "../store/run-record.ts";
import type { Checkpoint } from "../store/run-store.ts";
import { encodePng } from "../views/png.node.ts";
import { classifierModel } from "./classifier.ts";
import type { LoopOptions, StopSignal } from "./course.ts";
import { drawingOf, drawReals } from "./drawing.ts";
import { plannedEvaluation } from "./evaluation-plan.ts";
import type { TrainEvent } from "./events.ts";
import { generatorModel } from "./generator.ts";
import { trainLoop } from "./loop.ts";
import { batchOf } from "./machine.ts";
import { GRID_COUNT } from "./picture.ts";
import { type PlanOptions, withStart } from "./plan.node.ts";
import type { Plan } from "./plan.ts";
import { withPublishedWeights } from "./published-weights.node.ts";
import { type Machinery, recordOf } from "./record.ts";
import { planOfRun } from "./run-data.node.ts";
import { rowsAsked } from "./sampler-inputs.ts";
import { fixedTuning, tuneRun } from "./tuning.node.ts";

/** What has no name to find it by and cannot cross threads: a recipe or data as an object. */
export type AtHand = Pick<PlanOptions, "recipe" | "dataset">;

/** Begin a planned run, or continue one to `steps` in all. */
export type RunRequest =
  | ({ readonly kind: "new"; readonly plan: Plan } & AtHand)
  | ({ readonly kind: "resume" } & ResumeTask & AtHand);

export interface ResumeTask {
  readonly run: string;
  readonly root: string;
  readonly steps: number | null;
  readonly minutes: number | null;
}

type OnHold = (owner: RunOwner) => void;

/** @param onHold told as soon as the run is this process's @throws what planning, the store and the loop throw */
export async function* runHere(
  request: RunRequest,
  stop: StopSignal,
  onHold: OnHold = () => {},
): AsyncGenerator<TrainEvent> {
  const begun = request.kind === "new" ? yield* beginRun(request, stop, onHold) : await continueRun(request, onHold);
  const { store, plan, checkpoint, steps, minutes } = begun;
  try {
    yield* startAlerts(plan);
    if (checkpoint === null) await store.reals(encodePng(drawReals(plan.dataset, plan.config.values.seed)));
    yield* damageAlerts(checkpoint);
    yield* trainLoop({ ...loopOptions(plan, store), steps, minutes, checkpoint, stop });
  } finally {
    await store.close();
  }
}

interface Begun {
  readonly store: FolderRun;
  readonly plan: Plan;
  readonly checkpoint: Checkpoint | null;
  readonly steps: number;
  readonly minutes: number | null;
}

async function* beginRun(
  { plan: given, ...atHand }: { readonly plan: Plan } & AtHand,
  stop: StopSignal,
  onHold: OnHold,
): AsyncGenerator<TrainEvent, Begun> {
  const asked = await withStart(given);
  await checkStart(asked);
  const { plan, lowerings } = yield* settleMachine(asked, stop);
  const { values } = plan.config;
  const store = await createRun({
    root: values.out,
    ...(values.run === null ? {} : { name: values.run }),
    record: { ...recordOf(plan, machineryOf(plan)), ...lowerings, ...(await recipeRecord(plan.config, atHand)) },
    keep: keepOf(plan.config),
  });
  onHold(store.owner);
  return { store, plan, checkpoint: null, steps: values.steps, minutes: values.minutes };
}

/**
 * How many threads, and how convolutions are computed. Graphics cards and mixed precision have the fixed rule's
 * choices; those are kept as well, so that a resume follows its run where the rule has changed since.
 */
async function* settleMachine(
  plan: Plan,
  stop: StopSignal,
): AsyncGenerator<TrainEvent, { readonly plan: Plan; readonly lowerings: Pick<NewRunRecord, "lowerings"> }> {
  const { values, origins } = plan.config;
  const measures = values.autotune && deviceOf(plan.config) === "cpu" && values.precision === "full";
  const { threads, threadsMeasured, choices } = measures ? yield* tuneRun(plan, stop) : fixedTuning(plan);
  const from = threadsMeasured ? { threads: "measured" as const } : {};
  const config = { values: { ...values, threads }, origins: { ...origins, ...from } };
  return { plan: { ...plan, config }, lowerings: Object.keys(choices).length === 0 ? {} : { lowerings: choices } };
}

/** What would end the run at once is found before its folder is made. @throws E309 E326 E402 */
async function checkStart({ config, dataset, game, layout }: Plan): Promise<void> {
  const { seed, flip, threads, precision } = config.values;
  createBatches({ dataset, batch: batchOf(game), seed, flip });
  const device = deviceOf(config);
  if (device === "cpu") return;
  const session = await nodeRuntime({ device, threads }).open(fusedStep(game, layout).program, { precision });
  await session.release();
}

const keepOf = ({ values }: ResolvedConfig): Keep => ({ last: values.keep, every: 10 });

/** @throws E508 somebody trains it, E515 the data changed, E520 they are gone, E516 nothing is left to do, E518 the recipe changed */
async function continueRun(
  { run, root, steps, minutes, ...atHand }: ResumeTask & AtHand,
  onHold: OnHold,
): Promise<Begun> {
  const { path, record } = await openRun(run, { root });
  const config = configFromRecord(record.config as Parameters<typeof configFromRecord>[0]);
  const store = await resumeRun(path, { keep: keepOf(config) });
  onHold(store.owner);
  try {
    await checkRecipe(store, config, atHand);
    const planned = await planOfRun(store, atHand);
    const checkpoint = await store.readCheckpoint("last");
    const plan = checkpoint === null ? await withStart(planned) : planned;
    const status = await store.readStatus();
    const target = steps ?? status?.steps ?? config.values.steps;
    // A run that was killed between its last checkpoint and its end still has an end to come to.
    const unfinished = checkpoint?.step === target && status?.state !== "done";
    if (checkpoint !== null && checkpoint.step >= target && !unfinished) {
      throw new GantryError("E516", { run: store.path, step: checkpoint.step, steps: target });
    }
    return { store, plan, checkpoint, steps: target, minutes };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What `run.json` says of a recipe that is not a built-in one. */
async function recipeRecord(
  { values }: ResolvedConfig,
  { recipe }: AtHand,
): Promise<Pick<NewRunRecord, "recipeFingerprint">> {
  const named = recipe === undefined || isPublished(recipe);
  const fingerprint = named ? await recipeFingerprint(values.recipe) : "object";
  return fingerprint === null ? {} : { recipeFingerprint: fingerprint };
}

async function checkRecipe({ path, record }: FolderRun, config: ResolvedConfig, atHand: AtHand): Promise<void> {
  const { recipeFingerprint: former } = record;
  if ((await recipeRecord(config, atHand)).recipeFingerprint === former) return;
  const expected = former === undefined ? "built-in" : former === "object" ? "object" : "file";
  throw new GantryError("E518", { run: path, recipe: config.values.recipe, expected });
}

/** What a run begins with, and that it may not be made for it. */
function* startAlerts({ start, recipe }: Plan): Generator<TrainEvent> {
  if (start === undefined) return;
  const { path, lines, recipe: former } = start;
  const wanted = lines.filter(({ kind }) => kind !== "unused").length;
  yield { type: "alert", step: 0, code: "W504", parameters: { path, taken: start.taken.size, wanted } };
  if (former === null || former === recipe.name) return;
  yield { type: "alert", step: 0, code: "W505", parameters: { path, recipe: recipe.name, former } };
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

function loopOptions(plan: Plan, store: FolderRun): Omit<LoopOptions, "steps" | "minutes" | "checkpoint" | "stop"> {
  const { config, dataset, game, layout, recipe, start } = plan;
  const { values } = config;
  const runtime = nodeRuntime({ device: deviceOf(config), threads: values.threads });
  const { shape } = dataset;
  const openNetwork = async (spec: string) =>
    spec === "auto"
      ? autoNetwork(shape, runtime, dataset.classes?.length)
      : openFeatures(await withPublishedWeights(spec, { dataDir: values.dataDir ?? undefined }), { runtime, shape });
  return {
    ...plannedEvaluation(plan, { runtime, openNetwork }),
    game,
    layout,
    ...(start === undefined ? {} : { inherited: start.taken }),
    dataset,
    store,
    runtime,
    seed: values.seed,
    flip: values.flip,
    lowering: { precision: values.precision, choices: store.record.lowerings ?? {} },
    sampleEvery: values.sampleEvery,
    sampleWeights: values.sampleWeights,
    saveEvery: values.saveEvery,
    onNan: values.onNan,
    onCollapse: values.onCollapse,
    draw: drawingOf(dataset, values.seed, rowsAsked(game, GRID_COUNT.image, dataset.classes)),
    encode: encodePng,
    onCheckpoint: async (state: Readonly<Record<string, Tensor>>, step) => {
      const facts = { recipe: recipe.name, dataName: dataset.name, step, classes: dataset.classes ?? [] };
      await store.file(GENERATOR_FILE, generatorModel(game, layout, state, facts));
      if (game.classifier === undefined) return;
      await store.file(CLASSIFIER_FILE, classifierModel(game, layout, state, facts));
    },
  };
}
