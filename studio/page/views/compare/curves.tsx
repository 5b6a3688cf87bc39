/** @file One chart a metric, one line a run. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { compareText } from "../../messages/texts.ts";
import type { ChartLine } from "../../parts/chart-data.ts";
import { ChartFigure } from "../../parts/chart-figure.tsx";
import type { ChartAxis } from "../../parts/chart-props.ts";
import { durationText, wholeNumber } from "../../parts/numbers.ts";
import { useStudio } from "../../state/studio.ts";
import type { Unit } from "./alignment.ts";
import type { CompareProps } from "./compare-query.ts";
import { COLOURS, type Compared, DASHES } from "./compared.ts";
import { curveNames, curveOf, USUAL } from "./curve-data.ts";
import { curveTitle } from "./curve-title.ts";

export interface CurvesProps extends CompareProps {
  readonly compared: readonly Compared[];
}

export function Curves({ compared, options, change }: CurvesProps): JSX.Element {
  const { router } = useStudio();
  const [zoom, setZoom] = useZoom(options.by);
  const at = useSignal(options.at);
  useEffect(() => {
    at.value = options.at;
  }, [at, options.at]);
  const text = compareText.value.curves;
  const names = useNames(compared);
  const asked = router.route.value.query.curves?.split(",").filter((name) => names.includes(name));
  const shown = asked ?? [...USUAL.filter((name) => names.includes(name)), ...measuredBest(compared)];
  const axis = axisOf(options.by);
  return (
    <section class="curves" aria-label={text.title}>
      <div class="curves-head">
        <h2>{text.title}</h2>
        <ChooseCurves names={names} shown={shown} set={(next) => router.setQuery({ curves: next.join(",") })} />
      </div>
      {names.length === 0 && <p class="quiet">{text.none}</p>}
      <div class="charts">
        {shown.map((name) => (
          <MetricChart key={name} name={name} compared={compared} unit={options.by}>
            {(lines) => (
              <ChartFigure
                title={curveTitle(name)}
                how={text.how}
                lines={lines}
                axis={axis}
                scrub={at}
                onPick={(point) => change({ at: point })}
                zoom={zoom}
                onZoom={setZoom}
              />
            )}
          </MetricChart>
        ))}
      </div>
    </section>
  );
}

type Zoom = readonly [number, number] | null;

/** The stretch that all charts show; another unit shows all. */
function useZoom(unit: Unit): readonly [Zoom, (zoom: Zoom) => void] {
  const [zoom, setZoom] = useState<{ readonly unit: Unit; readonly range: Zoom }>({ unit, range: null });
  return [zoom.unit === unit ? zoom.range : null, (range) => setZoom({ unit, range })];
}

/** Counts up when any of the runs has other numbers. */
const versionOf = (compared: readonly Compared[]): string =>
  compared
    .map(({ run }) => `${run.id} ${run.series.version.value} ${run.detail.value?.evaluations.length ?? 0}`)
    .join("\n");

function useNames(compared: readonly Compared[]): readonly string[] {
  const version = versionOf(compared);
  return useMemo(() => curveNames(compared.map(({ run }) => run)), [version]);
}

/** The measure by which evaluations called one the best. */
function measuredBest(compared: readonly Compared[]): readonly string[] {
  const metrics = compared.flatMap(({ run }) => run.summary.value?.best?.metric ?? []);
  return [...new Set(metrics)];
}

function axisOf(unit: Unit): ChartAxis {
  const label = compareText.value.by[unit];
  return { label, format: unit === "time" ? durationText : wholeNumber };
}

interface MetricChartProps {
  readonly name: string;
  readonly compared: readonly Compared[];
  readonly unit: Unit;
  readonly children: (lines: readonly ChartLine[]) => JSX.Element;
}

/** Makes the lines anew only where there are other numbers: what draws them tells by the array. */
function MetricChart({ name, compared, unit, children }: MetricChartProps): JSX.Element {
  const version = versionOf(compared);
  const lines = useMemo(() => compared.flatMap((one) => lineOf(one, name, unit) ?? []), [name, unit, version]);
  return children(lines);
}

function lineOf({ run, number }: Compared, name: string, unit: Unit): ChartLine | null {
  const curve = curveOf(run, name, unit);
  if (curve === null) return null;
  const [ink = "neutral", dash = []] = [COLOURS[number - 1], DASHES[number - 1]];
  const measured = run.series.column(name) === undefined;
  return { key: run.id, label: `${number} ${run.id}`, ink, dash, ...curve, ...(measured && { dots: true }) };
}

interface ChooseCurvesProps {
  readonly names: readonly string[];
  readonly shown: readonly string[];
  readonly set: (names: readonly string[]) => void;
}

function ChooseCurves({ names, shown, set }: ChooseCurvesProps): JSX.Element | null {
  const text = compareText.value.curves;
  if (names.length === 0) return null;
  const choose = (name: string, on: boolean): void =>
    set(on ? [...shown, name] : shown.filter((other) => other !== name));
  return (
    <details class="choose-curves">
      <summary>{text.choose({ count: shown.length, all: names.length })}</summary>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <label title={name}>
              <input
                type="checkbox"
                checked={shown.includes(name)}
                onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
              />
              {curveTitle(name)}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
