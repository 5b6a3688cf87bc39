/**
 * @file The ten digits as a pen draws them: each digit has a few ways of being written, each way a few strokes, each
 * stroke a list of points that a smooth curve passes through. A corner is where one stroke ends and the next begins.
 *
 * Coordinates: the digit stands in a box of height 1 around the origin, x to the right, y down.
 */

type Point = readonly [x: number, y: number];

/** A curve as a polyline, x and y in turn: what the rasteriser draws. */
export type Polyline = Float64Array;

/** One way to write a digit. */
export type Glyph = readonly Polyline[];

/** Straight pieces between two points of a curve. */
const PIECES = 5;

/** The digits' variants, by digit. The first way of each digit is the most common one. */
export const glyphs: readonly (readonly Glyph[])[] = [
  [glyph(oval(-70, 310)), glyph(oval(-110, 245))],
  [
    glyph([point(0.02, -0.5), point(0, 0), point(-0.02, 0.5)]),
    glyph([point(-0.17, -0.3), point(0.04, -0.5)], [point(0.04, -0.5), point(0.03, 0.5)]),
    glyph(
      [point(-0.17, -0.3), point(0.02, -0.5)],
      [point(0.02, -0.5), point(0.02, 0.48)],
      [point(-0.2, 0.48), point(0.22, 0.48)],
    ),
  ],
  [glyph(twoTop(), [point(-0.28, 0.46), point(0.3, 0.45)]), glyph([...twoTop(), ...twoLoop()])],
  [glyph(upperBowl(), lowerBowl()), glyph([point(-0.24, -0.47), point(0.22, -0.47)], ...flatThree())],
  [
    glyph(
      [point(-0.16, -0.47), point(-0.22, -0.15), point(-0.3, 0.1)],
      [point(-0.3, 0.1), point(0.32, 0.08)],
      [point(0.14, -0.36), point(0.11, 0.5)],
    ),
    glyph(
      [point(0.1, -0.5), point(-0.32, 0.15)],
      [point(-0.32, 0.15), point(0.32, 0.15)],
      [point(0.1, -0.5), point(0.1, 0.5)],
    ),
  ],
  [glyph([point(0.25, -0.48), point(-0.17, -0.48)], [point(-0.17, -0.48), point(-0.21, -0.06)], fiveBowl())],
  [glyph(six([0.18, -0.49], [-0.1, -0.29])), glyph(six([0.02, -0.5], [-0.18, -0.25]))],
  [
    glyph([point(-0.29, -0.46), point(0.31, -0.46)], [point(0.31, -0.46), point(0.11, -0.05), point(-0.06, 0.5)]),
    glyph(
      [point(-0.29, -0.46), point(0.31, -0.46)],
      [point(0.31, -0.46), point(0.08, 0), point(-0.06, 0.5)],
      [point(-0.14, 0.02), point(0.24, 0.02)],
    ),
  ],
  [glyph(eight())],
  [
    glyph(nineHead(), [point(0.23, -0.27), point(0.21, 0.05), point(0.16, 0.5)]),
    glyph(nineHead(), [
      point(0.23, -0.27),
      point(0.24, 0.1),
      point(0.14, 0.38),
      point(-0.06, 0.49),
      point(-0.24, 0.41),
    ]),
  ],
];

function point(x: number, y: number): Point {
  return [x, y];
}

/** A closed oval, drawn from one angle to another (degrees, clockwise from the right). */
function oval(from: number, to: number): Point[] {
  return Array.from({ length: 13 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 12) * Math.PI) / 180;
    return point(0.29 * Math.cos(angle), 0.49 * Math.sin(angle));
  });
}

function twoTop(): Point[] {
  return [
    point(-0.26, -0.28),
    point(-0.18, -0.44),
    point(0.02, -0.5),
    point(0.22, -0.41),
    point(0.25, -0.21),
    point(0.1, 0.06),
    point(-0.12, 0.3),
    point(-0.28, 0.46),
  ];
}

/** The foot of a two that is written in one go, with a small loop at the lower left. */
function twoLoop(): Point[] {
  return [point(-0.27, 0.3), point(-0.1, 0.33), point(0.1, 0.46), point(0.32, 0.42)];
}

function upperBowl(): Point[] {
  return [point(-0.24, -0.39), point(-0.04, -0.5), point(0.18, -0.41), point(0.19, -0.18), point(-0.07, -0.03)];
}

