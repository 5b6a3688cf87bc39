/**
 * @file How a convolution is cut into Winograd's tiles, and where what is moved comes from: the row that each row of a
 * gathered tensor is read from. See `winograd.ts`.
 */
import type { Convolution } from "./convolution-choices.ts";
import { MOST_SLOTS, type Transforms, transformsOf } from "./winograd-transforms.ts";

/**
 * One direction. A pixel stands at `before` + its index among `groups` of `stride` pixels; groups beyond the image hold
 * zeros.
 * @property slots n: products of a tile @property tile m: its outputs @property taps r
 */
export interface Axis extends Transforms {
  readonly stride: number;
  readonly taps: number;
  readonly tile: number;
  readonly slots: number;
  readonly tiles: number;
  readonly groups: number;
  readonly before: number;
  readonly pixels: number;
  readonly outputs: number;
  readonly kernel: number;
}

export interface TilePlan {
  readonly down: Axis;
  readonly across: Axis;
  /** Images, channels of x, channels of y; tiles of all images together. */
  readonly N: number;
  readonly C: number;
  readonly O: number;
  readonly tiles: number;
}

/** Whether there are tiles: 2 or 3 taps on each axis, none of them dilated, and points enough. */
export function hasTiles({ w, stride, dilation }: Convolution, tile: number): boolean {
  return ([0, 1] as const).every((axis) => {
    const taps = Math.ceil(w[(axis + 2) as 2 | 3] / stride[axis]);
    return dilation[axis] === 1 && (taps === 2 || taps === 3) && tile + taps - 1 <= MOST_SLOTS;
  });
}

export function tilePlan(convolution: Convolution, tile: number): TilePlan {
  const [down, across] = [axisOf(convolution, tile, 0), axisOf(convolution, tile, 1)];
  const [N, C] = convolution.x;
  return { down, across, N, C, O: convolution.w[0], tiles: N * down.tiles * across.tiles };
}

function axisOf({ x, w, y, stride: strides, padding }: Convolution, tile: number, axis: 0 | 1): Axis {
  const [stride, kernel, outputs] = [strides[axis], w[(axis + 2) as 2 | 3], y[(axis + 2) as 2 | 3]];
  const [taps, tiles] = [Math.ceil(kernel / stride), Math.ceil(outputs / tile)];
  const counts = { stride, taps, tile, slots: tile + taps - 1, tiles, groups: tiles * tile + taps - 1 };
  const extents = { before: padding[axis], pixels: x[(axis + 2) as 2 | 3], outputs, kernel };
  return { ...transformsOf(tile, taps), ...counts, ...extents };
}

/**
 * Rows of the framed image `[N·rows·groups', stride'·C]` in the order slot, slot', n, tile, tile', pixel of the group:
 * `[n·n'·tiles·stride]`.
 */
export function imagePlaces({ down, across, N, tiles }: TilePlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array(down.slots * across.slots * tiles * down.stride);
  const rows = down.groups * down.stride;
  let at = 0;
  for (let i = 0; i < down.slots; i += 1)
    for (let j = 0; j < across.slots; j += 1)
      for (let n = 0; n < N; n += 1)
        for (let t = 0; t < down.tiles; t += 1)
          for (let u = 0; u < across.tiles; u += 1)
            for (let p = 0; p < down.stride; p += 1) {
              const row = n * rows + down.stride * (down.tile * t + i) + p;
              places[at++] = row * across.groups + across.tile * u + j;
            }
  return places;
}

/** Rows of the framed output `[N·T·m·T'·m', O]` in the order corner, corner', n, tile, tile': `[m·m'·tiles]`. */
export function outputPlaces({ down, across, N, tiles }: TilePlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array(down.tile * across.tile * tiles);
  let at = 0;
  for (let a = 0; a < down.tile; a += 1)
    for (let b = 0; b < across.tile; b += 1)
      for (let n = 0; n < N; n += 1)
        for (let t = 0; t < down.tiles; t += 1)
          for (let u = 0; u < across.tiles; u += 1)
            places[at++] = ((n * down.tiles + t) * down.tile + a) * across.tiles * across.tile + u * across.tile + b;
  return places;
}

