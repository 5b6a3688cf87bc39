/** @file A classifier as a network of attributes: each class is one, as probable as the classifier finds it. */
import type { Matrix } from "../base/matrix.ts";
import type { FeatureNetwork } from "../features/feature-network.ts";
import type { AttributeNetwork } from "./attributes.ts";

/** @param network a classifier @returns attributes called `0`, `1`, … */
export const classAttributes = (network: FeatureNetwork): AttributeNetwork => ({
  name: network.name,
  attributes: Array.from({ length: network.classes }, (_, label) => ({
    name: String(label),
    kind: "presence" as const,
  })),
  of: async (images) => (await network.of(images)).probabilities as Matrix,
  release: network.release,
});