function lowerBowl(): Point[] {
  return [
    point(-0.07, -0.03),
    point(0.18, 0.06),
    point(0.27, 0.26),
    point(0.1, 0.47),
    point(-0.13, 0.48),
    point(-0.28, 0.36),
  ];
}

/** A three with a flat top: a slant down to the middle, then the bowl. */
function flatThree(): Point[][] {
  return [
    [point(0.22, -0.47), point(-0.04, -0.08)],
    [point(-0.04, -0.08), ...lowerBowl().slice(1)],
  ];
}

function fiveBowl(): Point[] {
  return [
    point(-0.21, -0.06),
    point(0, -0.13),
    point(0.22, -0.01),
    point(0.26, 0.24),
    point(0.08, 0.46),
    point(-0.14, 0.47),
    point(-0.28, 0.38),
  ];
}

/** A six from its tip to the end of its loop. */
function six(tip: Point, bend: Point): Point[] {
  return [
    tip,
    bend,
    point(-0.26, 0.07),
    point(-0.21, 0.37),
    point(0.02, 0.5),
    point(0.23, 0.36),
    point(0.22, 0.12),
    point(0.04, 0),
    point(-0.16, 0.11),
    point(-0.24, 0.27),
  ];
}

function eight(): Point[] {
  return [
    point(0.19, -0.37),
    point(0, -0.5),
    point(-0.2, -0.35),
    point(-0.1, -0.12),
    point(0.14, 0.06),
    point(0.25, 0.27),
    point(0, 0.5),
    point(-0.25, 0.28),
    point(-0.13, 0.06),
    point(0.12, -0.13),
    point(0.21, -0.33),
    point(0.1, -0.47),
  ];
}

function nineHead(): Point[] {
  return [
    point(0.23, -0.27),
    point(0.14, -0.45),
    point(-0.05, -0.5),
    point(-0.23, -0.38),
    point(-0.25, -0.16),
    point(-0.08, 0.02),
    point(0.14, -0.06),
    point(0.23, -0.27),
  ];
}

function glyph(...strokes: readonly (readonly Point[])[]): Glyph {
  return centred(strokes.map(smooth));
}

/** Moves the ink's centre of mass to the origin, as MNIST's makers did: the length of the pieces is their weight. */
function centred(strokes: readonly Polyline[]): Glyph {
  const sum = [0, 0, 0];
  for (const line of strokes) {
    for (let i = 2; i < line.length; i += 2) {
      const [x0, y0, x1, y1] = line.subarray(i - 2, i + 2) as unknown as [number, number, number, number];
      const length = Math.hypot(x1 - x0, y1 - y0);
      [length, (length * (x0 + x1)) / 2, (length * (y0 + y1)) / 2].forEach((part, k) => {
        sum[k] = (sum[k] as number) + part;
      });
    }
  }
  const [length, x, y] = sum as [number, number, number];
  return strokes.map((line) => line.map((value, i) => value - (i % 2 === 0 ? x : y) / length));
}

/**
 * A Catmull-Rom curve through the points, as a polyline. The ends are continued by reflection; tension ½.
 *
 *   q(t) = ½ ((2p₁) + (p₂ − p₀)t + (2p₀ − 5p₁ + 4p₂ − p₃)t² + (3p₁ − p₀ − 3p₂ + p₃)t³)
 */
function smooth(points: readonly Point[]): Polyline {
  const out = new Float64Array(2 * (PIECES * (points.length - 1) + 1));
  const at = (index: number, axis: 0 | 1): number => {
    const clamped = Math.min(points.length - 1, Math.max(0, index));
    const value = (points[clamped] as Point)[axis];
    return index === clamped ? value : 2 * value - (points[clamped - Math.sign(index)] as Point)[axis];
  };
  for (let vertex = 0; vertex < out.length / 2; vertex += 1) {
    const piece = Math.min(points.length - 2, Math.floor(vertex / PIECES));
    const t = vertex / PIECES - piece;
    for (const axis of [0, 1] as const) {
      const [p0, p1, p2, p3] = [at(piece - 1, axis), at(piece, axis), at(piece + 1, axis), at(piece + 2, axis)];
      const cubic = 3 * p1 - p0 - 3 * p2 + p3;
      out[2 * vertex + axis] = 0.5 * (2 * p1 + t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * cubic)));
    }
  }
  return out;
}
