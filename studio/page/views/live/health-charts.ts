/** @file The health charts of a run as data: which lines, references and zones each has. */
import type { EvaluationRow } from "gantry/store";
import { liveText } from "../../messages/texts.ts";
import type { ChartLine } from "../../parts/chart-data.ts";
import type { Mark, ReferenceLine, Zone } from "../../parts/chart-paint.ts";
import type { Column, SeriesStore } from "../../state/series-store.ts";

export interface HealthChart {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  readonly lines: readonly ChartLine[];
  readonly references?: readonly ReferenceLine[];
  readonly zones?: readonly Zone[];
  readonly range?: readonly [number, number];
  readonly log?: boolean;
  /** Beside those that all charts have. */
  readonly marks?: readonly Mark[];
}

export interface HealthInput {
  readonly column: (name: string) => Column | undefined;
  readonly evaluations: readonly EvaluationRow[];
  readonly loss: string | null;
  /** The best step by the evaluations. */
  readonly best: number | null;
  /** Steps as the axis counts. */
  readonly toX: (steps: readonly number[]) => number[];
}

const DASH = [7, 4];
const NOTHING: Column = { step: [], min: [], max: [], mean: [] };

type LineStyle = Pick<ChartLine, "ink"> & Partial<ChartLine>;
type Name = keyof (typeof liveText)["value"]["lines"];

/** @returns charts that have something to show */
export function healthCharts(input: HealthInput): readonly HealthChart[] {
  return [losses, outputs, diversity, metric, distance, gradients, updates, speed]
    .map((chart) => chart(input))
    .filter(({ lines }) => lines.some(({ x }) => x.length > 0));
}

function lineOf({ column, toX }: HealthInput, name: string, label: Name, style: LineStyle): ChartLine {
  const { step, mean } = column(name) ?? NOTHING;
  return { key: name, label: liveText.value.lines[label], x: toX(step), y: mean, ...style };
}

/** Where D guesses, for losses that have such a point. */
const guesses = (loss: string | null): boolean => loss === "ns" || loss === "minimax" || loss === "minimax-then-ns";

function losses(input: HealthInput): HealthChart {
  const text = liveText.value.charts;
  const known = guesses(input.loss);
  const g = input.loss === "minimax" ? -Math.LN2 : Math.LN2;
  return {
    ...{ id: "losses", title: text.losses, how: known ? text.lossesHow : text.lossesPlain },
    lines: [
      lineOf(input, "lossD", "lossD", { ink: "discriminator", smooth: true }),
      lineOf(input, "lossG", "lossG", { ink: "generated", smooth: true, dash: DASH }),
    ],
    references: known
      ? [
          { y: 2 * Math.LN2, label: "2 ln 2" },
          { y: g, label: g < 0 ? "−ln 2" : "ln 2" },
        ]
      : [],
  };
}

function outputs(input: HealthInput): HealthChart {
  const text = liveText.value;
  const critic = input.loss === "wasserstein";
  const band = (name: string): Partial<ChartLine> => {
    const [low, high, line] = [input.column(`${name}10`), input.column(`${name}90`), input.column(name)];
    const fits = low !== undefined && high !== undefined && line !== undefined && low.step.length === line.step.length;
    return fits ? { low: low.mean, high: high.mean } : {};
  };
  return {
    ...{ id: "outputs", title: critic ? text.charts.critic : text.charts.outputs },
    how: critic ? text.charts.criticHow : text.charts.outputsHow,
    lines: [
      lineOf(input, "dReal", "dReal", { ink: "real", ...band("dReal") }),
      lineOf(input, "dFake", "dFake", { ink: "generated", dash: DASH, ...band("dFake") }),
    ],
    ...(guesses(input.loss) ? { range: [0, 1], references: [{ y: 0.5, label: text.lines.half }] } : {}),
  };
}

