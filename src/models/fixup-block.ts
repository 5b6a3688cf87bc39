/**
 * @file A residual block without normalisation: a bottleneck whose last convolution begins at 0.
 *
 *   y = x + W₃ act(W₂ act(W₁ x))          1×1 to the bottleneck, 3×3, 1×1 back; biases in the first two
 *
 * At first every block is the identity, so a net of any depth begins as its skeleton and neither its values nor their
 * slopes explode; W₁ and W₂ are He's times L^(−1/4) in a net of L blocks, so that a step moves what comes out by an
 * amount that does not depend on L. Zhang, Dauphin & Ma, "Fixup initialization", 2019, https://arxiv.org/abs/1901.09321,
 * in the form of R3GAN (https://arxiv.org/abs/2501.05441, §4), which leaves out Fixup's scalar multipliers and further
 * biases.
 */
import type { Node } from "../graph/node.ts";
import { add, leakyRelu } from "../graph/primitives.ts";
import { conv2d } from "./conv2d.ts";
import { heNormal, zeros } from "./initialisers.ts";
import type { Initialiser, Scope } from "./scope.ts";

/** @property bottleneck channels between the 1×1 convolutions @property blocks L, of the whole network */
export interface FixupBlockOptions {
  readonly bottleneck: number;
  readonly blocks: number;
}

const SLOPE = 0.2;

/** He's weights for a leaky ReLU, times L^(−1/4): Fixup's L^(−1/(2m − 2)) for a branch of m = 3 layers. */
function shrunk(blocks: number): Initialiser {
  const he = heNormal({ slope: SLOPE });
  const factor = blocks ** -0.25;
  return (key, shape) => he(key, shape).map((value) => factor * value);
}

/**
 * Parameters below `conv1`, `conv2`, `conv3`.
 *
 * @param x `[N, C, H, W]` @returns the same shape
 */
export function fixupBlock(scope: Scope, x: Node, { bottleneck, blocks }: FixupBlockOptions): Node {
  const initialiser = shrunk(blocks);
  const narrow = leakyRelu(conv2d(scope.child("conv1"), x, { out: bottleneck, kernel: 1, initialiser }), SLOPE);
  const seen = conv2d(scope.child("conv2"), narrow, { out: bottleneck, kernel: 3, padding: 1, initialiser });
  const wide = { out: x.shape[1] as number, kernel: 1, bias: false, initialiser: zeros };
  return add(x, conv2d(scope.child("conv3"), leakyRelu(seen, SLOPE), wide));
}
