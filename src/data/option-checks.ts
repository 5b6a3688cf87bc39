/** @file The doors of `data`: sizes, channels and counts that people give. */
import { GantryError } from "../base/error.ts";

/** What images may be resized to; recipes ask for less (see `SUPPORTED_SIZES` in `image-choice.ts`). */
const SMALLEST = 8;
const LARGEST = 1024;

/** @throws E318 */
export function checkSize(size: number): void {
  if (!Number.isInteger(size) || size < SMALLEST || size > LARGEST) {
    throw new GantryError("E318", { got: size, min: SMALLEST, max: LARGEST });
  }
}

/** @throws E319 */
export function checkChannels(channels: number): void {
  if (channels !== 1 && channels !== 3 && channels !== 4) throw new GantryError("E319", { got: channels });
}

/** @param where the option's name @throws E328 */
export function checkCount(where: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) {
    throw new GantryError("E328", { where, got: count });
  }
}
