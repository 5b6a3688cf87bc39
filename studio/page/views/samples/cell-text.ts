/** @file A cell in words. */
import type { GridInfo } from "gantry/store";
import { samplesText } from "../../messages/texts.ts";
import type { SamplesProps } from "./samples-props.ts";

type Asked = { readonly class?: string; readonly attribute?: string };

/** What the row of a cell was asked for; null of a run that is told nothing, or an older one. */
export function askedOf(grid: GridInfo | null, cell: number): Asked | null {
  if (grid === null) return null;
  const row = Math.floor(cell / grid.columns);
  const names = grid.attributes ?? [];
  const walked = names[row % Math.max(1, names.length)];
  return grid.asked?.[row] ?? (walked === undefined ? null : { attribute: walked });
}

export function cellText(props: Pick<SamplesProps, "detail" | "format">, cell: number, step: number): string {
  const text = samplesText.value;
  const { grid } = props.detail;
  const shown = props.format(step);
  if (grid?.kind === "points") return text.points({ step: shown, count: props.format(grid.count) });
  const facts = { cell, seed: grid?.seed ?? 0, step: shown };
  const { class: named, attribute } = askedOf(grid, cell) ?? {};
  if (named !== undefined) return text.cellOfClass({ ...facts, class: named });
  return attribute === undefined ? text.cell(facts) : text.cellWalking({ ...facts, attribute });
}
