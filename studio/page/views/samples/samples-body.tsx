/** @file The Samples view of a run that has pictures: what to show, how large, how fast, and what to take away. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/samples.ts";
import { Icon } from "../../parts/icon.tsx";
import { useTicks } from "../../state/use-ticks.ts";
import { CompareMode } from "./compare-mode.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { GridMode } from "./grid-mode.tsx";
import { RealsMode } from "./reals-mode.tsx";
import { LARGEST_ZOOM, SHOWN, type Shown } from "./sample-options.ts";
import type { SamplesProps } from "./samples-props.ts";
import { StepSlider } from "./step-slider.tsx";
import { TimeMode } from "./time-mode.tsx";

const MODES: Readonly<Record<Shown, (props: SamplesProps) => JSX.Element>> = {
  grid: GridMode,
  time: TimeMode,
  compare: CompareMode,
  reals: RealsMode,
};

export function SamplesBody(props: SamplesProps): JSX.Element {
  const shown = useRef<HTMLDivElement>(null);
  const Mode = MODES[props.options.show];
  return (
    <div class="samples">
      <div class="samples-bar">
        <ModeChoice {...props} />
        <ZoomChoice {...props} />
        {props.options.show === "time" ? null : <Playing {...props} />}
        <ExportMenu {...props} shown={shown} />
      </div>
      {props.options.show === "time" ? null : <StepSlider {...props} />}
      <div class="samples-shown" ref={shown}>
        <Mode {...props} />
      </div>
    </div>
  );
}

function ModeChoice({ options, setOptions }: SamplesProps): JSX.Element {
  const { modes } = samplesText.value;
  return (
    <fieldset class="choice">
      <legend class="unseen">{modes.label}</legend>
      {SHOWN.map((shown) => (
        <label key={shown}>
          <input
            type="radio"
            name="samples-show"
            value={shown}
            checked={options.show === shown}
            onChange={() => setOptions({ show: shown === "grid" ? null : shown })}
          />
          <span>{modes[shown]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ZoomChoice({ options, setOptions, zoom: told }: SamplesProps): JSX.Element {
  const { zoom } = samplesText.value;
  const present = options.zoom ?? told.value;
  const to = (next: number): void => setOptions({ zoom: String(Math.min(LARGEST_ZOOM, Math.max(1, next))) });
  return (
    <fieldset class="zoom">
      <legend class="unseen">{zoom.label}</legend>
      <button type="button" aria-label={zoom.out} title={zoom.out} onClick={() => to(present - 1)}>
        −
      </button>
      <output>{zoom.times({ zoom: present })}</output>
      <button type="button" aria-label={zoom.in} title={zoom.in} onClick={() => to(present + 1)}>
        +
      </button>
      <button type="button" aria-pressed={options.zoom === null} onClick={() => setOptions({ zoom: null })}>
        {zoom.fit}
      </button>
    </fieldset>
  );
}

const RATES = [2, 5, 10, 15, 30, 60] as const;

/** Nothing plays by itself, so reduced motion needs no other way. */
function Playing({ steps, step, goTo, playing }: SamplesProps): JSX.Element {
  const text = samplesText.value;
  const [rate, setRate] = useState(10);
  const on = playing.value;
  const at = steps.indexOf(step);
  const last = steps.length - 1;
  useEffect(() => {
    if (on && at === last) goTo(steps[0] as number); // from the end it begins anew
  }, [on]);
  useTicks(on, rate, () => {
    const next = steps[at + 1];
    if (next !== undefined) goTo(at + 1 === last ? null : next);
    if (at + 1 >= last) playing.value = false;
  });
  useEffect(
    () => () => {
      playing.value = false;
    },
    [playing],
  );
  return (
    <div class="playing">
      <button
        type="button"
        disabled={last < 1}
        onClick={() => {
          playing.value = !on;
        }}
      >
        <Icon name={on ? "pause" : "play"} />
        {on ? text.pause : text.play}
      </button>
      <label>
        <span class="unseen">{text.rate}</span>
        <select value={rate} title={text.rate} onInput={({ currentTarget }) => setRate(Number(currentTarget.value))}>
          {RATES.map((each) => (
            <option key={each} value={each}>
              {text.perSecond({ count: each })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
