/** @file CRC-32 (ISO 3309), as PNG and ZIP check their parts. */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let i = 0; i < bytes.length; i += 1) {
    rest = (rest >>> 8) ^ (table[(rest ^ (bytes[i] as number)) & 0xff] as number);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
