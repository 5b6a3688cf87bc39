/**
 * @file What a run's JSON files hold: `run.json` (what was asked), `status.json` (what is), and the lines of its logs.
 */
import type { Attribute } from "../base/attribute.ts";
import type { Shape } from "../base/shape.ts";
import type { Damage } from "../messages/en/errors-store.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  // `undefined` members are left out when written.
  | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

/** Of `run.json`; a reader refuses what is newer than it knows. */
export const RUN_FORMAT = 1;

/** Where a value of the configuration came from. */
export type Origin = "default" | "measured" | "recipe" | "data" | "file" | "flag" | "set";

export interface ConfigValue {
  readonly value: Json;
  /** One of `Origin`, or what the configuration calls it. */
  readonly origin: string;
}

/** The data as the run saw it when it began; a resume compares the fingerprint. */
export interface DataRecord {
  readonly name: string;
  /** As the user gave it: `mnist`, `./photos`. */
  readonly spec: string;
  readonly kind: "images" | "points";
  readonly shape: Shape;
  readonly count: number;
  readonly fingerprint: string;
  readonly classes?: readonly string[];
  /** The numbers known of each item, with their ranges. */
  readonly attributes?: readonly Attribute[];
  /** One line a finding, as `gantry data` shows them. */
  readonly problems?: readonly string[];
}

/** A network: its output and its layers, in their order, shapes without the batch. */
export interface NetworkRecord {
  readonly output: Shape;
  readonly layers: readonly LayerRecord[];
}

export interface LayerRecord {
  /** Its tensors' names begin with it: `block1.conv`; empty for those of the network itself. */
  readonly name: string;
  /** `conv`, `convTranspose`, `linear`, `embedding`, `elementwise`. */
  readonly kind: string;
  /** What comes out of it. */
  readonly shape: Shape;
  /** Its parameters, by their last names: `weight`, `bias`. */
  readonly tensors: readonly string[];
}

/** `run.json`, written once. */
export interface RunRecord {
  readonly format: number;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly recipe: string;
  /**
   * SHA-256 of a recipe that is a file of the user's, `object` for one that was handed in; absent for a built-in one.
   */
  readonly recipeFingerprint?: string;
  readonly data: DataRecord;
  readonly seed: number;
  readonly device: string;
  readonly threads: number;
  /**
   * How convolutions are computed, by geometry and primitive, which a resume follows to the same bytes; absent where
   * the fixed choice of the version holds.
   */
  readonly lowerings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Dotted key → value and origin. */
  readonly config: Readonly<Record<string, ConfigValue>>;
  /** Gantry, Node, the runtime. */
  readonly versions: Readonly<Record<string, string>>;
  /** Trainable numbers of each player. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** What the players' networks are made of; absent in runs that are older. */
  readonly networks?: Readonly<Record<string, NetworkRecord>>;
  /** Whatever else the caller wants kept with the run. */
  readonly extra?: JsonObject;
}

/** A record before the store has named it. */
export type NewRunRecord = Omit<RunRecord, "format" | "name" | "createdAt">;

export type RunState = "training" | "paused" | "done" | "stopped" | "interrupted" | "diverged" | "collapsed";

/** What the caller says about the run; the store adds who says it and when. */
export interface StatusUpdate {
  readonly state: RunState;
  readonly step: number;
  /** The step it is to reach, where one is set. */
  readonly steps?: number;
  /** The diagnosis's word: `healthy`, `losing diversity`, … */
  readonly verdict?: string;
  /** The number that the word rests on: `diversity` .21; absent where it is none. */
  readonly measured?: { readonly measure: string; readonly value: number };
}

/** `status.json`. */
export interface RunStatus extends StatusUpdate {
  /** How often training took hold of the run, from 1; a resume and a rollback begin the next one. */
  readonly attempt: number;
  readonly pid: number | null;
  /** Tells this process from a later one with the same pid; opaque. */
  readonly processStart: string | null;
  /** ISO 8601, UTC. */
  readonly heartbeat: string;
}

/** One logged step as the caller gives it; `images`: real items drawn so far. */
export interface MetricsInput {
  readonly step: number;
  readonly images: number;
  readonly [name: string]: number;
}

/** A line of `metrics.jsonl`; `time`: Unix seconds. A value that is not finite is written as null and read as NaN. */
export interface MetricsRow extends MetricsInput {
  readonly attempt: number;
  readonly time: number;
}

/** What D said of a step's batches, as the caller gives it. */
export interface OutputsInput {
  readonly step: number;
  /** How an output says "real": `logit` (then these are probabilities), `margin`, `target`, `relative`. */
  readonly reading: string;
  /** Of the real items, and of the generated ones: what 0, 5, …, 100 % of the outputs do not exceed. */
  readonly real: readonly number[];
  readonly fake: readonly number[];
}

/** A line of `outputs.jsonl`; `time`: Unix seconds. */
export interface OutputsRow extends OutputsInput {
  readonly attempt: number;
  readonly time: number;
}

export interface EventInput {
  readonly type: string;
  readonly step: number;
  readonly [key: string]: Json | undefined;
}

/** A line of `events.jsonl`; `time`: Unix seconds. */
export interface RunEvent extends EventInput {
  readonly attempt: number;
  readonly time: number;
}

/**
 * A line of `evaluations.jsonl`: a checkpoint's samples measured against data. A number is comparable with another only
 * where `features`, `against` and `n` are the same.
 */
export interface EvaluationRow {
  readonly step: number;
  readonly attempt: number;
  /** Unix seconds. */
  readonly time: number;
  /** The network in whose features it was measured; `none` where there was none. */
  readonly features: string;
  /** Name of the data. */
  readonly against: string;
  /** Samples, and real items. */
  readonly n: number;
  readonly nReal: number;
  /** Of the latents. */
  readonly seed: number;
  /** `frechet`, `kid`, `precision`, …; one that is not finite is null. */
  readonly values: Readonly<Record<string, number | null>>;
  /** The same between two samples of the data: what lies as low cannot be told from the data. */
  readonly floor?: Readonly<Record<string, number | null>>;
}

/** An evaluation as who measured it gives it to the run. */
export type EvaluationInput = Omit<EvaluationRow, "attempt" | "time">;

/** What a row of a grid was asked for: a class, an attribute from its least to its most over the columns, or both. */
export interface GridRow {
  readonly class?: string;
  readonly attribute?: string;
  readonly from?: number;
  readonly to?: number;
}

/** `samples/grid.json`: how to read the sample pictures. */
export interface GridInfo {
  readonly kind: "images" | "points";
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  /** The key of the fixed z. */
  readonly seed: number;
  /** Of a run that is told attributes: each row walks one from its least to its most, in turn. */
  readonly attributes?: readonly string[];
  /** Of a run that is told classes or attributes: what each row was asked for. Absent in runs that are older. */
  readonly asked?: readonly GridRow[];
  /** Of point pictures: the visible range of both axes. */
  readonly range?: readonly [number, number];
  readonly extra?: JsonObject;
}

/** A damaged or missing checkpoint that was passed over. `path`: relative to the run, with forward slashes. */
export interface CheckpointProblem {
  readonly path: string;
  readonly damage: Damage;
}
