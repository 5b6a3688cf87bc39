/** @file Channels side by side, up to 64 of them: those around the one that is looked at. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import type { ShownValue } from "../../../workers/latent-messages.ts";
import { MapCanvas } from "./map-canvas.tsx";
import type { Scale } from "./map-pixels.ts";
import { mapsText } from "./maps-text.ts";

const MOST = 64;

export interface ChannelSheetProps {
  readonly value: ShownValue;
  readonly channel: number;
  readonly go: (channel: number) => void;
  readonly scaleAt: (channel: number) => Scale;
}

export function ChannelSheet({ value, channel, go, scaleAt }: ChannelSheetProps): JSX.Element {
  const group = useId();
  const [count] = value.shape;
  const from = Math.floor(channel / MOST) * MOST;
  const shown = Array.from({ length: Math.min(MOST, count - from) }, (_, i) => from + i);
  const range = { from: wholeNumber(from), to: wholeNumber(from + shown.length - 1), count: wholeNumber(count) };
  return (
    <fieldset class="maps-sheet">
      <legend class="quiet">{mapsText.value.sheet(range)}</legend>
      {shown.map((each) => (
        <label key={each} title={tileText(value, each)}>
          <input
            type="radio"
            name={group}
            checked={each === channel}
            aria-label={tileText(value, each)}
            onChange={() => go(each)}
          />
          <MapCanvas value={value} channel={each} scale={scaleAt(each)} about={64} />
        </label>
      ))}
    </fieldset>
  );
}

function tileText({ facts }: ShownValue, channel: number): string {
  const { mean, std, max } = facts[channel] ?? {};
  const numbers = { mean: shortNumber(mean), std: shortNumber(std), max: shortNumber(max) };
  return mapsText.value.tile({ channel: wholeNumber(channel), ...numbers });
}
