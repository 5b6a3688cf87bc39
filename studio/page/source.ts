/**
 * @file Where the page has its runs from: a server that watches a folder, or the page itself (a report). Views never
 * know which.
 */
import type { Crop } from "gantry/data";
import type { SampleWeights } from "gantry/store";
import type {
  DataItems,
  DataReply,
  ExportInfo,
  ExportList,
  ExportRequest,
  HistogramOf,
  Labels,
  LiveEvent,
  NearestReply,
  NetsReply,
  OutputsQuery,
  OutputsReply,
  PlanReply,
  ReportInfo,
  Restored,
  RunDetail,
  RunList,
  RunRequest,
  SchemaReply,
  SeriesReply,
  Started,
  StartRequest,
  TensorHistogram,
  TrashedRun,
  TrashList,
} from "../api/index.ts";
import type { reportText } from "./messages/report.ts";

export interface SeriesQuery {
  /** Columns; all without it. */
  readonly keys?: readonly string[];
  /** Steps; all of the run without them. */
  readonly from?: number;
  readonly to?: number;
  /** Buckets, at most 2,000. */
  readonly points?: number;
}

/** A source whose call fails throws a `SourceError`. */
export interface DataSource {
  readonly list: () => Promise<RunList>;
  readonly run: (id: string) => Promise<RunDetail>;
  readonly series: (id: string, query: SeriesQuery) => Promise<SeriesReply>;
  /** What D said of the batches of some steps, rising. */
  readonly outputs: (id: string, query: OutputsQuery) => Promise<OutputsReply>;
  /** Absent where the data cannot be opened. */
  readonly data?: RunDataSource;
  /** Absent where checkpoints cannot be read. */
  readonly nets?: NetsSource;
  /**
   * Where a file of a run is: `samples/001200.png`, `generator.onnx`. A picture that was drawn over has another address
   * by the `version` of its run's summary.
   */
  readonly fileUrl: (id: string, path: string, version?: string) => string;
  /** Where the generator of a checkpoint is, alone or with D behind it; absent where checkpoints cannot be read. */
  readonly generatorUrl?: (id: string, step: number, kind?: "judged") => string;
  /** What training left, where no list of exports can be had. */
  readonly generator?: (id: string) => ExportInfo | null;
  /** What changes from now on; a report never calls. @returns ends it */
  readonly subscribe: (listener: (event: LiveEvent) => void) => () => void;
  /** Null where nothing can be changed. */
  readonly control: Control | null;
  /** Where what is shown is a copy: of when. Null where it is as it is now. */
  readonly copy: RunsCopy | null;
}

/** A report says this of itself. */
export interface RunsCopy {
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Of the Gantry that made it. */
  readonly version: string;
  /** What only a copy says; it comes with it. */
  readonly text: typeof reportText;
}

/** The data that a run was trained on, as they are now. */
export interface RunDataSource {
  readonly look: (id: string) => Promise<DataReply>;
  /** @param from the first of a page, in their order */
  readonly items: (id: string, from: number) => Promise<DataItems>;
  /** @param left gives the search up */
  readonly nearest: (id: string, asked: CellQuery, left: AbortSignal) => Promise<NearestReply>;
  /** Where the picture of an item is. @param version of the data: their fingerprint */
  readonly itemUrl: (id: string, index: number, version: string, how?: ItemLook) => string;
}

/** A cell of a sheet of samples. */
export interface CellQuery {
  readonly cell: number;
  readonly step: number;
  readonly weights: SampleWeights;
}

/** `augment`: which draw of the augmentation; `crop`: which square of the file; `original`: the file as it is. */
export interface ItemLook {
  readonly augment?: number;
  readonly crop?: Crop;
  readonly original?: boolean;
}

/** What the checkpoints of a run tell of its networks. */
export interface NetsSource {
  /** @param step null: the newest checkpoint, else the nearest one */
  readonly layers: (id: string, step: number | null) => Promise<NetsReply>;
  /** Norms over time: columns `weight:G.up1.weight` and `gradient:…`. */
  readonly series: (id: string, query: SeriesQuery) => Promise<SeriesReply>;
  readonly histogram: (id: string, query: HistogramQuery) => Promise<TensorHistogram>;
}

export interface HistogramQuery {
  /** With its player: `G.up1.weight`. */
  readonly tensor: string;
  readonly of: HistogramOf;
  readonly step: number | null;
}

/** What changes runs. */
export interface Control {
  readonly request: (id: string, request: RunRequest) => Promise<void>;
  readonly resume: (id: string, steps?: number) => Promise<Started>;
  readonly start: (request: StartRequest) => Promise<Started>;
  /** @param signal gives it up: the server then measures what is asked next */
  readonly plan: (request: StartRequest, signal?: AbortSignal) => Promise<PlanReply>;
  /** What a new run can be told, in the language spoken. */
  readonly schema: () => Promise<SchemaReply>;
  /** @param note null for none */
  readonly note: (id: string, note: string | null) => Promise<Labels>;
  /** @param tags all that it is to have */
  readonly tag: (id: string, tags: readonly string[]) => Promise<Labels>;
  readonly exports: (id: string) => Promise<ExportList>;
  /** Takes as long as it takes to make. */
  readonly makeExport: (id: string, asked: ExportRequest) => Promise<ExportInfo>;
  readonly checkExport: (id: string, key: string) => Promise<ExportInfo>;
  /** Where a file of an export can be fetched from. */
  readonly exportUrl: (id: string, key: string, file: string) => string;
  /** Where the page of an exported folder for the web can be tried. */
  readonly exportPageUrl: (id: string, key: string) => string;
  /** Makes the run's `report.html`. */
  readonly makeReport: (id: string) => Promise<ReportInfo>;
  readonly trash: (id: string) => Promise<TrashedRun>;
  readonly trashed: () => Promise<TrashList>;
  /** @param entry of a run in the trash */
  readonly restore: (entry: string) => Promise<Restored>;
}

/** A sentence for people, as the server said it or, where it did not answer, in the page's words. */
export class SourceError extends Error {
  readonly code: string;
  readonly #say: () => string;

  /** @param say the sentence, in the language spoken when it is read */
  constructor(code: string, say: () => string) {
    super();
    this.name = "SourceError";
    this.code = code;
    this.#say = say;
  }

  override get message(): string {
    return this.#say();
  }
}

/** What was thrown, as one of these. */
export const asSourceError = (error: unknown): SourceError =>
  error instanceof SourceError
    ? error
    : new SourceError("page", () => (error instanceof Error ? error.message : String(error)));
