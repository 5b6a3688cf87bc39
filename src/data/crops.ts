/** @file Which part of a picture that is not square is learnt from. */

/**
 * `centre`: the square in the middle; `top`: of tall pictures the upper square, of wide ones that in the middle;
 * `attention`: the square that most draws the eye, by edges, saturation and colours of skin (libvips' smartcrop); `none`:
 * all of the picture, padded with white, or with transparency where that is kept.
 */
export const CROPS = ["centre", "top", "attention", "none"] as const;
export type Crop = (typeof CROPS)[number];

/** Where nobody says which, and of runs that are older than the choice. */
export const DEFAULT_CROP: Crop = "centre";

export const isCrop = (text: unknown): text is Crop => CROPS.includes(text as Crop);
