/** @file Which evaluation was the best, as training decides it: the least of the metric that its configuration names. */
import type { EvaluationRow, RunRecord } from "gantry/store";
import type { RunSummary } from "../../api/index.ts";

export function bestOf(record: RunRecord, rows: readonly EvaluationRow[]): RunSummary["best"] {
  const asked = record.config.evalMetric?.value;
  const metric =
    typeof asked === "string" && asked !== "auto"
      ? asked
      : ({ images: "frechet", points: "sliced" } as const)[record.data.kind];
  const measured = rows.flatMap((row) => {
    const value = row.values[metric];
    return typeof value === "number" && row.against === record.data.name ? [{ row, value }] : [];
  });
  const last = measured.at(-1)?.row;
  if (last === undefined) return null;
  // Numbers in other features, or of other sample sizes, cannot be compared.
  const comparable = measured.filter(({ row }) => row.features === last.features && row.n === last.n);
  const { row, value } = comparable.reduce((best, one) => (one.value < best.value ? one : best));
  return { step: row.step, metric, value };
}
