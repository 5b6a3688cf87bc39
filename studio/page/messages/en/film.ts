/** @file Films that the page writes. */

export const film = {
  title: "Film",
  kind: "Format",
  kinds: { gif: "GIF", apng: "APNG, lossless", png: "PNGs in a ZIP", webm: "WebM video" },
  missing: (p: { kind: string }): string => `${p.kind}: not in this browser`,
  write: "Save film",
  cancel: "Cancel",
  progress: (p: { done: number; total: number }): string => `${p.done} of ${p.total} pictures`,
  done: (p: { size: string }): string => `Saved, ${p.size}.`,
  failed: (p: { why: string }): string => `The film could not be written: ${p.why}`,
} as const;
