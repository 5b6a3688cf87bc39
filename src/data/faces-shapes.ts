/**
 * @file Shapes as signed distances: negative inside, the distance to the edge near it. Lengths in shares of the image,
 * x to the right, y down, the origin in its middle.
 *
 * An ellipse's distance is its implicit function over the length of its gradient, exact to first order at the edge:
 * d ≈ k₀ (k₀ − 1) / k₁ with k₀ = |p/r|, k₁ = |p/r²|.
 */

export type Bounds = readonly [left: number, top: number, right: number, bottom: number];

export interface Shape {
  /** Writes the distance of (`xs[i]`, `y`) to `out[i]`: a row at a time, since a call costs more than a point. */
  readonly distances: (xs: Float64Array, y: number, out: Float64Array) => void;
  /** Nothing of it lies outside. */
  readonly bounds: Bounds;
}

/** Room for as many numbers as are asked for, kept between calls. */
function roomKept(): (length: number) => Float64Array {
  let room = new Float64Array(0);
  return (length) => {
    if (room.length !== length) room = new Float64Array(length);
    return room;
  };
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): Shape {
  const [perX, perY] = [1 / rx, 1 / ry];
  const deepest = -Math.min(rx, ry);
  return {
    bounds: [cx - rx, cy - ry, cx + rx, cy + ry],
    distances: (xs, y, out) => {
      const v = (y - cy) * perY;
      const steepness = v * perY;
      for (let i = 0; i < xs.length; i += 1) {
        const u = ((xs[i] as number) - cx) * perX;
        const square = u * u + v * v;
        const k1 = length(u * perX, steepness);
        out[i] = square < 1e-12 ? deepest : (square - Math.sqrt(square)) / k1;
      }
    },
  };
}

export function circle(cx: number, cy: number, radius: number): Shape {
  return {
    bounds: [cx - radius, cy - radius, cx + radius, cy + radius],
    distances: (xs, y, out) => {
      for (let i = 0; i < xs.length; i += 1) out[i] = length((xs[i] as number) - cx, y - cy) - radius;
    },
  };
}

/** A rectangle whose corners are rounded. */
export function roundedBox([left, top, right, bottom]: Bounds, radius: number): Shape {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [w, h] = [(right - left) / 2 - radius, (bottom - top) / 2 - radius];
  return {
    bounds: [left, top, right, bottom],
    distances: (xs, y, out) => {
      const dy = Math.abs(y - cy) - h;
      for (let i = 0; i < xs.length; i += 1) {
        const dx = Math.abs((xs[i] as number) - cx) - w;
        out[i] = length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
      }
    },
  };
}

/** The straight line between two points: no inside. */
export function segment(x0: number, y0: number, x1: number, y1: number): Shape {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const perLength = 1 / (dx * dx + dy * dy + 1e-12);
  return {
    bounds: [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)],
    distances: (xs, y, out) => {
      for (let i = 0; i < xs.length; i += 1) {
        const x = xs[i] as number;
        const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) * perLength));
        out[i] = length(x - x0 - t * dx, y - y0 - t * dy);
      }
    },
  };
}

/** All of several shapes. `blend`: over which length their seams are rounded. */
export function union(shapes: readonly Shape[], blend = 0): Shape {
  const room = roomKept();
  return {
    bounds: hull(shapes),
    distances: (xs, y, out) => {
      const other = room(xs.length);
      for (const [k, { distances }] of shapes.entries()) {
        distances(xs, y, k === 0 ? out : other);
        if (k === 0) continue;
        for (let i = 0; i < xs.length; i += 1) out[i] = softMin(out[i] as number, other[i] as number, blend);
      }
    },
  };
}

/** So far outside, a distance need not be exact. */
const FAR = 0.04;

