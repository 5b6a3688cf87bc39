/** @file Which sizes of images networks take that halve and double them: 4, 5, 6 or 7 times a power of two. */
import { GantryError } from "../base/error.ts";

/** @property innermost 4, 5, 6 or 7 pixels @property count how often `innermost` is doubled, ≥ 1 */
export interface Halvings {
  readonly innermost: number;
  readonly count: number;
}

/** How often an image can be halved until 4 to 7 pixels are left. @throws E114 for other sizes */
export function halvingsOf(where: string, size: number): Halvings {
  let [innermost, count] = [size, 0];
  for (; innermost > 7 && innermost % 2 === 0; innermost /= 2) count += 1;
  if (innermost >= 4 && innermost <= 7 && count > 0) return { innermost, count };
  throw new GantryError("E114", { where, got: size, near: nearestSizes(size) });
}

/** The sizes that fit just below and above `size`, the least of which is 8. */
function nearestSizes(size: number): number[] {
  const sizes = Array.from({ length: 9 }, (_, halvings) => [4, 5, 6, 7].map((extent) => extent * 2 ** (halvings + 1)));
  const all = sizes.flat();
  const near = [all.findLast((one) => one < size), all.find((one) => one > size)];
  return near.filter((one) => one !== undefined);
}

/** @throws E112 */
export function checkCount(where: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new GantryError("E112", { where, expected: "an integer ≥ 1", got: String(count) });
}
