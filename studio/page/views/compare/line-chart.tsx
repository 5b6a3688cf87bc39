/**
 * @file Lines of several runs over one axis, with a mark at the point looked at and the values there. It is drawn as
 * SVG: it scales, prints, and is as sharp as the screen. Who does not see it has its sentence and the values in a table.
 */
import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { compareText } from "../../messages/compare.ts";
import { Icon } from "../../parts/icon.tsx";
import { durationText, shortNumber } from "../../parts/numbers.ts";
import { useRoom } from "../samples/hooks.ts";
import type { Unit } from "./alignment.ts";
import { COLOURS, DASHES } from "./compared.ts";
import { type Curve, type Range, rangeOf, ticksIn, valueAt } from "./curve-data.ts";
import { positionText } from "./scrub-bar.tsx";
import { Swatch } from "./swatch.tsx";

export interface Line {
  readonly id: string;
  readonly number: number;
  readonly curve: Curve;
}

export interface LineChartProps {
  readonly name: string;
  readonly unit: Unit;
  /** The point looked at; null: the newest of each. */
  readonly at: number | null;
  readonly lines: readonly Line[];
  readonly remove: () => void;
}

const HEIGHT = 200;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 8, 22];

export function LineChart({ name, unit, at, lines, remove }: LineChartProps): JSX.Element {
  const heading = useId();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  return (
    <figure class="line-chart" aria-labelledby={heading}>
      <figcaption>
        <h3 id={heading}>{name}</h3>
        <button
          type="button"
          class="plain"
          onClick={remove}
          aria-label={compareText.value.curves.remove({ metric: name })}
        >
          <Icon name="bad" />
        </button>
      </figcaption>
      <div ref={box} class="plot">
        {width > LEFT + RIGHT && <Plot width={width} unit={unit} at={at} lines={lines} />}
      </div>
      <Values unit={unit} at={at} lines={lines} />
    </figure>
  );
}

interface PlotProps extends Pick<LineChartProps, "unit" | "at" | "lines"> {
  readonly width: number;
}

function Plot({ width, unit, at, lines }: PlotProps): JSX.Element {
  const xs = rangeOf([...lines.map(({ curve }) => curve.x), ...(at === null ? [] : [[at]])], 0);
  const ys = rangeOf(
    lines.map(({ curve }) => curve.y),
    0.05,
  );
  const x = scale(xs, [LEFT, width - RIGHT]);
  const y = scale(ys, [HEIGHT - BOTTOM, TOP]);
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
      {ticksIn(ys, 4).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {shortNumber(tick)}
          </text>
        </g>
      ))}
      {ticksIn(xs, Math.max(2, Math.floor(width / 110))).map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 6} text-anchor="middle">
          {unit === "time" ? durationText(tick) : shortNumber(tick)}
        </text>
      ))}
      {at !== null && <line class="here" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
      {lines.map((line) => (
        <LinePath key={line.id} line={line} x={x} y={y} />
      ))}
    </svg>
  );
}

type Scale = (value: number) => number;

/** Half a pixel is nothing that anybody sees, and a long path less. */
const scale =
  ([low, high]: Range, [from, to]: Range): Scale =>
  (value) =>
    Math.round(2 * (from + ((value - low) / (high - low || 1)) * (to - from))) / 2;

interface LinePathProps {
  readonly line: Line;
  readonly x: Scale;
  readonly y: Scale;
}

function LinePath({ line: { number, curve }, x, y }: LinePathProps): JSX.Element {
  const style = { stroke: `var(${COLOURS[number - 1] ?? "--ink"})`, fill: `var(${COLOURS[number - 1] ?? "--ink"})` };
  const points = curve.x.map((at, i) => `${x(at)},${y(curve.y[i] as number)}`);
  if (points.length === 1) {
    return <circle style={style} cx={x(curve.x[0] as number)} cy={y(curve.y[0] as number)} r={3} />;
  }
  return (
    <polyline
      style={{ stroke: style.stroke }}
      points={points.join(" ")}
      stroke-dasharray={(DASHES[number - 1] ?? []).join(" ") || undefined}
    />
  );
}

/** What each run has at the point looked at: the legend, and what a screen reader reads. */
function Values({ unit, at, lines }: Pick<LineChartProps, "unit" | "at" | "lines">): JSX.Element {
  const text = compareText.value;
  return (
    <table>
      <caption>{at === null ? text.newest : positionText(unit, at)}</caption>
      <tbody>
        {lines.map(({ id, number, curve }) => (
          <tr key={id}>
            <th scope="row">
              <Swatch number={number} /> {id}
            </th>
            <td>{shortNumber(at === null ? curve.y.at(-1) : valueAt(curve, at))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
