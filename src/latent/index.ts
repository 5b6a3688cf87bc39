/** @file `gantry/latent`: ways through latent space, and what a trained G and D can show of themselves. */
export {
  along,
  around,
  attributeVector,
  meanLatent,
  plusDifference,
  positions,
  rowOf,
  stacked,
} from "./arithmetic.ts";
export {
  type Attribute,
  type AttributeNetwork,
  attributeIndex,
  columnOf,
  correlation,
  type Extremes,
  extremes,
  rises,
  shareOf,
  thresholdOf,
} from "./attributes.ts";
export { bilinear, blend, type Weighted } from "./blend.ts";
export { boxesFrom, boxesOf } from "./boxes.ts";
export { classAttributes } from "./classes.ts";
export { type Directions, directionsOf, principalDirections } from "./directions.ts";
export { type DrawOptions, drawLatents, latents } from "./draw.ts";
export { facesNetwork } from "./faces.ts";
export {
  asPictures,
  type FilterPictures,
  type FilterResponse,
  filterPictures,
  filterResponses,
  focusOf,
  rowsAt,
  strongestFilters,
} from "./filters.ts";
export {
  drawingLayers,
  type ForgetOptions,
  type FoundMaps,
  mapsOf,
  mapsOfThing,
  mapsThatDraw,
  withoutMaps,
} from "./forget.ts";
export { guidedGradient } from "./guided.ts";
export { type Layer, layersOf } from "./layers.ts";
export {
  accuracyOf,
  classify,
  fitLinear,
  type LinearClassifier,
  type LinearOptions,
  type Margin,
} from "./linear-classifier.ts";
export { type MinimiseOptions, type Minimum, minimise, type Objective, type Slope } from "./minimise.ts";
export { lerp, type PathKind, slerp, walk } from "./paths.ts";
export { type Box, type Contrast, type PlaceOptions, type Places, placesOf } from "./places.ts";
export { type ComponentOptions, type Components, principalComponents } from "./principal.ts";
export { maxGrid, probeFeatures } from "./probe.ts";
export { type Nearness, type Projection, type ProjectOptions, project } from "./project.ts";
export { networksOf, type TracedGenerator, type TracedJudge, type Trained } from "./trained.ts";
export { asNormal, asUniform, type LatentRange } from "./uniform.ts";
export { wandered } from "./wander.ts";
