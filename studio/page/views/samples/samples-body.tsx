/** @file The Samples view of a run that has pictures: what to show, how large, how fast, and what to take away. */
import type { FunctionComponent, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { ScrubberBar } from "../../parts/scrubber-bar.tsx";
import { Segments } from "../../parts/segments.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { GridMode } from "./grid-mode.tsx";
import { RealsMode } from "./reals-mode.tsx";
import { LARGEST_ZOOM, SHOWN, type Shown } from "./sample-options.ts";
import type { SamplesProps } from "./samples-props.ts";
import { TimeMode } from "./time-mode.tsx";

const CompareMode = partOnUse<SamplesProps>(() =>
  import("./compare/compare-mode.tsx").then((module) => module.CompareMode),
);

const MODES: Readonly<Record<Shown, FunctionComponent<SamplesProps>>> = {
  grid: GridMode,
  time: TimeMode,
  compare: CompareMode,
  reals: RealsMode,
};

export function SamplesBody(props: SamplesProps): JSX.Element {
  const shown = useRef<HTMLDivElement>(null);
  const [rate, setRate] = useState<number>(10);
  const Mode = MODES[props.options.show];
  return (
    <div class="samples">
      <div class="samples-bar">
        <ModeChoice {...props} />
        {props.detail.liveSamples ? <WeightsChoice {...props} /> : null}
        <ZoomChoice {...props} />
        <RateChoice rate={rate} setRate={setRate} />
        <ExportMenu {...props} shown={shown} />
      </div>
      <ScrubberBar rate={rate} />
      <div class="samples-shown" ref={shown}>
        <Mode {...props} />
      </div>
    </div>
  );
}

function ModeChoice({ options, setOptions }: SamplesProps): JSX.Element {
  const { modes } = samplesText.value;
  return (
    <Segments
      quiet
      label={modes.label}
      options={SHOWN.map((value) => ({ value, text: modes[value] }))}
      value={options.show}
      onChange={(show) => setOptions({ show: show === "grid" ? null : show })}
    />
  );
}

const WEIGHTS = ["average", "live"] as const;

function WeightsChoice({ options, setOptions }: SamplesProps): JSX.Element {
  const { weights } = samplesText.value;
  return (
    <Segments
      quiet
      label={weights.label}
      options={WEIGHTS.map((value) => ({ value, text: weights[value] }))}
      value={options.weights}
      onChange={(chosen) => setOptions({ weights: chosen === "average" ? null : chosen })}
    />
  );
}

function ZoomChoice({ options, setOptions, zoom: told }: SamplesProps): JSX.Element {
  const { zoom } = samplesText.value;
  const present = options.zoom ?? told.value;
  const to = (next: number): void => setOptions({ zoom: String(Math.min(LARGEST_ZOOM, Math.max(1, next))) });
  return (
    <fieldset class="zoom">
      <legend class="hidden-text">{zoom.label}</legend>
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

interface RateProps {
  readonly rate: number;
  readonly setRate: (rate: number) => void;
}

function RateChoice({ rate, setRate }: RateProps): JSX.Element {
  const text = samplesText.value;
  return (
    <label>
      <span class="hidden-text">{text.rate}</span>
      <select value={rate} title={text.rate} onInput={({ currentTarget }) => setRate(Number(currentTarget.value))}>
        {RATES.map((each) => (
          <option key={each} value={each}>
            {text.perSecond({ count: each })}
          </option>
        ))}
      </select>
    </label>
  );
}
