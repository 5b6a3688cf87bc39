/** @file The charts of a training run, from its logged columns: losses, what D thinks, and whatever else was logged. */
import type { ReportMessages } from "../messages/report.ts";
import type { MetricsTable } from "../store/metrics-table.ts";
import type { ChartSeries, ChartSpec, ReferenceLine } from "./line-chart.ts";
import { shortNumber } from "./number-text.ts";
import type { Role } from "./palette.ts";

/** D ≡ ½: −log ½ for the real half and for the generated one. */
export const GUESSING_D: number = 2 * Math.LN2;

/** G's loss where D ≡ ½, for losses that have such a point: −log ½, or log(1 − ½) for minimax; else null. */
export function guessingG(loss: string | undefined): number | null {
  if (loss === "ns" || loss === "minimax-then-ns") return Math.LN2;
  return loss === "minimax" ? -Math.LN2 : null;
}

/** A critic's output is a value, a discriminator's a probability. */
export const isCritic = (loss: string | undefined): boolean => loss === "wasserstein";

export interface ChartContext {
  /** The loss by its name, where it is known. */
  readonly loss: string | undefined;
  readonly messages: ReportMessages;
}

/** Ids of charts must differ in a page; `summary` also tells the chart to those who do not see it. */
type Described = Omit<ChartSpec, "width" | "height">;

const SKIPPED = new Set(["step", "attempt", "time", "images", "epoch", "lossD", "lossG", "dReal", "dFake"]);

/** @returns null where neither loss was logged */
export function lossChart(table: MetricsTable, { loss, messages }: ChartContext): Described | null {
  const text = messages.losses;
  const g = guessingG(loss);
  const references: ReferenceLine[] =
    g === null
      ? []
      : [
          { y: GUESSING_D, label: text.dReference },
          { y: g, label: text.gReference({ negative: g < 0 }) },
        ];
  const series = [
    seriesOf(table, "lossD", { label: text.d, role: "discriminator" }),
    seriesOf(table, "lossG", { label: text.g, role: "generated", dash: "7 4" }),
  ];
  return described({ id: "losses", title: text.title, series, references }, messages);
}

/** @returns null where D's outputs were not logged */
export function outputChart(table: MetricsTable, { loss, messages }: ChartContext): Described | null {
  const text = messages.probabilities;
  const series = [
    seriesOf(table, "dReal", { label: text.real, role: "real" }),
    seriesOf(table, "dFake", { label: text.fake, role: "generated", dash: "7 4" }),
  ];
  const references = guessingG(loss) === null ? [] : [{ y: 0.5, label: text.half }];
  const title = isCritic(loss) ? text.critic : text.title;
  const chart = described({ id: "outputs", title, series, references }, messages);
  return chart === null || isCritic(loss) ? chart : { ...chart, yRange: [0, 1] };
}

/** One chart for each other column, under the name it was logged by. */
export function otherCharts(table: MetricsTable, { messages }: ChartContext): Described[] {
  return [...table.columns.keys()]
    .filter((name) => !SKIPPED.has(name))
    .flatMap((name, i) => {
      const series = seriesOf(table, name, { label: "", role: "neutral" });
      const chart = described(
        { id: `other-${i}`, title: name, series: [withoutGaps(series)], references: [] },
        messages,
      );
      return chart === null ? [] : [chart];
    });
}

interface Look {
  readonly label: string;
  readonly role: Role;
  readonly dash?: string;
}

function seriesOf(table: MetricsTable, name: string, look: Look): ChartSeries {
  const nothing = new Float64Array(0);
  const y = table.columns.get(name) ?? nothing;
  return { ...look, x: y.length === 0 ? nothing : (table.columns.get("step") ?? nothing), y };
}

/** Some values are logged at few steps; the others are not gaps in them. */
function withoutGaps({ x, y, ...look }: ChartSeries): ChartSeries {
  const kept = Array.from(y, (_, i) => i).filter((i) => Number.isFinite(y[i]));
  return { ...look, x: kept.map((i) => x[i] as number), y: kept.map((i) => y[i] as number) };
}

interface Undescribed {
  readonly id: string;
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly references: readonly ReferenceLine[];
}

export function described({ series, ...chart }: Undescribed, messages: ReportMessages): Described | null {
  const logged = series.filter(({ y }) => Array.prototype.some.call(y, Number.isFinite));
  if (logged.length === 0) return null;
  return {
    ...chart,
    series: logged,
    description: logged.map((one) => seriesSummary(one, chart.title, messages)).join(" "),
    xLabel: messages.step,
    cutText: (low, high) => messages.cut({ low: shortNumber(low), high: shortNumber(high) }),
  };
}

/** `D: first 1.4, last 0.92, least 0.41 at step 3200, …`: of values that are finite. */
export function seriesSummary({ label, x, y }: ChartSeries, title: string, messages: ReportMessages): string {
  let [first, last, least, greatest] = [-1, -1, -1, -1];
  for (let i = 0; i < y.length; i += 1) {
    const value = y[i] as number;
    if (!Number.isFinite(value)) continue;
    if (first < 0) [first, least, greatest] = [i, i, i];
    last = i;
    if (value < (y[least] as number)) least = i;
    if (value > (y[greatest] as number)) greatest = i;
  }
  const valueAt = (i: number): string => shortNumber(y[i] ?? Number.NaN);
  return messages.seriesSummary({
    label: label === "" ? title : label,
    first: valueAt(first),
    last: valueAt(last),
    min: valueAt(least),
    minStep: String(x[least] ?? "–"),
    max: valueAt(greatest),
    maxStep: String(x[greatest] ?? "–"),
  });
}