function diversity(input: HealthInput): HealthChart {
  const text = liveText.value;
  const line = lineOf(input, "diversity", "diversity", { ink: "generated" });
  const most = line.y.reduce((a, b) => (b > a ? b : a), 1);
  return {
    ...{ id: "diversity", title: text.charts.diversity, how: text.charts.diversityHow, lines: [line] },
    range: [0, most * 1.08],
    zones: [
      { from: 0, to: 0.3, ink: "warning" },
      { from: 0, to: 0.6, ink: "warning" },
    ],
    references: [
      { y: 0.6, label: text.lines.lost },
      { y: 0.3, label: text.lines.collapsed },
    ],
  };
}

function metric({ evaluations, best, toX }: HealthInput): HealthChart {
  const text = liveText.value.charts;
  const last = evaluations.at(-1);
  // Numbers of other features or counts are not comparable.
  const like = evaluations.filter(
    ({ features, n, against }) => features === last?.features && n === last.n && against === last.against,
  );
  const [name = ""] = Object.keys(last?.values ?? {});
  const floor = last?.floor?.[name];
  const line: ChartLine = {
    ...{ key: name, label: name, ink: "accent", dots: true },
    x: toX(like.map(({ step }) => step)),
    y: like.map(({ values }) => values[name] ?? Number.NaN),
  };
  return {
    ...{ id: "metric", title: text.metric({ metric: name }), how: text.metricHow, lines: [line] },
    marks: best === null ? [] : toX([best]).map((x) => ({ x, ink: "accent" })),
    zones: typeof floor === "number" ? [{ from: 0, to: floor, ink: "neutral" }] : [],
    references: typeof floor === "number" ? [{ y: floor, label: liveText.value.lines.floor }] : [],
  };
}

function distance(input: HealthInput): HealthChart {
  const text = liveText.value;
  const floor = input.column("distanceFloor")?.mean.at(-1);
  return {
    ...{ id: "distance", title: text.charts.distance, how: text.charts.distanceHow },
    lines: [lineOf(input, "distance", "distance", { ink: "generated" })],
    ...(floor === undefined
      ? {}
      : { zones: [{ from: 0, to: floor, ink: "neutral" }], references: [{ y: floor, label: text.lines.floor }] }),
  };
}

const pair = (input: HealthInput, name: "gradient" | "update"): readonly ChartLine[] => [
  lineOf(input, `${name}D`, `${name}D`, { ink: "discriminator" }),
  lineOf(input, `${name}G`, `${name}G`, { ink: "generated", dash: DASH }),
];

function gradients(input: HealthInput): HealthChart {
  const text = liveText.value.charts;
  return { id: "gradients", title: text.gradients, how: text.gradientsHow, lines: pair(input, "gradient"), log: true };
}

function updates(input: HealthInput): HealthChart {
  const text = liveText.value.charts;
  return { id: "updates", title: text.updates, how: text.updatesHow, lines: pair(input, "update"), log: true };
}

function speed(input: HealthInput): HealthChart {
  const text = liveText.value.charts;
  const line = lineOf(input, "msPerStep", "speed", { ink: "neutral", smooth: true });
  return { id: "speed", title: text.speed, how: text.speedHow, lines: [{ ...line, y: line.y.map((ms) => 1000 / ms) }] };
}

export type AxisKind = "step" | "images" | "time";
export const AXES: readonly AxisKind[] = ["step", "images", "time"];

/** Steps → the axis's numbers, in between by the line; time counts from the first row. */
export function axisMap(axis: ReturnType<SeriesStore["axis"]>, kind: AxisKind): (steps: readonly number[]) => number[] {
  if (kind === "step") return (steps) => [...steps];
  const start = kind === "time" ? (axis.time[0] ?? 0) : 0;
  return (steps) => steps.map((step) => between(axis.step, axis[kind], step) - start);
}

/** y at x0, linear between known points, at the ends as at the end. */
export function between(x: readonly number[], y: readonly number[], x0: number): number {
  let [low, high] = [0, x.length - 1];
  if (high < 0) return x0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= x0) low = middle;
    else high = middle;
  }
  const [a, b] = [x[low] as number, x[high] as number];
  const share = b > a ? Math.min(Math.max((x0 - a) / (b - a), 0), 1) : 0;
  return (y[low] as number) + share * ((y[high] as number) - (y[low] as number));
}
