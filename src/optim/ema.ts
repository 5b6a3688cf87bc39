/**
 * @file Exponential moving average of a player's parameters: what is sampled and exported in place of the last iterate.
 *
 *   average ← average + (1 − decay)(value − average)
 *
 * Yazıcı et al., "The unusual effectiveness of averaging in GAN training", 2019, https://arxiv.org/abs/1806.04498.
 */
import type { Node } from "../graph/node.ts";
import { add, mul, type Operand, sub } from "../graph/primitives.ts";

/**
 * One step of the average. Written as a correction: with decay · average + (1 − decay) · value the two float32 factors
 * would not add up to one, and an average of equal values would creep.
 *
 * @param average any shape @param value the same shape @param rate 1 − decay, in [0, 1]: a number, or a scalar node
 */
export const exponentialAverage = (average: Node, value: Node, rate: Operand): Node =>
  add(average, mul(sub(value, average), rate));