/** The way back: rows of `[m·m'·tiles, O]` in the order n, output, output': `[N·P·Q]`. */
export function cornerPlaces({ down, across, N, tiles }: TilePlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array(N * down.outputs * across.outputs);
  let at = 0;
  for (let n = 0; n < N; n += 1)
    for (let h = 0; h < down.outputs; h += 1)
      for (let w = 0; w < across.outputs; w += 1) {
        const corner = (h % down.tile) * across.tile + (w % across.tile);
        const tile = (n * down.tiles + Math.floor(h / down.tile)) * across.tiles + Math.floor(w / across.tile);
        places[at++] = corner * tiles + tile;
      }
  return places;
}

/** On one axis: the slots and tiles that hold group g, at most ⌈n/m⌉ of them; `null` in place of one that is not there. */
function holders({ tile, tiles, slots }: Axis, g: number): readonly (readonly [slot: number, tile: number] | null)[] {
  return Array.from({ length: Math.ceil(slots / tile) }, (_, i) => {
    const [slot, at] = [(g % tile) + i * tile, Math.floor(g / tile) - i];
    return slot < slots && at >= 0 && at < tiles ? ([slot, at] as const) : null;
  });
}

/** Of each pixel of one axis: where in its group it stands, and what holds the group. */
const pixelHolders = (axis: Axis) =>
  Array.from({ length: axis.pixels }, (_, i) => {
    const place = axis.before + i;
    return { within: place % axis.stride, held: holders(axis, Math.floor(place / axis.stride)) };
  });

/**
 * What each pixel is a sum of: rows of `[n·n'·tiles·stride·stride', C]`, a list of N·H·W of them for each part; the row
 * after the last stands for nothing.
 */
export function pixelPlaces({ down, across, N, tiles }: TilePlan): readonly Int32Array<ArrayBuffer>[] {
  const group = down.stride * across.stride;
  const nowhere = down.slots * across.slots * tiles * group;
  const [rows, columns] = [pixelHolders(down), pixelHolders(across)];
  const counts = [down, across].map(({ slots, tile }) => Math.ceil(slots / tile)) as [number, number];
  const parts = Array.from({ length: counts[0] * counts[1] }, () => new Int32Array(N * down.pixels * across.pixels));
  parts.forEach((part, index) => {
    let at = 0;
    for (let n = 0; n < N; n += 1)
      for (const row of rows)
        for (const column of columns) {
          const vertical = row.held[Math.floor(index / counts[1])] ?? null;
          const horizontal = column.held[index % counts[1]] ?? null;
          const tile = ((n * down.tiles + (vertical?.[1] ?? 0)) * across.tiles + (horizontal?.[1] ?? 0)) * group;
          const slot = ((vertical?.[0] ?? 0) * across.slots + (horizontal?.[0] ?? 0)) * tiles * group;
          const within = row.within * across.stride + column.within;
          part[at++] = vertical === null || horizontal === null ? nowhere : slot + tile + within;
        }
  });
  return parts;
}

/**
 * Rows of the kernel `[(k·k' + 1)·O, C]`, whose last O are zeros, in the order tap, tap', o, pixel, pixel':
 * `[r·r'·O·stride·stride']`.
 */
export function tapPlaces({ down, across, O }: TilePlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array(down.taps * across.taps * O * down.stride * across.stride);
  let at = 0;
  for (let i = 0; i < down.taps; i += 1)
    for (let j = 0; j < across.taps; j += 1)
      for (let o = 0; o < O; o += 1)
        for (let p = 0; p < down.stride; p += 1)
          for (let q = 0; q < across.stride; q += 1) {
            const [y, x] = [down.stride * i + p, across.stride * j + q];
            const inside = y < down.kernel && x < across.kernel;
            places[at++] = (inside ? y * across.kernel + x : down.kernel * across.kernel) * O + o;
          }
  return places;
}

/** The way back: rows of `[r·r'·O·stride·stride', C]` in the order of the kernel's places, then o: `[k·k'·O]`. */
export function kernelPlaces({ down, across, O }: TilePlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array(down.kernel * across.kernel * O);
  let at = 0;
  for (let y = 0; y < down.kernel; y += 1)
    for (let x = 0; x < across.kernel; x += 1)
      for (let o = 0; o < O; o += 1) {
        const tap = Math.floor(y / down.stride) * across.taps + Math.floor(x / across.stride);
        const pixel = (y % down.stride) * across.stride + (x % across.stride);
        places[at++] = (tap * O + o) * down.stride * across.stride + pixel;
      }
  return places;
}
