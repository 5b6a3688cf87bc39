/** @file What a generator drew, on canvases. */
import type { Drawing, PointCloud, Strip } from "../../workers/latent-messages.ts";

/** One picture of a strip, in its own pixels. */
export function paintPicture(canvas: HTMLCanvasElement, strip: Strip, index = 0): void {
  const width = strip.width / strip.count;
  if (canvas.width !== width || canvas.height !== strip.height) {
    canvas.width = width;
    canvas.height = strip.height;
  }
  const context = canvas.getContext("2d");
  const pixels = new ImageData(strip.rgba, strip.width, strip.height);
  context?.putImageData(pixels, -index * width, 0, index * width, 0, width, strip.height);
}

export type Interval = readonly [low: number, high: number];

export interface ScatterInk {
  readonly generated: string;
  readonly ring: string;
}

/** A cloud, and one point of it ringed, on a square; y goes up. Of one dimension: points on a line. */
export function paintScatter(
  canvas: HTMLCanvasElement,
  cloud: PointCloud | null,
  chosen: Drawing | null,
  [low, high]: Interval,
  ink: ScatterInk,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const size = canvas.width;
  context.clearRect(0, 0, size, size);
  const place = ({ data, dimensions }: PointCloud, i: number): [number, number] => {
    const x = ((data[i * dimensions] as number) - low) / (high - low);
    const y = dimensions === 1 ? 0.5 : ((data[i * dimensions + 1] as number) - low) / (high - low);
    return [x * size, (1 - y) * size];
  };
  context.fillStyle = ink.generated;
  context.globalAlpha = 0.5;
  const dot = Math.max(2, size / 200);
  for (let i = 0; cloud !== null && i < cloud.count; i += 1) {
    const [x, y] = place(cloud, i);
    context.fillRect(x - dot / 2, y - dot / 2, dot, dot);
  }
  context.globalAlpha = 1;
  if (chosen?.kind !== "points") return;
  const [x, y] = place(chosen, 0);
  context.strokeStyle = ink.ring;
  context.lineWidth = size / 160;
  for (const radius of [size / 110, size / 34]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}
