/** @file A run's number and the line it is drawn with: colour and dash. */
import type { JSX } from "preact";
import { COLOURS, DASHES } from "./compared.ts";

export const Swatch = ({ number }: { readonly number: number }): JSX.Element => (
  <span class="swatch">
    <b>{number}</b>
    <svg viewBox="0 0 34 8" aria-hidden="true">
      <line
        x1="1"
        x2="33"
        y1="4"
        y2="4"
        style={{ stroke: `var(--${COLOURS[number - 1] ?? "neutral"})` }}
        stroke-dasharray={(DASHES[number - 1] ?? []).join(" ") || undefined}
      />
    </svg>
  </span>
);
