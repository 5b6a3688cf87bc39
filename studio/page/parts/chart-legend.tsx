/** @file The lines of a chart by name, with their values at the cursor, or at their ends. */
import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { type ChartLine, factsOf } from "./chart-data.ts";
import type { ChartAxis } from "./chart-props.ts";
import { shortNumber } from "./numbers.ts";

export interface ChartLegendProps {
  readonly lines: readonly ChartLine[];
  /** Index of the common x; null: no cursor. */
  readonly cursor: ReadonlySignal<number | null>;
  readonly x: readonly number[];
  readonly axis: ChartAxis;
}

export function ChartLegend({ lines, cursor, x, axis }: ChartLegendProps): JSX.Element {
  const here = cursor.value === null ? undefined : x[cursor.value];
  return (
    <ul class="legend" aria-hidden="true">
      {lines.map((line) => (
        <li key={line.key}>
          <svg aria-hidden="true" viewBox="0 0 22 8" class={`ink-${line.ink}`}>
            <path d="M0 4h22" stroke-dasharray={line.dash?.join(" ")} />
          </svg>
          {line.label}
          <b>{shortNumber(here === undefined ? factsOf(line)?.last : valueAt(line, here))}</b>
        </li>
      ))}
      {here !== undefined && (
        <li class="where">
          {axis.label} {axis.format(here)}
        </li>
      )}
    </ul>
  );
}

/** At this x, or the last one before it. */
function valueAt({ x, y }: ChartLine, here: number): number | undefined {
  const i = x.findLastIndex((value) => value <= here);
  return y[i];
}
