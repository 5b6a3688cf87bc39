// The sets that were judged by thresholds that had not seen them. JUDGED is written before the thresholds were frozen.
import { lacking, likeThird, withLacking } from "./like-third.mjs";

/** The third judged set, which found too few runs that lost diversity, and not them. */
export const FOURTH = likeThird({ widths: { 56: 88, 72: 120, 104: 44 }, rates: [1.17, 0.86], k: 8, clouds: 40 });

/** The fourth judged set: two of three modes were called collapsed. */
export const FIFTH = withLacking(
  likeThird({ widths: { 56: 76, 72: 52, 104: 100 }, rates: [1.09, 0.92], k: 7, clouds: 60 }),
  lacking([76, 100, 52], 1, [0.024, 0.019, 0.028]),
);

/** The fifth judged set: the first steps of healthy runs were called oscillating. */
export const SIXTH = withLacking(
  likeThird({ widths: { 56: 68, 72: 108, 104: 60 }, rates: [1.13, 0.89], k: 9, clouds: 80 }),
  lacking([68, 116, 60], 1.06, [0.022, 0.017, 0.026]),
);

/**
 * The judged set: seeds, widths, learning rates and numbers of D steps that none of the others has. Written before the
 * thresholds were frozen, and not changed after they were.
 */
export const JUDGED = withLacking(
  likeThird({ widths: { 56: 90, 72: 46, 104: 124 }, rates: [1.05, 0.95], k: 10, clouds: 100 }),
  lacking([90, 106, 58], 0.96, [0.023, 0.018, 0.027]),
);
