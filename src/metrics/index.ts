/** @file `gantry/metrics`: how far what was generated is from the data. Pure functions of arrays. */

export { type ClassifierScore, type ClassifierScoreOptions, classifierScore } from "./classifier-score.ts";
export {
  type BootstrapConfidence,
  type Confidence,
  type ConfidenceOptions,
  confidenceByBootstrap,
  confidenceByHalves,
} from "./confidence.ts";
export { type EarthMover, earthMover, earthMoverDistance } from "./earth-mover.ts";
export { type FeatureStatistics, featureStatistics, totalVariance } from "./feature-statistics.ts";
export { type FrechetResult, frechetDistance, frechetDistanceOfFeatures } from "./frechet.ts";
export { type GroundCost, groundCost } from "./ground-cost.ts";
export { hellinger, hellingerFloor } from "./hellinger.ts";
export { type HistogramOptions, histogram, type LineHistogramOptions, planeHistogram } from "./histogram.ts";
export {
  jensenShannon,
  jensenShannonFloor,
  jensenShannonOfPoints,
} from "./jensen-shannon.ts";
export {
  type KernelDistance,
  type KernelDistanceOptions,
  kernelDistance,
  kernelDistanceOfAll,
} from "./kernel-distance.ts";
export { kullbackLeibler, kullbackLeiblerFloor } from "./kullback-leibler.ts";
export { type MeanAndStd, meanAndStd } from "./mean-and-std.ts";
export {
  COPY,
  copiedShare,
  type Memorisation,
  type MemorisationSets,
  memorisation,
  memorisationFloor,
  type NearestItems,
  rankSum,
} from "./memorisation.ts";
export {
  type ClassCoverage,
  classCoverage,
  type MixtureModes,
  type ModeCoverage,
  type ModeCoverageFloor,
  type ModeCoverageOptions,
  modeCoverage,
  modeCoverageFloor,
  withinRadius,
} from "./mode-coverage.ts";
export {
  type ImageShape,
  type MsSsimDiversity,
  type MsSsimDiversityOptions,
  type MsSsimOptions,
  msSsim,
  msSsimDiversity,
  scaleWeights,
} from "./ms-ssim.ts";
export { histogramFloor, type NoiseFloor, type NoiseFloorOptions, sampleFloor } from "./noise-floor.ts";
export { PARZEN_SIGMAS, type ParzenLikelihood, type ParzenSearch, parzenLikelihood, parzenSearch } from "./parzen.ts";
export { type PrecisionRecall, type PrecisionRecallOptions, precisionRecall } from "./precision-recall.ts";
export { rowProducts } from "./row-products.ts";
export {
  type Sinkhorn,
  type SinkhornDivergenceOptions,
  type SinkhornOptions,
  sinkhorn,
  sinkhornDivergence,
  sinkhornToItself,
} from "./sinkhorn.ts";
export {
  type SlicedWasserstein,
  type SlicedWassersteinOptions,
  slicedWasserstein,
  slicedWassersteinFloor,
} from "./sliced-wasserstein.ts";
export { decodeStatistics, encodeStatistics } from "./statistics-bytes.ts";
export { totalVariation, totalVariationFloor } from "./total-variation.ts";
export { type Twins, type TwinsOptions, twins } from "./twins.ts";
export type { MetricWarning, MetricWarningCode } from "./warning.ts";
export { type Wasserstein1dOptions, wasserstein1d, wasserstein1dFloor } from "./wasserstein-1d.ts";
export type { MetricWork } from "./work.ts";
