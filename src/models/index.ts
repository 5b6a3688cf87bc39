/** @file Layers, initialisers and networks: functions of a scope and of nodes. */
export { type ActivationName, activate } from "./activation.ts";
export {
  type AutoencoderOptions,
  beganAutoencoder,
  beganDecoder,
  beganEncoder,
  type DecoderOptions,
} from "./autoencoder.ts";
export { type BatchNormOptions, batchNorm } from "./batch-norm.ts";
export type { AffineOptions } from "./bias.ts";
export { type ConvTranspose2dOptions, convTranspose2d } from "./conv-transpose2d.ts";
export { type Conv2dOptions, conv2d } from "./conv2d.ts";
export {
  type DcganDiscriminatorOptions,
  type DcganOptions,
  dcganDiscriminator,
  dcganGenerator,
} from "./dcgan.ts";
export { dropout } from "./dropout.ts";
export { type EmbeddingOptions, embedding } from "./embedding.ts";
export { type FixupBlockOptions, fixupBlock } from "./fixup-block.ts";
export { type GaussianNoiseOptions, gaussianNoise } from "./gaussian-noise.ts";
export type { GeometryOptions, Padding, Pair } from "./geometry.ts";
export {
  defaultBias,
  defaultWeight,
  filledWith,
  type GainOptions,
  glorotNormal,
  glorotUniform,
  type HeOptions,
  heNormal,
  heUniform,
  type NormalOptions,
  normal,
  ones,
  orthogonal,
  uniform,
  zeros,
} from "./initialisers.ts";
export { type InstanceNormOptions, instanceNorm } from "./instance-norm.ts";
export { type LayerNormOptions, layerNorm } from "./layer-norm.ts";
export { type LinearOptions, linear } from "./linear.ts";
export { type MaxoutOptions, maxout } from "./maxout.ts";
export { type MaxoutDiscriminatorOptions, maxoutDiscriminator } from "./maxout-discriminator.ts";
export { MINIBATCHES, type Minibatch, withMinibatch } from "./minibatch.ts";
export { type MinibatchDiscriminationOptions, minibatchDiscrimination } from "./minibatch-discrimination.ts";
export { type MinibatchStddevOptions, minibatchStddev } from "./minibatch-stddev.ts";
export { type MlpOptions, mlp } from "./mlp.ts";
export { type NormName, normalise } from "./normalisation.ts";
export { type R3ganOptions, r3ganDiscriminator, r3ganGenerator } from "./r3gan.ts";
export { type DownsampleOptions, downsample, type UpsampleOptions, upsample } from "./resampling.ts";
export { type ResidualBlockOptions, residualBlock } from "./residual-block.ts";
export {
  type ResidualDiscriminatorOptions,
  type ResidualGanOptions,
  residualDiscriminator,
  residualGenerator,
} from "./residual-gan.ts";
export {
  type Initialiser,
  type Network,
  type NoiseKind,
  type Scope,
  type ScopeBackend,
  scopeOver,
} from "./scope.ts";
export {
  type SemiSupervisedDiscriminatorOptions,
  type SemiSupervisedGeneratorOptions,
  semiSupervisedDiscriminator,
  semiSupervisedGenerator,
} from "./semi-supervised.ts";
export {
  type SnganDiscriminatorOptions,
  type SnganOptions,
  snganDiscriminator,
  snganGenerator,
} from "./sngan.ts";
export { spectralNorm } from "./spectral-norm.ts";
export {
  type Collector,
  callNetwork,
  collectNetwork,
  collector,
  type NetworkCall,
  type NetworkResult,
  type NetworkTensors,
  type TensorSpec,
} from "./trace.ts";
export { type WeightNormOptions, weightNormLinear } from "./weight-norm.ts";
