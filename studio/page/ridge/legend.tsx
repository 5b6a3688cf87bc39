/** @file Both outlines by name, with the medians of a row. */
import type { JSX } from "preact";
import type { OutputsLine } from "../../api/index.ts";
import { wholeNumber } from "../parts/numbers.ts";
import { medianOf, overlapText } from "./facts.ts";
import { ridgeText } from "./text.ts";

export function RidgeLegend({ line }: { readonly line: OutputsLine }): JSX.Element {
  const text = ridgeText.value;
  return (
    <ul class="legend" aria-hidden="true">
      {(["real", "fake"] as const).map((side) => (
        <li key={side}>
          <svg aria-hidden="true" viewBox="0 0 22 8" class={`ink-${side === "real" ? "real" : "generated"}`}>
            <path d="M0 4h22" stroke-dasharray={side === "fake" ? "4 3" : undefined} />
          </svg>
          {text[side]}
          <b>{medianOf(line[side])}</b>
        </li>
      ))}
      <li>
        {text.overlap} <b>{overlapText(line)}</b>
      </li>
      <li class="where">
        {text.step} {wholeNumber(line.step)}
      </li>
    </ul>
  );
}
