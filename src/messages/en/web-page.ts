/** @file The page that `gantry export --to web` writes. */

export const webPage = {
  seed: "Seed",
  to: "Second seed",
  t: "Between them",
  label: "Class",
} as const;
