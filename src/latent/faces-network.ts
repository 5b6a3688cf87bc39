/**
 * @file The network that tells the attributes of `faces`: what a generator has learned of smiles, glasses, hair and
 * turned heads is read off its samples with it.
 *
 *   32×32×3 in [−1, 1] → conv 4×4/2, 16 → conv 4×4/2, 24 → conv 4×4/2, 32 → 48 → 13 numbers
 *
 * The numbers: smile, a logit of glasses, five of the hair style, skin, pose (its degrees over 40), and where the
 * glasses are (left, top, right, bottom, in shares of the image). Leaky ReLU of slope .1 between the layers. The same
 * functions are trained (`scripts/train-face-attributes.ts`) and used (`faces.ts`).
 */
import { flatten, softmax } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { concat, leakyRelu, mul, sigmoid, sliceAxis } from "../graph/primitives.ts";
import { conv2d } from "../models/conv2d.ts";
import { heNormal } from "../models/initialisers.ts";
import { linear } from "../models/linear.ts";
import type { Network } from "../models/scope.ts";
import type { Attribute } from "./attributes.ts";

/** Height and width of what it sees. */
export const FACES_SIZE = 32;

/** In degrees: what its pose of 1 is. */
const LARGEST_POSE = 40;
const HAIR = ["none", "short", "long", "curly", "bun"] as const;

/** What the columns are that come out of `faceColumns`. */
export const faceColumnNames: readonly Attribute[] = [
  { name: "smile", kind: "amount" },
  { name: "glasses", kind: "presence" },
  ...HAIR.map((style): Attribute => ({ name: `hair.${style}`, kind: "presence" })),
  { name: "skin", kind: "amount" },
  { name: "pose", kind: "amount" },
  ...["x0", "y0", "x1", "y1"].map((edge): Attribute => ({ name: `glasses.${edge}`, kind: "place" })),
];

const SLOPE = 0.1;
const initialiser = heNormal({ slope: SLOPE });

/** From images `[N, 3, 32, 32]` to numbers `[N, 13]`. */
export const facesNet: Network = (scope, images) => {
  const halved = { kernel: 4, stride: 2, padding: 1, initialiser } as const;
  const active = (x: Node): Node => leakyRelu(x, SLOPE);
  const edges = active(conv2d(scope.child("conv0"), images as Node, { out: 16, ...halved }));
  const parts = active(conv2d(scope.child("conv1"), edges, { out: 24, ...halved }));
  const whole = active(conv2d(scope.child("conv2"), parts, { out: 32, ...halved }));
  const features = active(linear(scope.child("features"), flatten(whole), { out: 48, initialiser }));
  return linear(scope.child("out"), features, { out: faceColumnNames.length });
};

/** Numbers as attributes: probabilities, degrees, shares. @param numbers `[N, 13]` @returns `[N, 13]` */
export function faceColumns(numbers: Node): Node {
  const part = (from: number, to: number): Node => sliceAxis(numbers, 1, from, to);
  const [hairEnd, pose] = [2 + HAIR.length, 3 + HAIR.length];
  return concat(
    [
      part(0, 1),
      sigmoid(part(1, 2)),
      softmax(part(2, hairEnd)),
      part(hairEnd, pose),
      mul(part(pose, pose + 1), LARGEST_POSE),
      part(pose + 1, faceColumnNames.length),
    ],
    1,
  );
}
