/**
 * @file What the server says of a run's data: `GET /api/runs/:id/data`, and pictures of items,
 * `…/data/items/17.png`, `?augment=2` as D may be shown it, `?crop=top` as the run would see it cropped so, `?original=1` as
 * the file has it, one of the three; and which items are nearest to a sample, `…/data/nearest?step=9000&cell=12`,
 * `&weights=live`.
 */
import type { DataRecord } from "gantry/store";
import type { ApiError } from "./runs.ts";

export interface DataReply {
  /** As the run recorded them when it began. */
  readonly record: DataRecord;
  readonly seed: number;
  /**
   * `reading`: ask again; `ready`: they are there and what they were; `gone`: they cannot be opened, `problem` says why;
   * `changed`: others are there by now; `handed`: they came from a program.
   */
  readonly state: "reading" | "ready" | "gone" | "changed" | "handed";
  readonly progress?: { readonly done: number; readonly total: number | null };
  readonly problem?: ApiError;
  readonly sheet?: DataSheetReply;
  readonly augment: AugmentInfo;
}

/** What stands between the data and D in this run. */
export interface AugmentInfo {
  /** `none`, `diffaugment`, `auto`; null where the recipe has no such setting. */
  readonly augment: string | null;
  readonly policy: string | null;
  /** Items are mirrored at random. */
  readonly flip: boolean;
}

export interface Bins {
  readonly from: number;
  readonly to: number;
  readonly bins: readonly number[];
}

/** A finding, in the language asked for. */
export interface DataFinding {
  readonly code: string;
  readonly file?: string;
  readonly sentence: string;
}

export interface DataSheetReply {
  readonly count: number;
  /** Files before cropping and resizing, most frequent first; null where items came in their size. */
  readonly sources:
    | readonly {
        readonly width: number;
        readonly height: number;
        readonly channels: number;
        readonly count: number;
      }[]
    | null;
  readonly classes: readonly { readonly name: string; readonly count: number }[] | null;
  readonly attributes: readonly (Bins & {
    readonly name: string;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly binary: boolean;
  })[];
  /** Of each channel or coordinate. */
  readonly values: readonly (Bins & {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly std: number;
  })[];
  readonly duplicates: { readonly count: number; readonly groups: readonly (readonly number[])[] };
  readonly problems: readonly DataFinding[];
  readonly notes: readonly DataFinding[];
  /** Items for a contact sheet. */
  readonly contact: readonly number[];
  /** Some of those, whose files are not square, so that it matters how they are cropped. */
  readonly oblong: readonly number[];
  /** Of the items that are named here: class and file, where they have them. */
  readonly items: Readonly<Record<string, { readonly label?: number; readonly file?: string }>>;
  /** Of point data, the first two coordinates of some. */
  readonly points: readonly (readonly [number, number])[];
}

/** So many items are told of at once. */
export const ITEMS_A_PAGE = 64;

/** `GET /api/runs/:id/data/items?from=128`: items in their order. */
export interface DataItems {
  readonly items: readonly { readonly label?: number; readonly file?: string }[];
}

/** The items nearest to a cell of a sample sheet, in the states of `DataReply`. */
export interface NearestReply {
  readonly state: Exclude<DataReply["state"], "reading">;
  readonly problem?: ApiError;
  readonly found?: NearestFound;
}

/** Distances are root mean squares over the values of an item, which lie in [−1, 1]. */
export interface NearestFound {
  /** Nearest first. */
  readonly items: readonly NearItem[];
  /** How far an item is from the nearest other one, at the median of `looked` items against all; null for a single item. */
  readonly gap: number | null;
  readonly looked: number;
  readonly count: number;
  /**
   * `copied`: nearer than a quarter of the gap, as everywhere that copies are counted; `near`: nearer than the gap;
   * `apart`: farther. Null where the gap tells nothing: there is none, or it is 0, since half of the items have a twin.
   */
  readonly verdict: "copied" | "near" | "apart" | null;
}

export interface NearItem {
  readonly index: number;
  readonly distance: number;
  readonly label?: number;
  readonly file?: string;
}
