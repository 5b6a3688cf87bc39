/**
 * @file A line chart as SVG: means with a band from the least to the greatest value, reference lines, names at the
 * lines' ends instead of a legend. Colours are custom properties, so one picture serves light and dark.
 */
import { downsample, type Envelope } from "../store/downsample.ts";
import { chartDomain } from "./chart-domain.ts";
import { type ChartFrame, chartFrame, drawAxes } from "./chart-frame.ts";
import { shortNumber } from "./number-text.ts";
import { colourOf, type Role } from "./palette.ts";
import type { ScaleKind } from "./scale.ts";
import { element, escapeXml, round } from "./svg.ts";
import { spreadLabels } from "./text-size.ts";

export interface ChartSeries {
  readonly label: string;
  readonly role: Role;
  /** Rising. */
  readonly x: ArrayLike<number>;
  /** Values that are not finite break the line. */
  readonly y: ArrayLike<number>;
  /** Series differ by dash as well as by colour. */
  readonly dash?: string;
  /** Each value has a dot: for few of them. */
  readonly dots?: true;
}

export interface ReferenceLine {
  readonly y: number;
  readonly label: string;
}

export interface ChartSpec {
  /** Unique in the page: ids are made from it. */
  readonly id: string;
  readonly title: string;
  /** A sentence for those who cannot see the chart. */
  readonly description: string;
  readonly xLabel: string;
  readonly series: readonly ChartSeries[];
  readonly references?: readonly ReferenceLine[];
  readonly scale?: ScaleKind;
  readonly xScale?: ScaleKind;
  /** Fixed ends of the y axis, such as [0, 1] for probabilities. */
  readonly yRange?: readonly [number, number];
  /** Says how far the values go that a few outliers had cut off. */
  readonly cutText?: (low: number, high: number) => string;
  readonly width?: number;
  readonly height?: number;
}

/** What is drawn of a series: at most a bucket a pixel. */
interface Drawn {
  readonly series: ChartSeries;
  readonly envelope: Envelope;
}

/** Wide enough that a mean is of several steps and the line does not hide its band. */
const PIXELS_A_BUCKET = 4;
const FONT = 12;
const LABEL_HEIGHT = 16;

/** @returns an `svg` element that fills the width it is given */
export function lineChart(spec: ChartSpec): string {
  const { width = 720, height = 300, references = [] } = spec;
  const drawn = spec.series.map((series) => ({
    series,
    envelope: downsample(series.x, series.y, Math.round(width / PIXELS_A_BUCKET)),
  }));
  const domain = chartDomain(
    drawn.map(({ envelope }) => envelope),
    { references: references.map(({ y }) => y), scale: spec.scale ?? "linear", yRange: spec.yRange },
  );
  const labels = [
    ...drawn.map(({ series, envelope }) => endText(series, envelope)),
    ...references.map(({ label }) => label),
  ];
  const scales = { scale: spec.scale ?? "linear", xScale: spec.xScale ?? "linear" };
  const frame = chartFrame({ width, height, fontSize: FONT, labels, domain, ...scales });
  const cut = domain.cut === undefined ? undefined : spec.cutText?.(...domain.cut);
  return picture(spec, { width, height }, [
    clipPath(spec.id, frame),
    drawAxes(frame, spec.xLabel),
    ...references.map((line) => drawReference(line, frame)),
    element(
      "g",
      { "clip-path": `url(#${spec.id}-clip)` },
      drawn.flatMap((one) => [drawBand(one, frame), drawMean(one, frame)]),
    ),
    ...drawn.map((one) => (one.series.dots === true ? drawDots(one, frame) : "")),
    drawEndLabels(drawn, references, frame),
    cut === undefined ? "" : noteAbove(cut, frame),
  ]);
}

/** The `svg` element around `parts`, with its title and description. */
function picture(
  { id, title, description }: ChartSpec,
  { width, height }: { readonly width: number; readonly height: number },
  parts: readonly string[],
): string {
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": `${id}-title ${id}-desc`,
    "font-family": "inherit",
    "font-size": FONT,
  };
  return element("svg", attributes, [
    element("title", { id: `${id}-title` }, [escapeXml(title)]),
    element("desc", { id: `${id}-desc` }, [escapeXml(description)]),
    ...parts,
  ]);
}

const clipPath = (id: string, { left, top, right, bottom }: ChartFrame): string =>
  element("clipPath", { id: `${id}-clip` }, [
    element("rect", { x: left, y: top - 1, width: right - left + 1, height: bottom - top + 2 }),
  ]);

