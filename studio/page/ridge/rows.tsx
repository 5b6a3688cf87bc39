/** @file The rows of a ridge: step, foot, one outline over another; below them the axis. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Ink } from "../parts/chart-data.ts";
import { shortNumber, wholeNumber } from "../parts/numbers.ts";
import { type Axis, FOOT, LEFT, outlineOf, RIGHT, ROW, TOP } from "./scale.ts";

export interface RidgeSide {
  readonly ink: Ink;
  /** From 0 to 1, in bins as wide as each other. */
  readonly heights: readonly number[];
}

export interface RidgeRow {
  readonly step: number;
  /** The first is the farthest back; none where there is nothing to draw. */
  readonly sides: readonly RidgeSide[];
}

export interface RidgeDrawing {
  readonly axis: Axis;
  /** Steps rise. */
  readonly rows: readonly RidgeRow[];
  /** The row of the scrubber's step; none without it. */
  readonly marked?: number;
}

export interface RidgeRowsProps extends RidgeDrawing {
  /** Of the drawing, in pixels. */
  readonly width: number;
  /** The row that is read; -1 for none. */
  readonly chosen: number;
}

const footOf = (row: number): number => TOP + (row + 1) * ROW;

export function RidgeRows({ axis, rows, marked, width, chosen }: RidgeRowsProps): JSX.Element {
  const across = Math.max(width - LEFT - RIGHT, 40);
  const foot = footOf(rows.length - 1);
  const outlines = useMemo(
    () =>
      rows.map(({ sides }, row) =>
        sides.map(({ ink, heights }) => ({ ink, ...outlineOf(heights, footOf(row), across) })),
      ),
    [rows, across],
  );
  return (
    <svg aria-hidden="true" width={width} height={foot + FOOT}>
      {chosen >= 0 && <rect class="chosen" x="0" y={footOf(chosen - 1)} width={width} height={ROW} />}
      <Ticks axis={axis} across={across} foot={foot} />
      {rows.map(({ step }, row) => (
        <g key={step} class={row === marked ? "marked" : ""}>
          <path class="foot" d={`M${LEFT} ${footOf(row)}h${across}`} />
          <text class="step" x={LEFT - 8} y={footOf(row) - 4}>
            {wholeNumber(step)}
          </text>
          {outlines[row]?.map(({ ink, area }) => (
            <path key={ink} class={`area ink-${ink}`} d={area} />
          ))}
          {outlines[row]?.map(({ ink, edge }) => (
            <path key={ink} class={`edge ink-${ink}`} d={edge} />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** So near to an end a number has no room beside the end's. */
const NEAR = 0.12;

/** The ends of the axis, and where D is of two minds. */
function Ticks({
  axis: { range, border, probability },
  across,
  foot,
}: {
  readonly axis: Axis;
  readonly across: number;
  readonly foot: number;
}): JSX.Element {
  const [low, high] = range;
  const share = border === null ? 0 : (border - low) / (high - low);
  const x = LEFT + share * across;
  return (
    <>
      {border !== null && <path class="border" d={`M${x} ${TOP}V${foot}`} />}
      <text x={LEFT} y={foot + 15}>
        {shortNumber(low)}
      </text>
      {border !== null && share > NEAR && share < 1 - NEAR && (
        <text class="middle" x={x} y={foot + 15}>
          {probability ? "½" : shortNumber(border)}
        </text>
      )}
      <text class="end" x={LEFT + across} y={foot + 15}>
        {shortNumber(high)}
      </text>
    </>
  );
}
