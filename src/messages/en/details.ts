/** @file What systems and libraries say of a failure, in words. What is not listed here stays as they say it. */

const systemWords: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EADDRINUSE: "another program listens there",
  EADDRNOTAVAIL: "this computer has no such address",
  EBUSY: "another program is using it",
  EIO: "the drive reports a fault",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "there is no such file",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EPERM: "permission denied",
  EROFS: "the drive is read-only",
};

/** Of the image and compression libraries; the first that matches. */
const libraryWords: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/unsupported image format/i, () => "it is no image, or an image of a kind that is not read"],
  [/corrupt header|bad header|ihdr/i, () => "its beginning is damaged"],
  [/premature end|unexpected end|truncated|not enough data/i, () => "it is cut short"],
  [/^0 bytes$/, () => "it is empty"],
  [/^(\d+ × \d+) pixels$/, ([, size]) => `it claims ${size} pixels, more than are read`],
];

/** @param detail a system's code (`EACCES`), or what a library said */
export function detailText(detail: string): string {
  const system = systemWords[detail];
  if (system !== undefined) return `${system}, ${detail}`;
  for (const [pattern, words] of libraryWords) {
    const match = pattern.exec(detail);
    if (match !== null) return words(match);
  }
  return detail.replace(/[\s:.]+$/, "");
}
