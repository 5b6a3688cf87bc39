/**
 * @file The digits network: a small classifier of handwritten digits whose last hidden layer is a feature vector.
 *
 *   28×28 in [−1, 1] → conv 4×4/2, 24 → conv 4×4/2, 48 → conv 3×3/2, 48 → 64 features → 10 logits
 *
 * Every layer but the last ends in a leaky ReLU of slope .1: no unit is silent for a whole data set, so features keep a
 * covariance of full rank. The same functions are trained (`scripts/train-digits.ts`) and used (`digits.ts`).
 */
import { flatten } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { leakyRelu } from "../graph/primitives.ts";
import { conv2d } from "../models/conv2d.ts";
import { dropout } from "../models/dropout.ts";
import { heNormal } from "../models/initialisers.ts";
import { linear } from "../models/linear.ts";
import type { Scope } from "../models/scope.ts";

/** Height and width of what it sees. */
export const DIGITS_SIZE = 28;
/** Of a feature vector. */
export const DIGITS_DIMENSION = 64;
/** The digits 0 … 9. */
export const DIGITS_CLASSES = 10;

const SLOPE = 0.1;
const initialiser = heNormal({ slope: SLOPE });

/** @param images `[N, 1, 28, 28]` in [−1, 1] @returns `[N, 64]` */
export function digitsTrunk(scope: Scope, images: Node): Node {
  const halved = { stride: 2, padding: 1, initialiser } as const;
  const strokes = leakyRelu(conv2d(scope.child("conv0"), images, { out: 24, kernel: 4, ...halved }), SLOPE);
  const parts = leakyRelu(conv2d(scope.child("conv1"), strokes, { out: 48, kernel: 4, ...halved }), SLOPE);
  const whole = leakyRelu(conv2d(scope.child("conv2"), parts, { out: 48, kernel: 3, ...halved }), SLOPE);
  const flat = flatten(whole); // [N, 48·4·4]
  return leakyRelu(linear(scope.child("features"), flat, { out: DIGITS_DIMENSION, initialiser }), SLOPE);
}

/** In training a third of the features is dropped. @param features `[N, 64]` @returns logits `[N, 10]` */
export function digitsHead(scope: Scope, features: Node): Node {
  return linear(scope.child("logits"), dropout(scope, features, { rate: 1 / 3 }), { out: DIGITS_CLASSES });
}
