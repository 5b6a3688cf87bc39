/** @file How a file begins, for messages about files that are something else. */

/** The first bytes: as text where they are text, else the first four in hexadecimal. */
export function beginning(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 8);
  if (head.length > 0 && head.every((byte) => byte >= 0x20 && byte < 0x7f)) {
    return JSON.stringify(String.fromCharCode(...head));
  }
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
