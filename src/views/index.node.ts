/** @file `gantry/views/node`: pictures as files. */
export { encodePng } from "./png.node.ts";
export { type ReportOptions, reportInputOf } from "./report-input.node.ts";
