/** @file How a file begins, for messages about files that are something else. */

/** The first four bytes in hexadecimal. */
export function beginning(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