function drawReference({ y }: ReferenceLine, { left, right, y: scale }: ChartFrame): string {
  const at = round(scale.at(y));
  return element("path", {
    d: `M${left} ${at}H${right}`,
    stroke: colourOf("neutral"),
    "stroke-width": 1.25,
    "stroke-dasharray": "1.5 4",
    "stroke-linecap": "round",
  });
}

/** From the least to the greatest value of each bucket; nothing where a bucket is one value. */
function drawBand({ series, envelope: { x, min, max } }: Drawn, frame: ChartFrame): string {
  const parts = runsOf(min).map(([start, end]) => {
    const upper: string[] = [];
    const lower: string[] = [];
    for (let i = start; i < end; i += 1) {
      upper.push(`${round(frame.x.at(x[i] as number))} ${round(frame.y.at(max[i] as number))}`);
      lower.unshift(`${round(frame.x.at(x[i] as number))} ${round(frame.y.at(min[i] as number))}`);
    }
    return `M${[...upper, ...lower].join("L")}Z`;
  });
  const flat = min === max || min.every((value, i) => value === max[i] || Number.isNaN(value));
  return flat ? "" : element("path", { d: parts.join(""), fill: colourOf(series.role), "fill-opacity": 0.16 });
}

function drawMean({ series, envelope: { x, mean } }: Drawn, frame: ChartFrame): string {
  const d = runsOf(mean).map(([start, end]) => {
    const places = Array.from({ length: end - start }, (_, i) => {
      return `${round(frame.x.at(x[start + i] as number))} ${round(frame.y.at(mean[start + i] as number))}`;
    });
    // A single value between gaps would leave no mark.
    return places.length === 1 ? `M${places[0]}h0` : `M${places.join("L")}`;
  });
  return element("path", {
    d: d.join(""),
    fill: "none",
    stroke: colourOf(series.role),
    "stroke-width": 1.75,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    "stroke-dasharray": series.dash,
  });
}

function drawDots({ series, envelope: { x, mean } }: Drawn, frame: ChartFrame): string {
  const places = Array.from(mean, (value, i) =>
    Number.isFinite(value) ? `M${round(frame.x.at(x[i] as number))} ${round(frame.y.at(value))}h0` : "",
  );
  const stroke = { stroke: colourOf(series.role), "stroke-width": 6, "stroke-linecap": "round" };
  return element("path", { d: places.join(""), ...stroke });
}

/** Stretches [start, end) of finite values. */
function runsOf(values: Float64Array): [number, number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isFinite(values[i])) continue;
    const start = i;
    while (i < values.length && Number.isFinite(values[i])) i += 1;
    runs.push([start, i]);
  }
  return runs;
}

const lastFinite = (values: Float64Array): number => values.findLast((value) => Number.isFinite(value)) ?? Number.NaN;

/** `D 1.31`: the name and the last value. */
function endText({ label }: ChartSeries, { mean }: Envelope): string {
  const last = lastFinite(mean);
  return Number.isNaN(last) ? label : `${label} ${shortNumber(last)}`.trimStart();
}

function drawEndLabels(drawn: readonly Drawn[], references: readonly ReferenceLine[], frame: ChartFrame): string {
  const wanted = [
    ...drawn.map(({ series, envelope }) => {
      const value = lastFinite(envelope.mean);
      const at = Number.isNaN(value) ? (frame.top + frame.bottom) / 2 : frame.y.at(value);
      return { text: endText(series, envelope), at, colour: colourOf(series.role), weight: 600 };
    }),
    ...references.map(({ y, label }) => ({ text: label, at: frame.y.at(y), colour: colourOf("neutral"), weight: 400 })),
  ];
  const clamped = wanted.map(({ at }) => Math.min(frame.bottom, Math.max(frame.top, at)));
  const centres = spreadLabels(clamped, LABEL_HEIGHT, [frame.top - 8, frame.bottom + 8]);
  return element(
    "g",
    {},
    wanted.flatMap(({ text, colour, weight }, i) => {
      const centre = centres[i] as number;
      const from = clamped[i] as number;
      const leader = element("path", {
        d: `M${frame.right + 2} ${round(from)}L${frame.right + 8} ${round(centre)}`,
        stroke: colour,
        "stroke-opacity": 0.6,
        fill: "none",
      });
      const attributes = { x: frame.right + 11, y: round(centre + 4), fill: colour, "font-weight": weight };
      return [leader, element("text", attributes, [escapeXml(text)])];
    }),
  );
}

const noteAbove = (text: string, { left, top }: ChartFrame): string =>
  element("text", { x: left + 4, y: top - 6, fill: "var(--muted, #5b6470)", "font-size": 11 }, [escapeXml(text)]);
