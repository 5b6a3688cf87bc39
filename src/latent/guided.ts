/**
 * @file Guided backpropagation: what in a picture makes a unit respond.
 *
 *   at a rectifier y = max(0, x):  x̄ = ȳ · [x > 0] · [ȳ > 0]
 *
 * A gradient passes a rectifier only where it was active and only if it asks for more of it, so that a picture is left
 * of what excites the unit, without what would inhibit it. Springenberg et al., "Striving for simplicity", 2015,
 * https://arxiv.org/abs/1412.6806. D's leaky rectifiers are taken for rectifiers on the way back: their slope lets
 * through what the rule is there to keep out.
 */
import { max, relu, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { GradientRules } from "../graph/gradient-rule.ts";
import type { Node } from "../graph/node.ts";
import { cast, greater, mul } from "../graph/primitives.ts";

const rules: GradientRules = {
  leakyRelu: (_, y, dy) => mul(cast(greater(y.inputs[0] as Node, 0), "float32"), relu(dy)),
};

/** ∂(scalar)/∂input by the guided rule. @param scalar `[]` @returns of `input`'s shape */
export const guidedGradient = (scalar: Node, input: Node): Node => gradient(scalar, [input], rules)[0] as Node;

/**
 * Where a unit's map responds most, and what in the picture makes it so.
 *
 * @param maps `[N, C, H, W]` @param image `[N, …]` @param filter which of the C maps; for each example the same
 * @returns `response` `[N]`: the largest of the map; `picture` of `image`'s shape: the guided gradient of it
 */
export function strongestResponse(
  maps: Node,
  image: Node,
  filter: (maps: Node) => Node,
): { response: Node; picture: Node } {
  const response = max(filter(maps), [1, 2]); // [N, H, W] → [N]
  return { response, picture: guidedGradient(sum(response), image) };
}
