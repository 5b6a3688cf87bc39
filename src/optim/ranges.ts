/** @file What optimisers' settings may be. */
import { GantryError } from "../base/error.ts";

/** @throws E112 outside [0, 1) */
export function checkFraction(where: string, value: number): void {
  if (!(value >= 0 && value < 1)) {
    throw new GantryError("E112", { where, expected: "a number in [0, 1)", got: String(value) });
  }
}

/** @throws E112 unless finite and > 0 */
export function checkPositive(where: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new GantryError("E112", { where, expected: "a number > 0", got: String(value) });
  }
}

/** @throws E112 unless finite and ≥ 0 */
export function checkNonNegative(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new GantryError("E112", { where, expected: "a number ≥ 0", got: String(value) });
  }
}

/** @throws E112 unless an integer ≥ 1 */
export function checkCount(where: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new GantryError("E112", { where, expected: "an integer ≥ 1", got: String(value) });
  }
}
