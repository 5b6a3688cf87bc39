/**
 * @file `strokes`: handwritten digits from nothing but arithmetic. Each item takes one way of writing its digit and
 * bends it: slant, rotation, proportions, a slow wobble of the plane, the pen's width and how it presses.
 *
 * Item i shows the digit i mod 10 and depends on (seed, i) alone, so a longer set begins with the shorter one.
 */
import { type RandomSource, randomSource } from "../base/random.ts";
import { type Glyph, glyphs, type Polyline } from "./stroke-glyphs.ts";
import { type Canvas, drawPath } from "./stroke-raster.ts";

/**
 * Share of the image's height that a digit takes, without the pen's width; with it about 20 of 28 pixels, as in MNIST.
 */
const HEIGHT = 0.66;

/** Changes when the drawings do, so that fingerprints do. */
export const STROKES_VERSION = 2;

/** How one hand writes one digit. Lengths are in units of the digit's height unless said otherwise. */
interface Hand {
  readonly slant: number;
  /** Radians. */
  readonly turn: number;
  readonly scale: number;
  readonly aspect: number;
  readonly shift: readonly [number, number];
  readonly waves: readonly Wave[];
  /** The pen's radius. */
  readonly radius: number;
  /** How much the radius changes along a stroke, and where the change begins. */
  readonly pressure: number;
  readonly phase: number;
}

/** Moves points by `amplitude · sin(along · point + phase)`. */
interface Wave {
  readonly along: readonly [number, number];
  readonly move: readonly [number, number];
  readonly phase: number;
}

export interface StrokesOptions {
  /** Height and width in pixels. */
  readonly size: number;
  readonly seed: number;
}

/** Draws item `index`. @returns `[1, size, size]` bytes, ink 255 on 0 */
export function drawDigit(index: number, { size, seed }: StrokesOptions): Uint8Array {
  const pixels = new Uint8Array(size * size);
  const random = randomSource({ seed, stream: "strokes", counter: index });
  const ways = glyphs[index % 10] as readonly Glyph[];
  const way = ways[random.below(ways.length)] as Glyph;
  drawGlyph({ size, pixels }, way, handOf(random));
  return pixels;
}

function handOf({ normal, uniform }: RandomSource): Hand {
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const near = (mean: number, sigma: number): number => mean + sigma * Math.max(-2.5, Math.min(2.5, normal()));
  const wave = (): Wave => {
    const direction = between(0, 2 * Math.PI);
    const frequency = between(3, 6.5); // half a wave to one wave over the digit
    return {
      along: [frequency * Math.cos(direction), frequency * Math.sin(direction)],
      move: [near(0, 0.022), near(0, 0.022)],
      phase: between(0, 2 * Math.PI),
    };
  };
  return {
    slant: near(0.1, 0.14),
    turn: near(0, 0.06),
    scale: between(0.9, 1.08),
    aspect: between(0.82, 1.12),
    shift: [near(0, 0.025), near(0, 0.025)],
    waves: [wave(), wave(), wave()],
    radius: between(0.05, 0.085),
    pressure: between(0.05, 0.28),
    phase: between(0, 2 * Math.PI),
  };
}

function drawGlyph(canvas: Canvas, way: Glyph, hand: Hand): void {
  for (const stroke of way) drawPath(canvas, penPath(stroke, hand, canvas.size));
}

/** Bends a stroke as the hand does and lays it on the canvas. @returns x, y, radius in turn, in pixels */
function penPath(stroke: Polyline, hand: Hand, size: number): Float64Array {
  const vertices = stroke.length / 2;
  const path = new Float64Array(3 * vertices);
  const unit = size * HEIGHT * hand.scale;
  const cos = Math.cos(hand.turn);
  const sin = Math.sin(hand.turn);
  for (let i = 0; i < vertices; i += 1) {
    let x = stroke[2 * i] as number;
    let y = stroke[2 * i + 1] as number;
    for (const { along, move, phase } of hand.waves) {
      const sway = Math.sin(along[0] * x + along[1] * y + phase);
      x += move[0] * sway;
      y += move[1] * sway;
    }
    x = hand.aspect * x - hand.slant * y;
    const press = Math.sin((Math.PI * i) / vertices + hand.phase);
    path[3 * i] = size / 2 + unit * (cos * x - sin * y + hand.shift[0]);
    path[3 * i + 1] = size / 2 + unit * (sin * x + cos * y + hand.shift[1]);
    path[3 * i + 2] = unit * hand.radius * (1 + hand.pressure * press);
  }
  return path;
}
