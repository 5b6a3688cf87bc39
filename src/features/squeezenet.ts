/**
 * @file SqueezeNet v1.1 without its classifier: 512 features of a network trained on ImageNet, in 2.9 MB. It is quick
 * and small where Inception is neither; its distances are no FID and are not called so.
 *
 * Iandola et al., 2016, https://arxiv.org/abs/1602.07360; v1.1 as its authors published it. Fire modules squeeze by 1×1
 * and expand by 1×1 and 3×3 side by side; three maxima over 3×3 halve the image. The port that the weights have the
 * names and kernels of (`[kh, kw, in, out]`) pads neither the first convolution nor the maxima. Features are the mean of
 * the last module, fire9, over the image.
 */
import { relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, concat, conv, reshape, transpose } from "../graph/primitives.ts";
import { type GeometryOptions, geometryOf } from "../models/geometry.ts";
import { zeros } from "../models/initialisers.ts";
import type { Scope } from "../models/scope.ts";
import { globalAverage, maximumHalved } from "./inception-layers.ts";

/** Height and width of what it sees. */
export const SQUEEZENET_SIZE = 227;
/** Of a feature vector. */
export const SQUEEZENET_DIMENSION = 512;

/** relu(w ∗ x + b). Parameters: `kernel` `[kh, kw, C, out]`, `bias` `[out]`. */
function unit(scope: Scope, x: Node, out: number, kernel: number, geometry: GeometryOptions = {}): Node {
  const given = scope.parameter("kernel", [kernel, kernel, x.shape[1] as number, out], zeros);
  const weight = transpose(given, [3, 2, 0, 1]); // [out, C, kh, kw]
  const bias = reshape(scope.parameter("bias", [out], zeros), [1, out, 1, 1]);
  return relu(add(conv(x, weight, geometryOf(geometry)), bias));
}

function fire(scope: Scope, x: Node, squeezed: number, expanded: number): Node {
  const narrow = unit(scope.child("squeeze1x1"), x, squeezed, 1);
  const points = unit(scope.child("expand1x1"), narrow, expanded, 1);
  const patches = unit(scope.child("expand3x3"), narrow, expanded, 3, { padding: 1 });
  return concat([points, patches], 1);
}

/** How many channels each module squeezes to; it gives eight times as many. Before some the image is halved. */
const modules: readonly { readonly name: string; readonly squeezed: number; readonly halved: boolean }[] = [
  { name: "fire2", squeezed: 16, halved: true },
  { name: "fire3", squeezed: 16, halved: false },
  { name: "fire4", squeezed: 32, halved: true },
  { name: "fire5", squeezed: 32, halved: false },
  { name: "fire6", squeezed: 48, halved: true },
  { name: "fire7", squeezed: 48, halved: false },
  { name: "fire8", squeezed: 64, halved: false },
  { name: "fire9", squeezed: 64, halved: false },
];

/** @param images `[N, 3, H, W]`: blue, green and red of 0 … 255, less ImageNet's mean @returns `[N, 512]` */
export function squeezenetFeatures(scope: Scope, images: Node): Node {
  const edges = unit(scope.child("conv1"), images, 64, 3, { stride: 2 });
  const last = modules.reduce((x, { name, squeezed, halved }) => {
    return fire(scope.child(name), halved ? maximumHalved(x) : x, squeezed, 4 * squeezed);
  }, edges);
  return globalAverage(last);
}