/** What is in both. The limit is asked first: where a row is far outside it, the shape is not asked. */
export function within(shape: Shape, limit: Shape): Shape {
  const [a, b] = [shape.bounds, limit.bounds];
  const room = roomKept();
  return {
    bounds: [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])],
    distances: (xs, y, out) => {
      limit.distances(xs, y, out);
      if (out.every((distance) => distance > FAR)) return;
      const other = room(xs.length);
      shape.distances(xs, y, other);
      for (let i = 0; i < xs.length; i += 1) out[i] = Math.max(out[i] as number, other[i] as number);
    },
  };
}

/** What is in the first and not in the second. */
export function without(shape: Shape, hole: Shape): Shape {
  const room = roomKept();
  return {
    bounds: shape.bounds,
    distances: (xs, y, out) => {
      const other = room(xs.length);
      shape.distances(xs, y, out);
      hole.distances(xs, y, other);
      for (let i = 0; i < xs.length; i += 1) out[i] = Math.max(out[i] as number, -(other[i] as number));
    },
  };
}

/** The same, moved. */
export function moved({ bounds: [left, top, right, bottom], distances }: Shape, dx: number, dy: number): Shape {
  const room = roomKept();
  return {
    bounds: [left + dx, top + dy, right + dx, bottom + dy],
    distances: (xs, y, out) => {
      const shifted = room(xs.length);
      for (let i = 0; i < xs.length; i += 1) shifted[i] = (xs[i] as number) - dx;
      distances(shifted, y - dy, out);
    },
  };
}

/** Larger by `by` all round. */
export function grown({ bounds: [left, top, right, bottom], distances }: Shape, by: number): Shape {
  return {
    bounds: [left - by, top - by, right + by, bottom + by],
    distances: (xs, y, out) => {
      distances(xs, y, out);
      for (let i = 0; i < xs.length; i += 1) out[i] = (out[i] as number) - by;
    },
  };
}

/** Knots of a profile. */
const KNOTS = 64;

/**
 * What lies above a curve y(x), between two x. The height's difference over the slope's secant is the distance, to
 * first order. @param y is called for `KNOTS` values of x, then interpolated: hair asks it for every pixel
 */
export function above(y: (x: number) => number, from: number, to: number): Shape {
  const step = (to - from) / (KNOTS - 1);
  const heights = Float64Array.from({ length: KNOTS }, (_, i) => y(from + i * step));
  const secants = heights.map((_, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(KNOTS - 1, i + 1)];
    const slope = ((heights[after] as number) - (heights[before] as number)) / ((after - before) * step);
    return Math.sqrt(1 + slope * slope);
  });
  return {
    bounds: [from, Number.NEGATIVE_INFINITY, to, heights.reduce((most, height) => Math.max(most, height))],
    distances: (xs, py, out) => {
      for (let k = 0; k < xs.length; k += 1) {
        const at = Math.min(KNOTS - 1.001, Math.max(0, ((xs[k] as number) - from) / step));
        const i = Math.floor(at);
        const t = at - i;
        const height = (heights[i] as number) * (1 - t) + (heights[i + 1] as number) * t;
        out[k] = (py - height) / ((secants[i] as number) * (1 - t) + (secants[i + 1] as number) * t);
      }
    },
  };
}

/** Straight pieces of a curve. */
const PIECES = 10;

/** A curve y(x) between two x, with round ends: no inside. */
export function curve(y: (x: number) => number, from: number, to: number): Shape {
  const points = Array.from({ length: PIECES + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / PIECES;
    return [x, y(x)] as const;
  });
  return union(points.slice(1).map(([x, py], i) => segment(...(points[i] as readonly [number, number]), x, py)));
}

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

function hull(shapes: readonly Shape[]): Bounds {
  const side = (k: number): number[] => shapes.map(({ bounds }) => bounds[k] as number);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** The smaller of two distances; nearer to each other than `blend`, a parabola less. */
function softMin(a: number, b: number, blend: number): number {
  const overlap = blend - Math.abs(a - b);
  return Math.min(a, b) - (overlap > 0 ? (overlap * overlap) / (4 * blend) : 0);
}
