/** @file A cell in words. */
import type { GridInfo } from "gantry/store";
import { samplesText } from "../../messages/samples.ts";
import type { SamplesProps } from "./samples-props.ts";

/** The class of a cell by name, of a conditional run. */
export function classOfCell({ detail }: Pick<SamplesProps, "detail">, cell: number): string | null {
  const index = detail.grid?.classes?.[cell];
  return index === undefined ? null : (detail.record.data.classes?.[index] ?? String(index));
}

/** The attribute that a cell's row walks. */
export function walkedBy(grid: GridInfo | null, cell: number): string | null {
  const names = grid?.attributes ?? [];
  return names.length === 0 || grid === null ? null : (names[Math.floor(cell / grid.columns) % names.length] as string);
}

export function cellText(props: Pick<SamplesProps, "detail" | "format">, cell: number, step: number): string {
  const text = samplesText.value;
  const { grid } = props.detail;
  const shown = props.format(step);
  if (grid?.kind === "points") return text.points({ step: shown, count: props.format(grid.count) });
  const facts = { cell, seed: grid?.seed ?? 0, step: shown };
  const named = classOfCell(props, cell);
  if (named !== null) return text.cellOfClass({ ...facts, class: named });
  const attribute = walkedBy(grid, cell);
  return attribute === null ? text.cell(facts) : text.cellWalking({ ...facts, attribute });
}
