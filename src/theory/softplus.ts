/** @file softplus and sigmoid in float64, for logits of any size, ±∞ among them. */

/** ln(1 + eˣ): −ln D for the logit −x, −ln(1 − D) for the logit x. */
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** 1/(1 + e^(−x)). */
export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
