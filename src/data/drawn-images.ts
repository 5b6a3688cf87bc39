/** @file Images that are drawn when they are first asked for: a run of a thousand steps may never see most of a set. */
import type { PixelSource } from "./images.ts";

const KEPT_BYTES = 256e6;

/** Keeps images once they are drawn, as many as there is room for. @param size bytes of one */
export function keptImages(draw: PixelSource, size: number): PixelSource {
  const most = KEPT_BYTES / size;
  const drawn = new Map<number, Uint8Array>();
  return (index) => {
    const before = drawn.get(index);
    if (before !== undefined) return before;
    const pixels = draw(index);
    if (drawn.size < most) drawn.set(index, pixels);
    return pixels;
  };
}
