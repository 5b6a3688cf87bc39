// Sets made after the third: the like of its runs, with other nets, rates and numbers of D steps.
import { calm, cloudOf, deep, dropping, number, worse } from "./runs.mjs";
import { THIRD } from "./third.mjs";

/** The like of a run of the third set, with other nets, rates and numbers of D steps. */
const likeOf =
  ({ widths, rates, k, clouds }) =>
  ({ few, settings, ...run }, i) => {
    const { width, "lr.g": g, "lr.d": d, "d.steps": steps = 1 } = settings;
    const rate = rates[i % 2];
    return {
      ...run,
      ...(few === undefined ? {} : { few: cloudOf(few.length, clouds + i) }),
      settings: {
        ...settings,
        width: widths[width] ?? width,
        "lr.g": number(g * rate),
        "lr.d": number(d * rate),
        "d.steps": steps === 6 ? k : steps,
      },
    };
  };

/** How many of each cause: about as many as the third set has. */
const COUNTS = { healthy: 22, "losing diversity": 9, collapsed: 9, "D winning": 8, oscillating: 8, "G winning": 7 };
export const likeThird = (other) =>
  Object.fromEntries(
    Object.entries(THIRD).map(([cause, runs]) => [cause, runs.slice(0, COUNTS[cause] ?? 5).map(likeOf(other))]),
  );

export const lacking = ([w0, w1, w2], rate, jolt) => [
  dropping("ring8", { "lr.g": number(3.3e-4 * rate), "lr.d": number(1.1e-3 * rate), width: w0, ...deep }, 2200),
  dropping("ring8", { "lr.g": number(2.7e-4 * rate), "lr.d": number(9e-4 * rate), width: w1, ...deep }, 2200),
  dropping("ring8", { "lr.g": number(5e-4 * rate), "lr.d": number(1.5e-3 * rate), width: w2, ...deep }, 2200),
  dropping(
    "ring8",
    { "lr.g": number(3.6e-4 * rate), "lr.d": number(1.3e-3 * rate), width: w0 + 8, ...deep, batch: 160 },
    2200,
  ),
  dropping(
    "ring8",
    { "lr.g": number(4.4e-4 * rate), "lr.d": number(1.4e-3 * rate), width: w0 + 16, ...deep, "z.size": 3 },
    2200,
  ),
  worse(calm("blobs", w0, number(1.2e-3 * rate), { ema: 0 }), 600, jolt[0]),
  worse(calm("blobs", w1, number(8.4e-4 * rate), { ema: 0 }), 700, jolt[1]),
  worse(calm("blobs", w2, number(9.4e-4 * rate), { ema: 0 }), 650, jolt[2]),
];

/** With more of what loses diversity, since few runs stay so. */
export const withLacking = (runs, more) => ({ ...runs, "losing diversity": [...runs["losing diversity"], ...more] });
