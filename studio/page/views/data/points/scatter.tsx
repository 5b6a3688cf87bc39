/** @file Points of the data, in a frame in which a circle is round. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { dataText } from "../../../messages/texts.ts";
import { wholeNumber } from "../../../parts/numbers.ts";
import { useStudio } from "../../../state/studio.ts";
import "./scatter.css";

export interface ScatterProps {
  readonly points: readonly (readonly [number, number])[];
}

const SIZE = 640;

export function Scatter({ points }: ScatterProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { theme } = useStudio().settings;
  useSignalEffect(() => {
    theme.value; // another takes another colour
    if (canvas.current !== null) paint(canvas.current, points);
  });
  return (
    <section>
      <h2>{dataText.value.scatter}</h2>
      <canvas
        ref={canvas}
        class="data-scatter"
        width={SIZE}
        height={SIZE}
        role="img"
        aria-label={dataText.value.scatterSummary({ count: wholeNumber(points.length) })}
      />
    </section>
  );
}

function paint(canvas: HTMLCanvasElement, points: ScatterProps["points"]): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const all = points.flat();
  const [low, high] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 0)];
  const room = (high - low) * 0.08 || 1;
  const scale = SIZE / (high - low + 2 * room);
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillStyle = getComputedStyle(canvas).color;
  context.globalAlpha = 0.55;
  for (const [x, y] of points) {
    context.beginPath();
    context.arc((x - low + room) * scale, SIZE - (y - low + room) * scale, 2.2, 0, 2 * Math.PI);
    context.fill();
  }
}
