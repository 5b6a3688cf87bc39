/** @file What turns images into features: the space in which distances between sets of images are taken. */
import type { Matrix } from "../base/matrix.ts";
import type { Tensor } from "../base/tensor.ts";

/** What a network says of some images. */
export interface ImageFeatures {
  /** `[N, dimension]` */
  readonly features: Matrix;
  /** `[N, classes]`, each row summing to 1; only of a classifier. */
  readonly probabilities?: Matrix;
}

export interface FeatureNetwork {
  /** As it stands in every result, for a number without its network means nothing: `pixels`, `digits`, `net.onnx:pool`. */
  readonly name: string;
  /** Of a feature vector. */
  readonly dimension: number;
  /** How many classes it tells apart; 0 for a network that is no classifier. */
  readonly classes: number;
  /** What its classes are called, where that is known: of data with other classes it tells nothing by them. */
  readonly classNames?: readonly string[];
  /** @param images `[N, C, H, W]` in [−1, 1], as datasets and generators give them; any N */
  readonly of: (images: Tensor<"float32">) => Promise<ImageFeatures>;
  readonly release: () => Promise<void>;
}
