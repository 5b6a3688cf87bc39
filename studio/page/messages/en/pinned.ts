/** @file What chosen pins make. It loads when somebody chooses two. */

export const pinned = {
  path: "From A to B",
  frames: "Pictures",
  play: "Play",
  pause: "Pause",
  sum: "A − B + C",
  take: "Go there",
  failed: (p: { why: string }): string => `This could not be drawn: ${p.why}`,
} as const;
