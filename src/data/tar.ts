/** @file Reads a tar archive that is in memory (POSIX ustar): 512-byte headers, each followed by its file's blocks. */

export interface TarEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The plain files of an archive, in order. An archive that is cut short ends with its last whole file. */
export function* tarEntries(archive: Uint8Array): Generator<TarEntry> {
  let offset = 0;
  while (offset + 512 <= archive.length) {
    const header = archive.subarray(offset, offset + 512);
    const name = [text(header, 345, 155), text(header, 0, 100)].filter((part) => part !== "").join("/");
    if (name === "") return;
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const start = offset + 512;
    if (start + size > archive.length) return;
    const type = String.fromCharCode(header[156] as number);
    if (type === "0" || type === "\0") yield { name, bytes: archive.subarray(start, start + size) };
    offset = start + Math.ceil(size / 512) * 512;
  }
}

/** A field up to its first zero; the prefix is only there in ustar headers. */
function text(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
