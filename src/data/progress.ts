/** @file What opening data tells while it takes time. */

/** `download` counts bytes, `decode` counts files (twice: header and pixels). `total` is null where it is not known. */
export interface DataProgress {
  readonly stage: "download" | "decode";
  readonly done: number;
  readonly total: number | null;
  /** What is being downloaded. */
  readonly file?: string;
}

export type OnProgress = (progress: DataProgress) => void;
