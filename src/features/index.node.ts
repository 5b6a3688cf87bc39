/** @file `gantry/features/node`: feature networks by name or file. */
export type { FeatureNetwork, ImageFeatures } from "./feature-network.ts";
export { type OpenFeaturesOptions, openFeatures } from "./open.node.ts";
