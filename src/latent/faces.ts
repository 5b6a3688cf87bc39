/** @file `faces`: the attribute network for cartoon faces, with the parameters that are shipped. */
import { graphNetwork } from "../features/graph-network.ts";
import { halvesAsConstants } from "../features/half-weights.ts";
import { preparedImages } from "../features/prepare-images.ts";
import type { Node } from "../graph/node.ts";
import { input, mul, sub } from "../graph/primitives.ts";
import { callNetwork, collectNetwork, type TensorSpec } from "../models/trace.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { AttributeNetwork } from "./attributes.ts";
import { FACES_SIZE, faceColumnNames, faceColumns, facesNet } from "./faces-network.ts";

/** What the network asks for, in its order: that of the text. */
export const facesParameters = (): readonly TensorSpec[] =>
  collectNetwork(facesNet, [input("images", [1, 3, FACES_SIZE, FACES_SIZE])]).parameters;

/** Images of any size; those that are not 32×32 are resized. */
export async function facesNetwork(runtime: Runtime): Promise<AttributeNetwork> {
  const { facesWeights } = await import("./faces-weights.ts");
  const parameters = halvesAsConstants(facesWeights, facesParameters());
  const network = graphNetwork(runtime, {
    name: "faces",
    dimension: faceColumnNames.length,
    classes: 0,
    trace: (images) => ({ features: tracedFaces(images, parameters) }),
  });
  return {
    name: "faces",
    attributes: faceColumnNames,
    of: async (images) => (await network.of(images)).features,
    release: network.release,
  };
}

function tracedFaces(images: Node, parameters: Readonly<Record<string, Node>>): Node {
  const unit = preparedImages(images, { channels: 3, size: [FACES_SIZE, FACES_SIZE] });
  const inputs = [sub(mul(unit, 2), 1)];
  return faceColumns(
    callNetwork(facesNet, { inputs, parameters, buffers: {}, training: false, noise: refuseNoise }).output,
  );
}

function refuseNoise(): never {
  throw new Error("the faces network draws no noise");
}
