/**
 * @file What the server says of a run's data: `GET /api/runs/:id/data`, and pictures of items,
 * `…/data/items/17.png`, `?augment=2` as D may be shown it, `?original=1` as the file has it.
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
  /** Of the items that are named here: class and file, where they have them. */
  readonly items: Readonly<Record<string, { readonly label?: number; readonly file?: string }>>;
  /** Of point data, the first two coordinates of some. */
  readonly points: readonly (readonly [number, number])[];
}
