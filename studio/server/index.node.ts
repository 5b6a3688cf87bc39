/** @file `gantry/studio/node`: the Studio's server, and its page as one file. */
export type {
  ApiError,
  ErrorReply,
  LiveEvent,
  PlanReply,
  RunDetail,
  RunList,
  RunSummary,
  SeriesReply,
} from "../api/index.ts";
export { type ReportOptions, writeReport } from "../report/write-report.ts";
export { userSecret } from "./access/user-secret.ts";
export type { Studio, StudioOptions } from "./options.ts";
export { openStudio } from "./server.ts";
