/** @file Weights from a file in the place of a network's parameters, checked by name, shape and value. */
import { GantryError } from "../base/error.ts";
import { sameShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { constant } from "../graph/primitives.ts";
import type { WeightsMisfit } from "../messages/en/errors-weights.ts";
import type { Network } from "../models/scope.ts";
import { callNetwork, collectNetwork } from "../models/trace.ts";
import type { Weights } from "./torch-weights.ts";

/** Where weights come from, and for what, as errors name them. */
export interface WeightsOrigin {
  readonly path: string;
  readonly network: string;
}

/** A network's parameters as constants of a graph. */
export type Constants = Readonly<Record<string, Node>>;

/**
 * @param network asked for its parameters once, on `inputs` @param weights others than it asks for are left alone
 * @throws E713 where some are missing, have another shape or are not finite
 */
export function fitWeights(
  weights: Weights,
  network: Network,
  inputs: readonly Node[],
  { path, network: name }: WeightsOrigin,
): Constants {
  const fail = (misfit: WeightsMisfit): never => {
    throw new GantryError("E713", { path, network: name, misfit });
  };
  const { parameters } = collectNetwork(network, inputs);
  const names = parameters.map((parameter) => parameter.name).filter((parameter) => !weights.has(parameter));
  if (names.length > 0) fail({ kind: "missing", names });
  const entries = parameters.map((parameter): [string, Node] => {
    const value = weights.get(parameter.name);
    const expected = `float32 [${parameter.shape.join(", ")}]`;
    if (value?.dtype !== "float32" || !sameShape(value.shape, parameter.shape)) {
      return fail({
        kind: "shape",
        name: parameter.name,
        expected,
        got: `${value?.dtype} [${value?.shape.join(", ")}]`,
      });
    }
    if (!(value.data as Float32Array).every(Number.isFinite)) fail({ kind: "finite", name: parameter.name });
    return [parameter.name, constant(value)];
  });
  return Object.fromEntries(entries);
}

/** A network over constant parameters, as it is after training. */
export function applied(network: Network, inputs: readonly Node[], parameters: Constants): Node {
  const noise = (): never => {
    throw new GantryError("E113", { where: "features", problem: "a feature network asked for noise" });
  };
  return callNetwork(network, { inputs, parameters, buffers: {}, training: false, noise }).output;
}
