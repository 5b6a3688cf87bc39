/** @file What the Studio's server and its page say to each other. */
export {
  type AugmentInfo,
  type Bins,
  type DataFinding,
  type DataItems,
  type DataReply,
  type DataSheetReply,
  ITEMS_A_PAGE,
  type NearestFound,
  type NearestReply,
  type NearItem,
} from "./data.ts";

export type { ExportInfo, ExportList, ExportRequest, ModelInfo, Parity, ReportInfo, ValueInfo } from "./exports.ts";
export {
  type Cursor,
  cursorText,
  type HelloEvent,
  type LiveEvent,
  type LogEvent,
  parseCursor,
  type RowsEvent,
  type RunChanged,
  type RunGone,
  type SamplesEvent,
} from "./live.ts";
export {
  type HistogramOf,
  type LayerNet,
  MOST_HISTOGRAMS,
  type NetsReply,
  type PlayerNet,
  type TensorHistogram,
  type TensorNet,
} from "./nets.ts";
export type { Labels, NoteRequest, Restored, TagsRequest, TrashedRun, TrashList } from "./organising.ts";
export { type OutputsLine, type OutputsQuery, type OutputsReply, spreadLines } from "./outputs.ts";
export {
  type ErrorReply,
  type FieldInfo,
  type PlanReply,
  type RecipeInfo,
  type ResumeRequest,
  type RunRequest,
  type SchemaReply,
  type Started,
  type StartRequest,
  WRITE_HEADER,
} from "./requests.ts";
export type { ApiError, LeftOut, LogOffsets, RunDetail, RunList, RunProblem, RunSummary } from "./runs.ts";
export { MAX_POINTS, type SeriesColumn, type SeriesReply } from "./series.ts";
