/** @file What a report says of a run's networks: those of its newest checkpoint, and their norms over time. */
import { statSync } from "node:fs";
import { MetricsLog } from "gantry/store/node";
import type { NetsReply, TensorHistogram } from "../api/index.ts";
import { type PackedSeries, packSeries } from "../api/packed-series.ts";
import { histogramKey, type ReportedNets } from "../api/report.ts";
import { checkpointFiles, nearestCheckpoint } from "../server/folder/checkpoint-files.ts";
import { layersPath, netsOf } from "../server/folder/nets.ts";
import { NOTHING_LOGGED, withCheckpoints } from "../server/folder/norm-series.ts";
import { seriesOf } from "../server/folder/series.ts";
import { StateNorms } from "../server/folder/state-norms.ts";
import { histogramOf } from "../server/folder/tensor-histogram.ts";
import type { WatchedRun } from "../server/folder/watched-run.ts";

/** There are many of these columns, and their curves are small. */
const POINTS = 400;
const BINS = 64;
/** Each histogram reads its tensor; of a larger checkpoint that takes longer than a report should. */
const LARGEST_SPREAD = 256e6;

/** @returns null where the checkpoint cannot be read */
export async function reportedNets(run: WatchedRun): Promise<ReportedNets | null> {
  const norms = new StateNorms();
  try {
    const layers = await netsOf(run, norms, null);
    const checkpoints = layers.step === null ? [] : [layers.step];
    return {
      layers: { ...layers, checkpoints },
      series: await normsOverTime(run, norms, layers),
      histograms: await histogramsOf(run, layers),
    };
  } catch {
    return null; // damaged, or taken away by the run that goes on
  }
}

async function normsOverTime(run: WatchedRun, norms: StateNorms, { recorded }: NetsReply): Promise<PackedSeries> {
  const asked = { keys: null, from: null, to: null, points: POINTS };
  if (!recorded) return packSeries(await withCheckpoints(run, norms, NOTHING_LOGGED, asked));
  const log = new MetricsLog(layersPath(run));
  await log.read();
  return packSeries(await withCheckpoints(run, norms, seriesOf(log.builder.view(), log.offset, asked), asked));
}

async function histogramsOf(run: WatchedRun, { players }: NetsReply): Promise<Record<string, TensorHistogram>> {
  const file = nearestCheckpoint(checkpointFiles(run), null);
  if (file === undefined || statSync(file.path).size > LARGEST_SPREAD) return {};
  const found: Record<string, TensorHistogram> = {};
  const tensors = players.flatMap(({ layers }) => layers).flatMap((layer) => layer.tensors);
  for (const { name: tensor, gradient } of tensors) {
    for (const of of gradient === null ? (["weight"] as const) : (["weight", "gradient"] as const)) {
      const spread = await histogramOf(file.path, { tensor, of, bins: BINS });
      found[histogramKey({ tensor, of })] = { step: file.step, ...spread };
    }
  }
  return found;
}
