/** @file `gantry/studio/node`: the Studio's server. */
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
export { userSecret } from "./access/user-secret.ts";
export type { Studio, StudioOptions } from "./options.ts";
export { openStudio } from "./server.ts";
