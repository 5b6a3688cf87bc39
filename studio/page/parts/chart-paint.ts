/** @file What a chart draws beside uPlot's own lines, and with which colours: zones, references, marks, bands. */
import type uPlot from "uplot";
import type { Ink, Trace } from "./chart-data.ts";
import { labelsApart } from "./chart-labels.ts";

export interface ReferenceLine {
  readonly y: number;
  readonly label: string;
}

/** A stretch of y with a meaning: a zone to be in or not, a noise floor. */
export interface Zone {
  readonly from: number;
  readonly to: number;
  readonly ink: Ink;
}

/** A place on x where something was. */
export interface Mark {
  readonly x: number;
  readonly ink: Ink;
}

export const FONT = "11px system-ui, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

export type Inks = Readonly<Record<Ink | "ink" | "muted" | "line", string>>;

const names = ["real", "generated", "discriminator", "accent", "neutral", "warning", "ink", "muted", "line"] as const;

/** Tokens as colours that a canvas takes. */
export function readInks(host: HTMLElement): Inks {
  const probe = document.createElement("span");
  host.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = Object.fromEntries(names.map((name) => [name, read(name)])) as Inks;
  probe.remove();
  return inks;
}

export function seriesOf({ line, part }: Trace, inks: Inks): uPlot.Series {
  const stroke = inks[line.ink];
  const dash = line.dash === undefined ? {} : { dash: [...line.dash] };
  if (part === "low" || part === "high") return { stroke: "transparent", width: 0, points: { show: false } };
  if (part === "line" && line.smooth === true) {
    return { stroke: faint(stroke, 0.35), width: 1, points: { show: false } };
  }
  const points = line.dots === true ? { show: true, size: 6, fill: stroke } : { show: false };
  return { stroke, width: 1.75, points, ...dash };
}

/** `high` and `low` stand before each other, by `alignLines`. */
export function bandsOf(traces: readonly Trace[], inks: Inks): uPlot.Band[] {
  return traces.flatMap(({ line, part }, i) =>
    part === "high" && traces[i + 1]?.part === "low"
      ? [{ series: [i + 1, i + 2] as [number, number], fill: faint(inks[line.ink], 0.16) }]
      : [],
  );
}

/** `rgb(0, 114, 178)`, `color(srgb …)` → with an alpha. */
export const faint = (colour: string, alpha: number): string =>
  `color-mix(in srgb, ${colour} ${Math.round(alpha * 100)}%, transparent)`;

/** Below the lines. */
export function drawZones(plot: uPlot, zones: readonly Zone[], inks: Inks): void {
  const { ctx, bbox } = plot;
  const { min, max } = plot.scales.y ?? {};
  if (min == null || max == null) return;
  ctx.save();
  ctx.globalAlpha = 0.1;
  for (const { from, to, ink } of zones) {
    const top = plot.valToPos(Math.min(to, max), "y", true);
    const bottom = plot.valToPos(Math.max(from, min), "y", true);
    ctx.fillStyle = inks[ink];
    if (bottom > top) ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  }
  ctx.restore();
}

interface Over {
  readonly references: readonly ReferenceLine[];
  readonly marks: readonly Mark[];
}

/** Over the lines: references with their words, and where something was. */
export function drawOver(plot: uPlot, { references, marks }: Over, inks: Inks): void {
  const { ctx, bbox } = plot;
  const half = MARK * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - half, bbox.top, bbox.width + 2 * half, bbox.height);
  ctx.clip();
  for (const { x, ink } of marks) drawMark(plot, x, inks[ink]);
  drawReferences(plot, references, inks.muted);
  ctx.restore();
}

/** Half of a mark's width, in CSS pixels. */
const MARK = 4;

/** A triangle on the axis. */
function drawMark({ ctx, bbox, valToPos }: uPlot, x: number, colour: string): void {
  const at = valToPos(x, "x", true);
  if (at < bbox.left || at > bbox.left + bbox.width) return;
  const [half, foot] = [MARK * devicePixelRatio, bbox.top + bbox.height];
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(at - half, foot);
  ctx.lineTo(at + half, foot);
  ctx.lineTo(at, foot - 7 * devicePixelRatio);
  ctx.fill();
}

/** Those within the chart: others have no line there, and no word. */
function drawReferences({ ctx, bbox, valToPos }: uPlot, references: readonly ReferenceLine[], colour: string): void {
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  ctx.lineWidth = ratio;
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  ctx.font = FONT.replace("11px", `${11 * ratio}px`);
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.textAlign = "right";
  const labels = references
    .map(({ y, label }) => ({ label, at: valToPos(y, "y", true) }))
    .filter(({ at }) => at >= bbox.top && at <= bbox.top + bbox.height);
  for (const { at } of labels) {
    ctx.beginPath();
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(right, at);
    ctx.stroke();
  }
  for (const { at, label } of labelsApart(labels, 12 * ratio))
    ctx.fillText(label, right - 4 * ratio, Math.max(at - 4 * ratio, bbox.top + 11 * ratio));
}

/** Of the widest of some words on an axis, in CSS pixels. */
export function widthOf({ ctx }: uPlot, words: readonly string[]): number {
  ctx.save();
  ctx.font = FONT;
  const width = Math.max(...words.map((word) => ctx.measureText(word).width));
  ctx.restore();
  return width;
}
