/** @file One channel as a picture. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ShownValue } from "../../../workers/latent-messages.ts";
import { pictureSize } from "../../latent/picture-size.ts";
import { mapPixels, type Scale } from "./map-pixels.ts";

export interface MapCanvasProps {
  readonly value: ShownValue;
  readonly channel: number;
  readonly scale: Scale;
  /** CSS pixels of its longer side, about. */
  readonly about: number;
  /** For who does not see it; without it the picture only goes with something that says it. */
  readonly label?: string;
}

export function MapCanvas({ value, channel, scale, about, label }: MapCanvasProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [, height, width] = value.shape;
  const { limit, signed } = scale;
  useEffect(() => {
    const size = height * width;
    const pixels = mapPixels(value.data.subarray(channel * size, (channel + 1) * size), { limit, signed });
    canvas.current?.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [value, channel, limit, signed]);
  const said = label === undefined ? { "aria-hidden": true } : ({ role: "img", "aria-label": label } as const);
  return (
    <canvas {...{ ref: canvas, width, height, ...said }} class="pixelated" style={pictureSize(value.shape, about)} />
  );
}
