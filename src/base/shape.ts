/** @file Shapes: extents from the outermost axis to the innermost; `[]` is a scalar. */
import { GantryError } from "./error.ts";

export type Shape = readonly number[];

/** How many elements a tensor of this shape holds; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/** The extent of one axis; negative axes count from the end. @throws E112 outside the shape */
export function extentAt(shape: Shape, axis: number): number {
  const extent = shape.at(axis);
  if (extent === undefined) {
    throw new GantryError("E112", { where: "axis", expected: `one of ${shape.length} axes`, got: String(axis) });
  }
  return extent;
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}

/** NumPy's rule: shapes are aligned at the end, an extent of 1 stretches. @throws E111 where they do not fit */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) throw new GantryError("E111", { where, left: a, right: b });
    return left === 1 ? right : left;
  });
}

/** Checks a shape at a door; `null` allows any extent. @throws E110 */
export function checkShape(where: string, got: Shape, expected: readonly (number | null)[]): void {
  const fits = got.length === expected.length && expected.every((extent, i) => extent === null || extent === got[i]);
  if (!fits) throw new GantryError("E110", { where, expected, got });
}
