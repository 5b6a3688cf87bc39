/**
 * @file `GET /api/runs/:id/series?keys=lossD,lossG&from=0&to=9000&points=1000`: logged columns, thinned to buckets, so
 * that a spike of one step survives. Without `from` and `to`: all of the run. Without `keys`: all columns.
 */

/** A column in at most `points` buckets; the first and the last point are exact. Null: none of its values was finite. */
export interface SeriesColumn {
  readonly step: readonly number[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
}

export interface SeriesReply {
  /** Columns by name; one that was never logged is absent. Those logged at few steps have their own steps. */
  readonly columns: Readonly<Record<string, SeriesColumn>>;
  /** Images seen, and Unix seconds, at `step`: other x axes. */
  readonly axis: {
    readonly step: readonly number[];
    readonly images: readonly number[];
    readonly time: readonly number[];
  };
  /** Rows of the log, without those that a later attempt replaced. */
  readonly rows: number;
  /** How far `metrics.jsonl` was read, in bytes. */
  readonly offset: number;
}

/** Points of a series, at most. */
export const MAX_POINTS = 2000;
