/**
 * @file MNIST with every digit moved a little, differently each time it is shown: item i of the longer set is digit
 * i mod N under a turn, a stretch of each axis and a shift that follow from (seed, i) alone.
 *
 *   source = R(−θ) · (target − centre − shift) / scale + centre      bilinear, background outside
 */
import { randomSource } from "../../src/base/random.ts";
import type { Dataset } from "../../src/data/dataset.ts";

const TURN = (12 * Math.PI) / 180;
const STRETCH = 0.12;
const SHIFT = 2.5;
const BACKGROUND = -1;

/** @param digits `[1, H, W]` an item @param times how often each digit is shown */
export function movedDigits(digits: Dataset, times: number, seed: number): Dataset {
  const { count, shape, labels } = digits;
  const [, height, width] = shape as [number, number, number];
  const size = height * width;
  const one = new Float32Array(size);
  return {
    ...digits,
    count: count * times,
    labels: Int32Array.from({ length: count * times }, (_, i) => labels?.[i % count] ?? 0),
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        const index = indices[i] as number;
        digits.read([index % count], one);
        const target = out.subarray(i * size, (i + 1) * size);
        drawMoved({ pixels: one, height, width }, randomMove(seed, index), target);
      }
    },
  };
}

interface Image {
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** Where a target pixel comes from: x ↦ `matrix` (row-major 2 × 2) · (x − centre − shift) + centre. */
interface Move {
  readonly matrix: readonly [number, number, number, number];
  readonly shift: readonly [number, number];
}

function randomMove(seed: number, index: number): Move {
  const { uniform } = randomSource({ seed, stream: "moved-digits", counter: index });
  const between = (limit: number): number => limit * (2 * uniform() - 1);
  const [turn, tall, wide] = [between(TURN), 1 + between(STRETCH), 1 + between(STRETCH)];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return { matrix: [cos / tall, sin / tall, -sin / wide, cos / wide], shift: [between(SHIFT), between(SHIFT)] };
}

function drawMoved({ pixels, height, width }: Image, { matrix, shift }: Move, out: Float32Array): void {
  const [a, b, c, d] = matrix;
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  const at = (y: number, x: number): number =>
    y >= 0 && y < height && x >= 0 && x < width ? (pixels[y * width + x] as number) : BACKGROUND;
  for (let i = 0; i < height; i += 1) {
    for (let j = 0; j < width; j += 1) {
      const [fromY, fromX] = [i - middleY - shift[0], j - middleX - shift[1]];
      const [y, x] = [a * fromY + b * fromX + middleY, c * fromY + d * fromX + middleX];
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [down, right] = [y - top, x - left];
      const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
      const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
      out[i * width + j] = upper * (1 - down) + lower * down;
    }
  }
}
