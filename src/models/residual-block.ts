/**
 * @file A residual block with pre-activation, which may double or halve the image.
 *
 *   y = shortcut(x) + conv(act(norm(conv(up(act(norm(x)))))))          down: both branches end in average pooling
 *
 * He et al., "Identity mappings", 2016, https://arxiv.org/abs/1603.05027, in the form of WGAN-GP's and SNGAN's ResNets.
 * The shortcut is a 1×1 convolution where the channels change (in both papers' networks also where the image changes its
 * size: `shortcut: "learnt"`), else x itself. It acts on the smaller image, before
 * enlarging and after shrinking: a 1×1 convolution commutes with both, and so costs a quarter. The first block of a D
 * begins with its convolution (`opening: "plain"`): an activation would take the image's dark half away.
 */
import type { Node } from "../graph/node.ts";
import { add } from "../graph/primitives.ts";
import { type ActivationName, activate } from "./activation.ts";
import { conv2d } from "./conv2d.ts";
import { type NormName, normalise } from "./normalisation.ts";
import { downsample, upsample } from "./resampling.ts";
import type { Initialiser, Scope } from "./scope.ts";

/**
 * @property out channels that come out @property resample `none` by default; `up` is nearest, `down` average
 * @property activation `relu` by default @property norm `none` by default @property kernel odd, 3 by default
 * @property opening `activated` by default: norm and activation come before the first convolution
 * @property initialiser of all weights @property shortcutInitialiser of the shortcut's, in place of that
 * @property shortcut `learnt`: the shortcut is a convolution too where the image changes its size; `direct` by default
 * @property spectral whether each weight is divided by its largest singular value, false by default
 */
export interface ResidualBlockOptions {
  readonly out: number;
  readonly resample?: "up" | "down" | "none";
  readonly activation?: ActivationName;
  readonly norm?: NormName;
  readonly kernel?: number;
  readonly opening?: "activated" | "plain";
  readonly shortcut?: "direct" | "learnt";
  readonly initialiser?: Initialiser | undefined;
  readonly shortcutInitialiser?: Initialiser | undefined;
  readonly spectral?: boolean;
}

/**
 * Parameters below `norm1`, `conv1`, `norm2`, `conv2` and, where the channels change or it is learnt, `shortcut`.
 *
 * @param x `[N, C, H, W]` @returns `[N, out, H', W']`
 */
export function residualBlock(scope: Scope, x: Node, options: ResidualBlockOptions): Node {
  const { out, resample = "none", activation = "relu", norm = "none", kernel = 3, spectral = false } = options;
  const { initialiser, shortcutInitialiser = initialiser } = options;
  const convolution = { out, kernel, padding: (kernel - 1) / 2, initialiser, spectral };
  const crossing = { out, kernel: 1, initialiser: shortcutInitialiser, spectral };
  const prepare = (name: string, h: Node): Node => activate(activation, normalise(norm, scope.child(name), h));

  const opened = options.opening === "plain" ? x : prepare("norm1", x);
  const inner = conv2d(scope.child("conv1"), resample === "up" ? upsample(opened) : opened, convolution);
  const outer = conv2d(scope.child("conv2"), prepare("norm2", inner), convolution);
  const branch = resample === "down" ? downsample(outer) : outer;

  const narrow = resample === "down" ? downsample(x) : x;
  const learnt = x.shape[1] !== out || (options.shortcut === "learnt" && resample !== "none");
  const direct = !learnt ? narrow : conv2d(scope.child("shortcut"), narrow, crossing);
  return add(resample === "up" ? upsample(direct) : direct, branch);
}
