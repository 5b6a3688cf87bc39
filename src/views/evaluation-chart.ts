/** @file What a run's checkpoints were worth, by step: one line for each way in which they were measured. */
import type { EvaluationRow } from "../store/run-record.ts";
import type { ChartSeries, ChartSpec } from "./line-chart.ts";
import { type ChartContext, described } from "./training-charts.ts";

/** Which of an evaluation's numbers is drawn: the first that every one of a kind has. Less is better for all three. */
const DECIDING = ["frechet", "sliced", "kid"] as const;

/** Numbers that can be compared with one another. */
const kindOf = ({ features, against, n, nReal, seed }: EvaluationRow): string =>
  JSON.stringify([features, against, n, nReal, seed]);

/** Lines differ by dash as well as by colour. */
const LOOKS = [
  { role: "generated" },
  { role: "neutral", dash: "7 4" },
  { role: "discriminator", dash: "2 3" },
  { role: "real", dash: "10 3 2 3" },
] as const;

/**
 * Of several measurements of a step, the newest; of more kinds than four, those with the most steps.
 * @returns null for a run that was never measured
 */
export function evaluationChart(
  rows: readonly EvaluationRow[],
  { messages }: ChartContext,
): Omit<ChartSpec, "width" | "height"> | null {
  const kinds = grouped(rows).flatMap((kind) => {
    const metric = DECIDING.find((name) => kind.every(({ values }) => typeof values[name] === "number"));
    return metric === undefined ? [] : [{ metric, byStep: newest(kind, metric), floor: floorOf(kind, metric) }];
  });
  const most = kinds.sort((a, b) => b.byStep.size - a.byStep.size).slice(0, LOOKS.length);
  const series = most.map(({ metric, byStep }, i): ChartSeries => {
    const steps = [...byStep.keys()].sort((a, b) => a - b);
    const look = LOOKS[i] as (typeof LOOKS)[number];
    return { label: metric, ...look, dots: true, x: steps, y: steps.map((step) => byStep.get(step) as number) };
  });
  const references = most.flatMap(({ metric, floor }) =>
    floor === null ? [] : [{ y: floor, label: messages.worth.floor({ metric }) }],
  );
  return described({ id: "worth", title: messages.worth.title, series, references }, messages);
}

/** Rows of a kind together, in their order. */
function grouped(rows: readonly EvaluationRow[]): EvaluationRow[][] {
  const kinds = new Map<string, EvaluationRow[]>();
  for (const row of rows) kinds.set(kindOf(row), [...(kinds.get(kindOf(row)) ?? []), row]);
  return [...kinds.values()];
}

/** What the newest of them says lies between two samples of the data. */
function floorOf(kind: readonly EvaluationRow[], metric: string): number | null {
  const known = kind.flatMap(({ floor }) => floor?.[metric] ?? []);
  return known.at(-1) ?? null;
}

const newest = (kind: readonly EvaluationRow[], metric: string): Map<number, number> =>
  new Map(kind.map(({ step, values }) => [step, values[metric] as number]));
