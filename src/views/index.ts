/** @file `gantry/views`: pictures as pixels and as text. */
export { composeGrid, type GridOptions, squareColumns } from "./grid.ts";
export type { Pixels } from "./pixels.ts";
export { type PointRange, type PointSet, rangeOf } from "./points.ts";
export { reportHtml } from "./report.ts";
export type { ReportInput } from "./report-input.ts";
export { scatterPixels } from "./scatter.ts";
export { gridPreview } from "./terminal-grid.ts";
export { imagePreview, type PreviewSize } from "./terminal-image.ts";
export { type TerminalMode, terminalMode } from "./terminal-mode.ts";
export { pointsPreview } from "./terminal-points.ts";
