/**
 * @file What the server says of a run's networks: `GET /api/runs/:id/nets?step=1200`, their layers and what the nearest
 * checkpoint holds; `…/nets/series?keys=…`, norms over time, as `SeriesReply`; `…/nets/histogram?tensor=…`, one tensor's
 * numbers.
 */

export interface NetsReply {
  /** Of the checkpoint that was read, the nearest one to what was asked for; null where the run has none. */
  readonly step: number | null;
  /** Steps of all checkpoints, rising. */
  readonly checkpoints: readonly number[];
  /** Norms were logged while it trained: `nets/series` has more than the checkpoints tell. */
  readonly recorded: boolean;
  readonly players: readonly PlayerNet[];
}

export interface PlayerNet {
  readonly name: string;
  /** Trainable numbers. */
  readonly parameters: number;
  /** Shape of what it puts out, without the batch; null where the run does not say. */
  readonly output: readonly number[] | null;
  /** In the network's order, or by name where the run does not say. */
  readonly layers: readonly LayerNet[];
}

export interface LayerNet {
  /** `up1.norm`; empty for tensors of the network itself. */
  readonly name: string;
  /** `conv`, `convTranspose`, `linear`, `embedding`, `elementwise`; null where the run does not say. */
  readonly kind: string | null;
  /** What comes out, without the batch; null where the run does not say. */
  readonly shape: readonly number[] | null;
  readonly tensors: readonly TensorNet[];
}

/** A tensor as the checkpoint has it. */
export interface TensorNet {
  /** With its player: `G.up1.norm.weight`; its columns of the series are `weight:` and `gradient:` before it. */
  readonly name: string;
  readonly shape: readonly number[];
  /** ‖w‖. */
  readonly weight: number | null;
  /** Root of the running mean of ‖g‖²; null where the optimiser keeps none. */
  readonly gradient: number | null;
  /** Share of its units that had no gradient of late; null where that means nothing. */
  readonly dead: number | null;
}

/** `weight`: the numbers themselves; `gradient`: of each number the running root mean square of its gradient. */
export type HistogramOf = "weight" | "gradient";

export interface TensorHistogram {
  /** Of the checkpoint. */
  readonly step: number;
  readonly tensor: string;
  readonly of: HistogramOf;
  readonly shape: readonly number[];
  /** How many numbers there are, and how many of them are exactly 0, or none at all (NaN, ±∞). */
  readonly count: number;
  readonly zeros: number;
  readonly strange: number;
  /** Of those that are numbers; null where none is. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Population standard deviation. */
  readonly std: number | null;
  /** From `min` to `max`, in bins as wide as each other; the last one has its upper end. */
  readonly bins: readonly number[];
}

/** Checkpoints whose histograms are shown together, at most: evenly of all that a run keeps. */
export const MOST_HISTOGRAMS = 24;
