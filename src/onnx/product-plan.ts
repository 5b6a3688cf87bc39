/**
 * @file How a convolution is cut into patches, and where what is moved comes from: the row that each row of a gathered
 * tensor is read from. See `product-form.ts`.
 */
import type { Convolution } from "./convolution-choices.ts";

/** One direction. @property before zeros @property extent pixels, and the zeros around them that a patch may see */
export interface PatchAxis {
  readonly pixels: number;
  readonly before: number;
  readonly extent: number;
  readonly stride: number;
  readonly dilation: number;
  readonly outputs: number;
  readonly kernel: number;
}

/** @property group pixels side by side that move together: so many where every patch begins at a multiple of them */
export interface PatchPlan {
  readonly N: number;
  readonly down: PatchAxis;
  readonly across: PatchAxis;
  readonly group: number;
}

export function patchPlan(convolution: Convolution): PatchPlan {
  const { x, w, stride, dilation } = convolution;
  const group = dilation[1] === 1 && w[3] % stride[1] === 0 ? stride[1] : 1;
  return { N: x[0], down: axisOf(convolution, 0, 1), across: axisOf(convolution, 1, group), group };
}

function axisOf(convolution: Convolution, axis: 0 | 1, group: number): PatchAxis {
  const at = (axis + 2) as 2 | 3;
  const [pixels, kernel, outputs] = [convolution.x[at], convolution.w[at], convolution.y[at]];
  const [before, stride, dilation] = [convolution.padding[axis], convolution.stride[axis], convolution.dilation[axis]];
  const reach = stride * (outputs - 1) + dilation * (kernel - 1) + 1;
  const extent = Math.ceil(Math.max(before + pixels, reach) / group) * group;
  return { pixels, before, extent, stride, dilation, outputs, kernel };
}

/** Groups of the framed image `[N·H·W/group, group·C]` in the order n, output, output', place, group of places. */
export function patchPlaces({ N, down, across, group }: PatchPlan): Int32Array<ArrayBuffer> {
  const places = new Int32Array((N * down.outputs * across.outputs * down.kernel * across.kernel) / group);
  let at = 0;
  for (let n = 0; n < N; n += 1)
    for (let p = 0; p < down.outputs; p += 1)
      for (let q = 0; q < across.outputs; q += 1)
        for (let i = 0; i < down.kernel; i += 1)
          for (let j = 0; j < across.kernel; j += group) {
            const row = n * down.extent + p * down.stride + i * down.dilation;
            places[at++] = (row * across.extent + q * across.stride + j * across.dilation) / group;
          }
  return places;
}

interface Seen {
  readonly output: number;
  readonly place: number;
}

/** Of each pixel of one axis: the outputs that see it, and at which place of the kernel. */
const seenBy = ({ pixels, before, stride, dilation, kernel, outputs }: PatchAxis): readonly (readonly Seen[])[] =>
  Array.from({ length: pixels }, (_, pixel) =>
    Array.from({ length: kernel }, (_, place) => ({
      place,
      output: (pixel + before - place * dilation) / stride,
    })).filter(({ output }) => Number.isInteger(output) && output >= 0 && output < outputs),
  );

const mostOf = (seen: readonly (readonly Seen[])[]): number => Math.max(1, ...seen.map(({ length }) => length));

/**
 * What each pixel is a sum of: rows of (n, output, output', place, place'), a list of N·H·W of them for each of the
 * outputs that may see it; the row after the last stands for nothing.
 */
export function pixelPlaces({ N, down, across }: PatchPlan): readonly Int32Array<ArrayBuffer>[] {
  const places = down.kernel * across.kernel;
  const nowhere = N * down.outputs * across.outputs * places;
  const [rows, columns] = [seenBy(down), seenBy(across)];
  const most = mostOf(columns);
  return Array.from({ length: mostOf(rows) * most }, (_, part) => {
    const list = new Int32Array(N * down.pixels * across.pixels);
    let at = 0;
    for (let n = 0; n < N; n += 1)
      for (const row of rows)
        for (const column of columns) {
          const [vertical, horizontal] = [row[Math.floor(part / most)], column[part % most]];
          if (vertical === undefined || horizontal === undefined) list[at++] = nowhere;
          else {
            const output = (n * down.outputs + vertical.output) * across.outputs + horizontal.output;
            list[at++] = output * places + vertical.place * across.kernel + horizontal.place;
          }
        }
    return list;
  });
}
