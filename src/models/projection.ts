/**
 * @file Projection: D's answer on x and y is what it says of x alone, and how well its features go with y's vector.
 *
 *   D(x, y) = ψ(φ(x)) + yᵀ V φ(x)          φ summed over the image's places
 *
 * Miyato & Koyama, "cGANs with projection discriminator", 2018, https://arxiv.org/abs/1802.05637. They derive it from
 * classes, of which log p(y|x)/q(y|x) is linear in y. So it is of an attribute that is normal about something seen in x,
 * as widely in data as in samples: −(y − u)² + (y − v)² = 2y(u − v) − u² + v², of which ψ has the rest.
 */
import { flatten, sum } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, mul, sumKeep } from "../graph/primitives.ts";
import { linear } from "./linear.ts";
import type { Scope } from "./scope.ts";

/**
 * Parameter: `label.weight` `[A, K]`, only where there is a label.
 *
 * @param logits ψ(φ(x)) `[N, 1]` @param features φ(x) `[N, A]` or `[N, A, H, W]` @param label y `[N, K]`, one-hot or attributes, or none
 * @param spectral whether V too has its spectral norm taken out
 * @returns `[N, 1]`
 */
export function withProjection(
  scope: Scope,
  logits: Node,
  features: Node,
  { label, spectral = false }: { readonly label?: Node | undefined; readonly spectral?: boolean },
): Node {
  if (label === undefined) return logits;
  const pooled = features.shape.length === 4 ? sum(features, [2, 3]) : flatten(features);
  const vector = linear(scope.child("label"), label, { out: pooled.shape[1] as number, bias: false, spectral });
  return add(logits, sumKeep(mul(vector, pooled), [1]));
}
