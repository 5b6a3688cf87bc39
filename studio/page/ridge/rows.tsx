/** @file The rows of the ridge: step, foot, the outline of the real and that of the generated; below them the axis. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { OutputsLine } from "../../api/index.ts";
import { shortNumber, wholeNumber } from "../parts/numbers.ts";
import { type Axis, axisOf, FOOT, heightsOf, LEFT, outlineOf, RIGHT, ROW, TOP } from "./scale.ts";

export interface RidgeRowsProps {
  readonly lines: readonly OutputsLine[];
  /** Of the drawing, in pixels. */
  readonly width: number;
  /** The row that is read; -1 for none. */
  readonly chosen: number;
}

export function RidgeRows({ lines, width, chosen }: RidgeRowsProps): JSX.Element {
  const across = Math.max(width - LEFT - RIGHT, 40);
  const foot = (row: number): number => TOP + (row + 1) * ROW;
  const { axis, outlines } = useMemo(() => outlinesOf(lines, across), [lines, across]);
  return (
    <svg aria-hidden="true" width={width} height={foot(lines.length - 1) + FOOT}>
      {chosen >= 0 && <rect class="chosen" x="0" y={foot(chosen - 1)} width={width} height={ROW} />}
      <Ticks axis={axis} across={across} foot={foot(lines.length - 1)} />
      {outlines.map(({ step, real, fake }, row) => (
        <g key={step}>
          <path class="foot" d={`M${LEFT} ${foot(row)}h${across}`} />
          <text class="step" x={LEFT - 8} y={foot(row) - 4}>
            {wholeNumber(step)}
          </text>
          <path class="area ink-real" d={real.area} />
          <path class="area ink-generated" d={fake.area} />
          <path class="edge ink-real" d={real.edge} />
          <path class="edge ink-generated" d={fake.edge} />
        </g>
      ))}
    </svg>
  );
}

function outlinesOf(lines: readonly OutputsLine[], across: number) {
  const axis = axisOf(lines);
  const outlines = lines.map((line, row) => {
    const { real, fake } = heightsOf(line, axis);
    const foot = TOP + (row + 1) * ROW;
    return { step: line.step, real: outlineOf(real, foot, across), fake: outlineOf(fake, foot, across) };
  });
  return { axis, outlines };
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
