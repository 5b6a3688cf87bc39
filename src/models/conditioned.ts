/**
 * @file Networks that are told y, a 1 among 0s for a class, a number about 0 for each attribute: what they learn, they
 * learn given y.
 *
 *   concat      y as it is: beside z in G; beside x in D, or as a plane for each of its numbers behind an image
 *   embedding   y W, a linear map that is learnt: of a class its own vector, of an attribute a vector times its number;
 *               beside z in G; in D beside x, or as one plane of an image's size
 *
 *   projection  as embedding in G; D is told by how its features go with y V (`withProjection`), which is for networks
 *               that take y beside an image
 *
 * Mirza & Osindero, "Conditional generative adversarial nets", 2014, https://arxiv.org/abs/1411.1784, lay both inputs'
 * hidden layers side by side (`cganGenerator`); Radford et al. and later ones append y as here.
 */
import type { Node } from "../graph/node.ts";
import { broadcastTo, concat, reshape } from "../graph/primitives.ts";
import { normal } from "./initialisers.ts";
import { linear } from "./linear.ts";
import type { Network, Scope } from "./scope.ts";

export const CONDITIONINGS = ["concat", "embedding", "projection"] as const;
export type Conditioning = (typeof CONDITIONINGS)[number];

/** Length of y W beside z, or beside points. */
const EMBEDDED = 32;

/** How many channels a y of `width` numbers adds to an image that D sees. */
export const conditionChannels = (how: Conditioning, width: number): number =>
  ({ concat: width, embedding: 1, projection: 0 })[how];

/** y W; of a one-hot row, a table looked up. @param y `[N, K]` @returns `[N, out]` */
const embedded = (scope: Scope, y: Node, out: number): Node =>
  linear(scope.child("label"), y, { out, bias: false, initialiser: normal({ standardDeviation: 1 }) });

const vectorOf = (scope: Scope, y: Node, how: Conditioning): Node =>
  how === "concat" ? y : embedded(scope, y, EMBEDDED);

/** @param network from vectors @returns a network from `z` `[N, d]` (or points) and `y` `[N, K]` */
export function conditionedOnVector(network: Network, how: Conditioning): Network {
  return (scope, x, y) =>
    network(scope, ...(y === undefined ? [x as Node] : [concat([x as Node, vectorOf(scope, y, how)], 1)]));
}

/** @param network from images with `conditionChannels` more; for `projection` it takes y @returns one from `x` `[N, C, H, W]` and `y` `[N, K]` */
export function conditionedOnPlanes(network: Network, how: Conditioning): Network {
  return (scope, x, y) => {
    if (y === undefined) return network(scope, x as Node);
    return how === "projection" ? network(scope, x as Node, y) : network(scope, withPlanes(scope, x as Node, y, how));
  };
}

function withPlanes(scope: Scope, x: Node, y: Node, how: Conditioning): Node {
  const [count, , height, width] = x.shape as [number, number, number, number];
  if (how === "embedding") {
    return concat([x, reshape(embedded(scope, y, height * width), [count, 1, height, width])], 1);
  }
  const classes = y.shape[1] as number;
  return concat([x, broadcastTo(reshape(y, [count, classes, 1, 1]), [count, classes, height, width])], 1);
}
