/**
 * @file What was made of a run to take along. It lies in the run's folder: `exports/<key>/`, with `export.json`, which
 * says what was asked and how far the model is from the engine that trained it.
 */

export const TARGETS = ["generator", "classifier", "web"] as const;
export const NUMBERS = ["float32", "float16", "uint8"] as const;
export const WEIGHTS = ["average", "live"] as const;

/**
 * `POST /api/runs/:id/export`: a process of its own makes it. Answers 201 with `ExportInfo` when it is made, or what
 * `gantry export` would say; 409 while another of this run is made.
 */
export interface ExportRequest {
  /** One ONNX file, or a folder with a page, the element `<gantry-generator>` and both float32 and float16. */
  readonly target: (typeof TARGETS)[number];
  /** `uint8`: pixels of a generator, [N, 3, H, W]; a folder for the web is asked for as float32. */
  readonly numbers: (typeof NUMBERS)[number];
  /** `average`: the moving average, where the run has one. */
  readonly weights: (typeof WEIGHTS)[number];
  readonly checkpoint: "last" | "best" | number;
}

/** Something that was made: by an export, or by training itself (`trained`, `trained-classifier`). */
export interface ExportInfo {
  readonly key: string;
  /** Null for what training left, and for `export.json` that cannot be read. */
  readonly asked: ExportRequest | null;
  readonly step: number | null;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Where it lies, for people. */
  readonly folder: string;
  /** Bytes of each, by its path in the folder. */
  readonly files: Readonly<Record<string, number>>;
  /** What the model says of itself; null where it cannot be read. */
  readonly model: ModelInfo | null;
  /** Null where it was not compared. */
  readonly parity: Parity | null;
}

export interface ModelInfo {
  /** Its path in the folder. */
  readonly file: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly opset: number;
}

/** An extent that is any number has a name. */
export interface ValueInfo {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

export interface Parity {
  /** The largest difference of a number that the model says from what the training engine says; null for no number. */
  readonly difference: number | null;
  /** Of the float16 file in a folder for the web from the float32 one. */
  readonly half?: number | null;
  /** Latents, or images for a classifier. */
  readonly compared: number;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
}

/** `GET /api/runs/:id/exports`. `POST /api/runs/:id/exports/:key/check` compares anew and answers `ExportInfo`. */
export interface ExportList {
  /** What training left first, then the newest. */
  readonly exports: readonly ExportInfo[];
  /** What is being made, in this server: since when (Unix milliseconds). */
  readonly making: { readonly asked: ExportRequest; readonly since: number } | null;
}

/** `POST /api/runs/:id/report` answers it with 201 when the run's `report.html` is made, in the language it is asked in. */
export interface ReportInfo {
  readonly bytes: number;
}
