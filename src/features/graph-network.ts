/** @file A feature network whose body is a graph of ours: it runs wherever a runtime does, in a page as well. */
import type { Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { inBatches } from "./batches.ts";
import { checkImages } from "./check-images.ts";
import type { FeatureNetwork } from "./feature-network.ts";
import { shapedProgram } from "./shaped-program.ts";

/** @property features `[N, dimension]` @property probabilities `[N, classes]`, of a classifier */
export interface TracedFeatures {
  readonly features: Node;
  readonly probabilities?: Node;
}

export interface GraphNetworkOptions extends Pick<FeatureNetwork, "name" | "dimension" | "classes"> {
  /** Images a run at most; 64 by default. It bounds memory. */
  readonly batch?: number;
  /** @param images `[N, C, H, W]` in [−1, 1], C 1, 3 or 4, any height and width; their pixels may lie outside */
  readonly trace: (images: Node) => TracedFeatures;
}

/** @throws (`of`) E719 for what are no images, E120 where the runtime cannot compile it */
export function graphNetwork(runtime: Runtime, options: GraphNetworkOptions): FeatureNetwork {
  const { name, dimension, classes, batch = 64, trace } = options;
  const program = shapedProgram(runtime, `features ${name}`, (images) => ({ ...trace(images) }));
  const run = async (images: Tensor<"float32">) => {
    const { features, probabilities } = await program.run(images);
    return { features: dataOf(features), ...(probabilities && { probabilities: dataOf(probabilities) }) };
  };
  return {
    name,
    dimension,
    classes,
    of: async (images) => {
      checkImages(name, images.shape);
      return inBatches(images, { most: batch, dimension, classes, run });
    },
    release: program.release,
  };
}

const dataOf = (tensor: Tensor | undefined): ArrayLike<number> => tensor?.data ?? [];
