/** @file What a report says of a run's networks: those of its newest checkpoint, their norms and histograms over time. */
import { statSync } from "node:fs";
import { MetricsLog } from "gantry/store/node";
import { evenly } from "../api/evenly.ts";
import { MOST_HISTOGRAMS, type NetsReply, type TensorHistogram } from "../api/index.ts";
import { type PackedSeries, packSeries } from "../api/packed-series.ts";
import { histogramKey, type ReportedNets } from "../api/report.ts";
import { type CheckpointFile, checkpointFiles } from "../server/folder/checkpoint-files.ts";
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
/** Of all checkpoints before the newest together. */
const EARLIER_SPREADS = 64e6;

/** @returns null where the checkpoint cannot be read */
export async function reportedNets(run: WatchedRun): Promise<ReportedNets | null> {
  const norms = new StateNorms();
  try {
    const layers = await netsOf(run, norms, null);
    return {
      layers,
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

type Histograms = ReportedNets["histograms"];

async function histogramsOf(run: WatchedRun, { players }: NetsReply): Promise<Histograms> {
  const tensors = players.flatMap(({ layers }) => layers).flatMap((layer) => layer.tensors);
  const keys = tensors.flatMap(({ name: tensor, gradient }) =>
    (gradient === null ? (["weight"] as const) : (["weight", "gradient"] as const)).map((of) => ({ tensor, of })),
  );
  const found: Record<string, TensorHistogram[]> = {};
  for (const { step, path } of chosenFiles(checkpointFiles(run))) {
    for (const key of keys) {
      // one that is damaged, gone meanwhile, or without such a tensor takes no other along
      const spread = await histogramOf(path, { ...key, bins: BINS }).catch(() => null);
      if (spread !== null) found[histogramKey(key)] = [...(found[histogramKey(key)] ?? []), { step, ...spread }];
    }
  }
  return found;
}

/** Those that the page asks for; of large ones fewer, of too large ones none. */
function chosenFiles(files: readonly CheckpointFile[]): readonly CheckpointFile[] {
  const newest = files.at(-1);
  const size = newest === undefined ? 0 : statSync(newest.path).size;
  const asked = evenly(files, MOST_HISTOGRAMS);
  return size > LARGEST_SPREAD ? [] : evenly(asked, 1 + Math.floor(EARLIER_SPREADS / Math.max(1, size)));
}
