/** @file Numbers as people and programs write them: `34`, `-7.5`, `.5`, `1e3`. */

/** What `Number` takes besides (0x10, 0b1, nothing at all) is code, and was hardly meant as a number of something. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** @param text without blanks around it @returns NaN for what is no decimal number, or none that a float32 holds */
export function decimalNumber(text: string): number {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(Math.fround(value)) ? value : Number.NaN;
}
