/** @file Something drawn, as a small picture. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Drawing } from "../../workers/latent-messages.ts";
import { isStrip } from "./latent-client.ts";
import { paintPicture } from "./paint.ts";
import { pictureSize } from "./picture-size.ts";
import "./drawn-tile.css";

interface DrawnProps {
  readonly drawing: Drawing;
  readonly shape: readonly number[];
  readonly about: number;
  readonly index?: number;
}

/** A picture, or where a point is. */
export function DrawnTile({ drawing, shape, about, index = 0 }: DrawnProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null && isStrip(drawing)) paintPicture(canvas.current, drawing, index);
  }, [drawing, index]);
  if (isStrip(drawing)) return <canvas ref={canvas} class="pixelated" style={pictureSize(shape, about)} />;
  const at = Array.from(drawing.data.subarray(index * drawing.dimensions, index * drawing.dimensions + 2), (value) =>
    value.toFixed(2),
  );
  return <span class="point-text">({at.join(", ")})</span>;
}
