/** @file What a run's evaluations are made of: its data and its sampler, in the features of one network. */
import { permutation } from "../base/random.ts";
import type { Dataset } from "../data/dataset.ts";
import { type Measures, measure } from "../evaluation/measure.ts";
import type { MetricName } from "../evaluation/metric-names.ts";
import { extractFeatures } from "../features/extract.ts";
import type { FeatureNetwork, ImageFeatures } from "../features/feature-network.ts";
import type { Game } from "../game/game.ts";
import { copiedShare } from "../metrics/memorisation.ts";
import type { DeviceState, Runtime } from "../runtime/runtime.ts";
import type { GameLayout } from "../steps/layout.ts";
import type { EvaluationInput } from "../store/run-record.ts";
import type { EvaluationOptions } from "./evaluating.ts";
import { openSampling } from "./sampling.ts";

export interface EvaluatorOptions {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly dataset: Dataset;
  readonly runtime: Runtime;
  readonly seed: number;
  /** Samples, and real items unless there are fewer. */
  readonly n: number;
  readonly every: number;
  readonly patience: number | null;
  /** Which of the measures decides. */
  readonly metric: MetricName;
  readonly measures: Measures;
  /** Opened before the first evaluation. */
  readonly network: () => Promise<FeatureNetwork>;
}

/** What both sides of every evaluation of a run have in common; opened once, when the first is due. */
interface Opened {
  readonly network: FeatureNetwork;
  readonly real: ImageFeatures;
  /** What is measured between two samples of the data. */
  readonly floor: Readonly<Record<string, number>>;
  readonly sampling: Awaited<ReturnType<typeof openSampling>>;
}

/** Each time the same real items and the same latents, so that only the generator changes. */
export function evaluationOf(options: EvaluatorOptions): EvaluationOptions {
  let opened: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => {
    opened ??= openEvaluator(options);
    return opened;
  };
  return {
    ...{ every: options.every, patience: options.patience, metric: options.metric },
    measure: async (state) => measureState(options, await open(), state),
    release: async () => {
      if (opened === null) return;
      const { network, sampling } = await opened;
      await sampling.release();
      await network.release();
    },
  };
}

async function openEvaluator(options: EvaluatorOptions): Promise<Opened> {
  const { game, layout, dataset, runtime, seed, n } = options;
  const sampling = await openSampling(runtime, { game, layout, dataset }, { count: n, seed });
  const network = await options.network();
  const order = permutation({ seed, stream: "evaluation", counter: 0 }, dataset.count);
  const real = await extractFeatures(network, dataset, { indices: order.subarray(0, n) });
  const others = order.subarray(n, 2 * n);
  const floor = others.length < Math.min(n, FEWEST_OTHERS) ? {} : await floorOf(options, network, real, others);
  return { network, sampling, real, floor };
}

/** With fewer other items than n, and than this, the floor would be too high to say anything. */
const FEWEST_OTHERS = 1000;

async function floorOf(
  { dataset, measures, metric }: EvaluatorOptions,
  network: FeatureNetwork,
  real: ImageFeatures,
  others: Uint32Array,
): Promise<Readonly<Record<string, number>>> {
  const fresh = await extractFeatures(network, dataset, { indices: others });
  const { values } = await measure(real, fresh, { ...measures, metrics: [metric] });
  return values;
}

async function measureState(
  { dataset, seed, measures }: EvaluatorOptions,
  { network, real, sampling, floor }: Opened,
  state: DeviceState,
): Promise<Omit<EvaluationInput, "step">> {
  const samples = await sampling.draw(state);
  const fake = await extractFeatures(network, samples);
  const [measured, copies] = [await measure(real, fake, measures), await copiesOf(dataset, real, fake)];
  const [{ rows: n }, values] = [fake.features, { ...measured.values, ...copies }];
  return { features: network.name, against: dataset.name, n, nReal: real.features.rows, seed, values, floor };
}

/** Only all of the data can tell a copy from a new item. */
async function copiesOf({ count }: Dataset, real: ImageFeatures, fake: ImageFeatures): Promise<{ copied?: number }> {
  if (count < 2 || real.features.rows < count) return {};
  return { copied: await copiedShare(real.features, fake.features) };
}
