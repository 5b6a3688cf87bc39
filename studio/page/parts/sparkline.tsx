/** @file A course of few numbers as one line, without axes: its shape, not its values. */
import type { JSX } from "preact";

const WIDTH = 96;
const HEIGHT = 26;

export function Sparkline({
  values,
  label,
}: {
  readonly values: readonly number[];
  readonly label: string;
}): JSX.Element | null {
  const path = sparkPath(values, WIDTH, HEIGHT);
  if (path === "") return null;
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

/** What is not finite is a gap. @returns an SVG path; empty of fewer than two points */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return "";
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (i: number): string => ((i / (values.length - 1)) * width).toFixed(1);
  const y = (value: number): string => (height - 2 - ((value - low) / (high - low || 1)) * (height - 4)).toFixed(1);
  let pen = "M";
  return values
    .map((value, i) => {
      if (!Number.isFinite(value)) {
        pen = "M";
        return "";
      }
      const point = `${pen}${x(i)} ${y(value)}`;
      pen = "L";
      return point;
    })
    .join("");
}
