/** @file Units of a layer without maps, as bars from 0 up and down. */
import type { JSX } from "preact";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import type { ShownValue } from "../../../workers/latent-messages.ts";
import { scaleOf } from "./map-pixels.ts";
import { mapsText } from "./maps-text.ts";

export interface UnitBarsProps {
  readonly value: ShownValue;
  /** How it is called. */
  readonly name: string;
  readonly unit: number;
}

const HEIGHT = 100;

export function UnitBars({ value, name, unit }: UnitBarsProps): JSX.Element {
  const { data, facts } = value;
  const [own] = facts;
  const { limit, signed } = scaleOf(facts);
  const zero = signed ? HEIGHT / 2 : HEIGHT;
  const pathOf = (sign: number): string =>
    Array.from(data, (number, i) => {
      const length = Math.max(0, (sign * number) / (limit || 1)) * zero;
      return length > 0 && Number.isFinite(length) ? `M${i} ${zero}h1v${-sign * length}h-1z` : "";
    }).join("");
  const numbers = { min: shortNumber(own?.min), max: shortNumber(own?.max), count: wholeNumber(data.length) };
  return (
    <svg
      class="maps-bars"
      viewBox={`0 0 ${data.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={mapsText.value.bars({ value: name, ...numbers })}
    >
      <rect class="at" x={unit} y={0} width={1} height={HEIGHT} />
      <path class="above" d={pathOf(1)} />
      <path class="below" d={pathOf(-1)} />
    </svg>
  );
}
