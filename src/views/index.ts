/** @file `gantry/views`: what people look at, as pixels, SVG and lines of text. */
export { type FigureOneSpec, figureOne } from "./figure-one.ts";
export type { FigurePanel } from "./figure-one-panel.ts";
export { composeGrid, type GridOptions, squareColumns } from "./grid.ts";
export { type ChartSeries, type ChartSpec, lineChart, type ReferenceLine } from "./line-chart.ts";
export { colourOf, type Role, themeStyle } from "./palette.ts";
export { type Pixels, rgbaOf } from "./pixels.ts";
export { plainSvg } from "./plain-svg.ts";
export { filteredRows } from "./png-rows.ts";
export { type PointRange, type PointSet, rangeOf } from "./points.ts";
export { type ScatterOptions, scatterPixels, scatterSvg } from "./scatter.ts";
export { type GridLayout, gridPreview } from "./terminal-grid.ts";
export { imagePreview, type PreviewSize } from "./terminal-image.ts";
export { type TerminalFacts, type TerminalMode, terminalMode } from "./terminal-mode.ts";
export { pointsPreview } from "./terminal-points.ts";
