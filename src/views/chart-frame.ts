/** @file Where a chart's plot stands in its picture, its two scales, and the axes. */
import type { ChartDomain } from "./chart-domain.ts";
import { makeScale, type Scale, type ScaleKind, tickText } from "./scale.ts";
import { element, escapeXml, round } from "./svg.ts";
import { textWidth } from "./text-size.ts";

export interface ChartFrame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
}

export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** Texts that stand right of the plot. */
  readonly labels: readonly string[];
  readonly domain: ChartDomain;
  readonly scale: ScaleKind;
  readonly xScale: ScaleKind;
}

const GAP = 14;

/** Margins as wide as the texts in them. */
export function chartFrame({ width, height, fontSize, labels, domain, scale, xScale }: FrameOptions): ChartFrame {
  const [top, bottom] = [22, height - 38];
  const y = makeScale({
    kind: scale,
    domain: domain.y,
    range: [bottom, top],
    ticks: Math.max(3, Math.round((bottom - top) / 48)),
  });
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => textWidth(text, fontSize)));
  const left = Math.ceil(widest(y.ticks.map(tickText)) + GAP);
  const right = Math.floor(width - widest(labels) - GAP);
  const ticks = Math.max(2, Math.round((right - left) / 90));
  const x = makeScale({ kind: xScale, domain: domain.x, range: [left, right], ticks });
  return { left, top, right, bottom, x, y };
}

const MUTED = "var(--muted, #5b6470)";
const LINE = "var(--line, #d9dde3)";

/** Grid lines, tick texts, the x axis and its name. */
export function drawAxes({ left, top, right, bottom, x, y }: ChartFrame, xLabel: string): string {
  const grid = y.ticks.map((value) => `M${left} ${round(y.at(value))}H${right}`).join("");
  const marks = x.ticks.map((value) => `M${round(x.at(value))} ${bottom}v4`).join("");
  const text = (at: Readonly<Record<string, string | number>>, content: string): string =>
    element("text", at, [escapeXml(content)]);
  return element("g", { fill: MUTED }, [
    element("path", { d: grid, stroke: LINE, fill: "none" }),
    element("path", { d: `M${left} ${bottom}H${right}${marks}`, stroke: MUTED, fill: "none" }),
    ...y.ticks.map((value) => text({ x: left - 6, y: round(y.at(value) + 4), "text-anchor": "end" }, tickText(value))),
    ...x.ticks.map((value) =>
      text({ x: round(x.at(value)), y: bottom + 17, "text-anchor": "middle" }, tickText(value)),
    ),
    text({ x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }, xLabel),
    element("path", { d: `M${left} ${top}V${bottom}`, stroke: LINE, fill: "none" }),
  ]);
}
