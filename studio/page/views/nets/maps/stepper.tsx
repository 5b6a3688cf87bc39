/** @file Which channel is looked at: a number, and one on or back. */
import type { JSX } from "preact";
import { Icon } from "../../../parts/icon.tsx";
import { wholeNumber } from "../../../parts/numbers.ts";
import { mapsText } from "./maps-text.ts";

export interface StepperProps {
  readonly of: "channel" | "unit";
  readonly at: number;
  readonly count: number;
  readonly go: (at: number) => void;
}

export function Stepper({ of, at, count, go }: StepperProps): JSX.Element {
  const text = mapsText.value;
  const last = count - 1;
  const step = (by: number): void => go(Math.min(last, Math.max(0, at + by)));
  return (
    <div class="maps-row maps-stepper">
      <label>
        {text[of]}{" "}
        <input
          {...{ type: "number", min: 0, max: last, step: 1, value: at }}
          onInput={({ currentTarget: { valueAsNumber: value } }) => {
            if (Number.isInteger(value) && value >= 0 && value <= last) go(value);
          }}
        />
      </label>
      <span class="quiet">{text.range({ last: wholeNumber(last) })}</span>
      <button type="button" aria-label={text.previous[of]} aria-disabled={at === 0} onClick={() => step(-1)}>
        <Icon name="back" />
      </button>
      <button type="button" aria-label={text.next[of]} aria-disabled={at === last} onClick={() => step(1)}>
        <Icon name="on" />
      </button>
    </div>
  );
}
