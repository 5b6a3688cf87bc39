/**
 * @file A file that stands as text in a page, which may fetch nothing where it was double-clicked (`file:`): base64, of
 * its gzip where it is long.
 */

/** @param text base64 of a file's gzip, as `packedText` writes it @throws where it is none */
export async function unpackedFile(text: string, type: string): Promise<Blob> {
  const packed = new Blob([bytesOfText(text)]);
  const bytes = new Response(packed.stream().pipeThrough(new DecompressionStream("gzip")));
  return new Blob([await bytes.arrayBuffer()], { type });
}

/** @param text base64 @throws where it is none */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
