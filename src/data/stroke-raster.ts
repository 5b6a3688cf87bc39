/**
 * @file Draws a polyline as a pen would: a chain of round-ended pieces whose radius changes along the way.
 *
 *   coverage(pixel) = clamp(½ + r(t) − |pixel − q(t)|, 0, 1)      q(t): the nearest point of the piece, in pixels
 *
 * which is the exact distance to the ink's edge, taken over one pixel: antialiased at any size.
 */

/** A square canvas of bytes; ink is 255 on 0. */
export interface Canvas {
  readonly size: number;
  readonly pixels: Uint8Array;
}

/** One end of a piece: where, and the pen's radius there, in pixels. */
interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Draws the pieces between consecutive pen points. @param path x, y and radius in turn, in pixels */
export function drawPath(canvas: Canvas, path: Float64Array): void {
  const at = (i: number): PenPoint => ({
    x: path[3 * i] as number,
    y: path[3 * i + 1] as number,
    radius: path[3 * i + 2] as number,
  });
  for (let i = 0; i + 1 < path.length / 3; i += 1) drawPiece(canvas, at(i), at(i + 1));
}

function drawPiece({ size, pixels }: Canvas, from: PenPoint, to: PenPoint): void {
  const reach = Math.max(from.radius, to.radius) + 0.5;
  const left = Math.max(0, Math.ceil(Math.min(from.x, to.x) - reach - 0.5));
  const right = Math.min(size - 1, Math.floor(Math.max(from.x, to.x) + reach - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(from.y, to.y) - reach - 0.5));
  const bottom = Math.min(size - 1, Math.floor(Math.max(from.y, to.y) + reach - 0.5));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const perLength = 1 / (dx * dx + dy * dy + 1e-12); // a piece of no length is a dot
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const px = column + 0.5 - from.x; // pixel centres lie at ½
      const py = row + 0.5 - from.y;
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength));
      const distance = Math.hypot(px - t * dx, py - t * dy);
      const coverage = 0.5 + from.radius + t * (to.radius - from.radius) - distance;
      if (coverage <= 0) continue;
      const ink = coverage >= 1 ? 255 : Math.round(255 * coverage);
      const index = row * size + column;
      if (ink > (pixels[index] as number)) pixels[index] = ink;
    }
  }
}
