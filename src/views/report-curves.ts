/** @file The report's charts, each with a sentence on how to read it and a table of the same numbers. */
import type { ReportMessages } from "../messages/report.ts";
import type { MetricsTable } from "../store/metrics-table.ts";
import type { EvaluationRow } from "../store/run-record.ts";
import { evaluationChart } from "./evaluation-chart.ts";
import { table, tag, text } from "./html.ts";
import { type ChartSpec, lineChart } from "./line-chart.ts";
import { shortNumber } from "./number-text.ts";
import { type ChartContext, guessingG, isCritic, lossChart, otherCharts, outputChart } from "./training-charts.ts";

/** Rows of the table under a chart. */
const TABLE_ROWS = 20;

/** @returns a section; without logged numbers it says so */
export function curvesSection(
  metrics: MetricsTable,
  evaluations: readonly EvaluationRow[],
  context: ChartContext,
): string {
  const { messages, loss } = context;
  const title = tag("h2", {}, text(messages.curves.title));
  const { losses, probabilities } = messages;
  const main = [
    chartFigure(evaluationChart(evaluations, context), messages.worth.how, messages),
    chartFigure(lossChart(metrics, context), guessingG(loss) === null ? losses.plain : losses.how, messages),
    chartFigure(outputChart(metrics, context), isCritic(loss) ? probabilities.criticHow : probabilities.how, messages),
  ].filter((figure) => figure !== "");
  const others = otherCharts(metrics, context).map((chart) => smallFigure(chart));
  if (main.length + others.length === 0) {
    return tag("section", { id: "curves" }, title, tag("p", { class: "lead" }, text(messages.curves.none)));
  }
  const rest =
    others.length === 0
      ? ""
      : tag("details", {}, tag("summary", {}, text(messages.others.title)), tag("div", { class: "small" }, ...others));
  return tag(
    "section",
    { id: "curves" },
    title,
    tag("p", { class: "lead" }, text(messages.curves.lead)),
    ...main,
    rest,
  );
}

type Chart = Omit<ChartSpec, "width" | "height">;

function chartFigure(chart: Chart | null, how: string, messages: ReportMessages): string {
  if (chart === null) return "";
  return tag(
    "figure",
    { class: "chart", "aria-labelledby": `${chart.id}-heading` },
    tag("h3", { id: `${chart.id}-heading` }, text(chart.title)),
    tag("p", { class: "how" }, text(how)),
    withClass("wide", lineChart({ ...chart, width: 900, height: 320 })),
    withClass("narrow", lineChart({ ...chart, id: `${chart.id}-narrow`, width: 400, height: 280 })),
    tag("details", {}, tag("summary", {}, text(messages.asTable)), seriesTable(chart, messages)),
  );
}

function smallFigure(chart: Chart): string {
  return tag(
    "figure",
    { class: "chart" },
    tag("h3", {}, text(chart.title)),
    lineChart({ ...chart, width: 400, height: 200 }),
  );
}

/** The chart's own root gets a class; nothing in it can look like it, for text is escaped. */
const withClass = (name: string, svg: string): string => svg.replace("<svg ", `<svg class="${name}" `);

/** Exact values at steps spread evenly from the first to the last. */
function seriesTable({ title, series }: Chart, messages: ReportMessages): string {
  const x = series[0]?.x ?? [];
  const rows = Math.min(TABLE_ROWS, x.length);
  const picked = Array.from({ length: rows }, (_, i) => Math.round((i * (x.length - 1)) / Math.max(rows - 1, 1)));
  return table(
    title,
    [messages.step, ...series.map(({ label }) => label)],
    picked.map((i) => [String(x[i]), ...series.map(({ y }) => shortNumber(y[i] ?? Number.NaN))]),
  );
}
