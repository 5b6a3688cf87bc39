/** @file Which square of a file the networks see. */

export const cropping = {
  open: "See other crops…",
  title: "Which square the networks see",
  how: "Files that are not square, as the networks see them:",
  names: { centre: "Centre", top: "Top", attention: "Attention", none: "None" },
  what: {
    centre: "the square in the middle",
    top: "of tall ones the upper square, of wide ones the middle",
    attention: "the square that most draws the eye: edges, strong colours, skin",
    none: "all of it, padded with white, or with transparency where that is kept",
  },
  own: "this run",
  picture: (p: { file: string; crop: string }): string => `${p.file}: ${p.crop}`,
  begin: (p: { crop: string }): string => `New run, crop: ${p.crop}`,
} as const;
