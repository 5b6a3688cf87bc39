/** @file The verdicts in words: how a run goes, by which number, why, and what to try. */

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const short = (value: number): string => String(Number(value.toPrecision(2)));

/** The number a verdict rests on; `measure` names it. */
export interface Measured {
  readonly measure: string;
  readonly value: number;
}

const measures: Readonly<Record<string, (value: number) => string>> = {
  accuracyD: (value) => `D is right about ${percent(value)} of the examples`,
  diversity: (value) => `diversity ${short(value)} of real`,
  coverage: (value) => `${percent(value)} of the data reached`,
  distance: (value) => `distance ${short(value)}`,
  motion: (value) => `samples move by ${percent(value)} of the data's spread and back`,
  updateG: (value) => `a step moves the weights by ${short(value)} of their size`,
  updateD: (value) => `a step moves D's weights by ${short(value)} of their size`,
  copied: (value) => `${percent(value)} of the samples are copies`,
  output: (value) => `losses or outputs reach ${short(value)}`,
  nan: () => "a number was not finite",
};

export const diagnosis = {
  words: {
    "warming up": "warming up",
    healthy: "healthy",
    converged: "converged",
    "D winning": "D winning",
    "G winning": "G winning",
    oscillating: "oscillating",
    "losing diversity": "losing diversity",
    collapsed: "collapsed",
    stalled: "stalled",
    diverged: "diverged",
    memorising: "memorising",
  },
  /** The number in words; empty where a verdict rests on none. */
  measured: ({ measure, value }: Measured): string => measures[measure]?.(value) ?? "",
  why: {
    "warming up": "too early to say, or the samples still come nearer to the data quickly",
    healthy: "nothing looks wrong",
    converged: "D can only guess, and the samples are as varied as the data and at their noise floor: the equilibrium",
    "D winning": "D tells real from generated nearly always, and the samples come no nearer to the data",
    "G winning": "D cannot tell real from generated, though the samples are far from the data",
    oscillating: "the samples move far between two looks, and back again: the players chase each other in circles",
    "losing diversity": "the samples are less varied than the data, or leave a part of it out",
    collapsed: "nearly all samples are alike, or lie on a small part of the data",
    stalled: "the weights hardly move, and the samples are far from the data",
    diverged: "losses, outputs or updates grow without bound, or a number was not finite",
    memorising: "a fifth of the samples or more are copies of items of the data",
  },
  try: {
    "warming up": "wait",
    healthy: "go on",
    converged: "stop here, or go on to be sure",
    "D winning": "a lower --lr-d, --penalty r1, --loss ns, fewer --d-steps",
    "G winning": "a lower --lr-g, a higher --lr-d, more --d-steps",
    oscillating: "lower learning rates, --beta1 0.5 or 0, --penalty r1, --ema 0.999",
    "losing diversity": "--penalty r1, a lower --lr-g, a larger --batch, a larger z",
    collapsed: "begin again with --penalty r1 or a lower --lr-g; or resume from an earlier checkpoint",
    stalled: "higher learning rates",
    diverged: "learning rates ten times lower, --clip-gradient 1",
    memorising: "more data, --flip, fewer steps, a smaller --width",
  },
} as const;
