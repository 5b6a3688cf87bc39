/**
 * @file First values of parameters, each drawn from a key of its own.
 *
 * Fans follow PyTorch: of a weight `[a, b, …]`, fan in is b·(kernel) and fan out a·(kernel), also for transposed
 * convolutions, where the roles of a and b are exchanged.
 */
import { fillNormal, fillUniform } from "../base/random.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import type { Initialiser } from "./scope.ts";

/** @property standardDeviation ≥ 0 @property mean 0 by default */
export interface NormalOptions {
  readonly standardDeviation?: number;
  readonly mean?: number;
}

/** @property gain what the bound or deviation is multiplied by, 1 by default */
export interface GainOptions {
  readonly gain?: number;
}

/** @property slope of the leaky ReLU that follows, 0 for ReLU, 1 for a linear layer */
export interface HeOptions {
  readonly slope?: number;
}

/** N(mean, σ²); σ .02 is DCGAN's. */
export const normal = ({ standardDeviation = 0.02, mean = 0 }: NormalOptions = {}): Initialiser => {
  return (key, shape) =>
    fillNormal(key, new Float32Array(sizeOf(shape))).map((value) => mean + standardDeviation * value);
};

/** U[low, high). */
export const uniform = (low: number, high: number): Initialiser => {
  return (key, shape) => fillUniform(key, new Float32Array(sizeOf(shape)), low, high);
};

export const filledWith = (value: number): Initialiser => {
  return (_, shape) => new Float32Array(sizeOf(shape)).fill(value);
};
export const zeros: Initialiser = filledWith(0);
export const ones: Initialiser = filledWith(1);

/** How many values meet in one output, and how many outputs one value reaches. */
function fansOf(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  const [a = 1, b = a, ...kernel] = shape;
  return { fanIn: b * sizeOf(kernel), fanOut: a * sizeOf(kernel) };
}

/** U(±gain·√(6/(fan in + fan out))). Glorot & Bengio, 2010. */
export const glorotUniform = ({ gain = 1 }: GainOptions = {}): Initialiser => {
  return (key, shape) => symmetric(gain * Math.sqrt(6 / sumOfFans(shape)))(key, shape);
};

/** N(0, gain²·2/(fan in + fan out)). Glorot & Bengio, 2010. */
export const glorotNormal = ({ gain = 1 }: GainOptions = {}): Initialiser => {
  return (key, shape) => normal({ standardDeviation: gain * Math.sqrt(2 / sumOfFans(shape)) })(key, shape);
};

/** U(±√(6/((1 + slope²)·fan in))). He et al., 2015, https://arxiv.org/abs/1502.01852 */
export const heUniform = ({ slope = 0 }: HeOptions = {}): Initialiser => {
  return (key, shape) => symmetric(Math.sqrt(6 / ((1 + slope ** 2) * fansOf(shape).fanIn)))(key, shape);
};

/** N(0, 2/((1 + slope²)·fan in)). He et al., 2015. */
export const heNormal = ({ slope = 0 }: HeOptions = {}): Initialiser => {
  return (key, shape) =>
    normal({ standardDeviation: Math.sqrt(2 / ((1 + slope ** 2) * fansOf(shape).fanIn)) })(key, shape);
};

/** PyTorch's default for the weights of linear and convolution layers: U(±1/√fan in), that is He's with slope √5. */
export const defaultWeight: Initialiser = heUniform({ slope: Math.sqrt(5) });

/** PyTorch's default for the bias that goes with a weight of shape `weight`. */
export const defaultBias = (weight: Shape): Initialiser => symmetric(1 / Math.sqrt(fansOf(weight).fanIn));

const symmetric = (bound: number): Initialiser => uniform(-bound, bound);

function sumOfFans(shape: Shape): number {
  const { fanIn, fanOut } = fansOf(shape);
  return fanIn + fanOut;
}

/**
 * A matrix `[first axis, the rest]` with orthonormal rows (or columns, where there are fewer of them), times `gain`.
 * Uniform over all such matrices: Gram and Schmidt's process on normal draws. Saxe et al., 2014,
 * https://arxiv.org/abs/1312.6120
 */
export const orthogonal = ({ gain = 1 }: GainOptions = {}): Initialiser => {
  return (key, shape) => {
    const first = shape[0] ?? 1;
    const rest = sizeOf(shape) / first;
    const [count, length] = first <= rest ? [first, rest] : [rest, first];
    const vectors = orthonormalVectors(fillNormal(key, new Float32Array(sizeOf(shape))), count, length);
    const at = first <= rest ? (i: number) => i : (i: number) => (i % rest) * first + Math.floor(i / rest);
    return Float32Array.from({ length: count * length }, (_, i) => gain * (vectors[at(i)] as number));
  };
};

/** Orthonormalises `count` vectors that lie one after another, in float64. @param draws `[count, length]` */
function orthonormalVectors(draws: Float32Array, count: number, length: number): Float64Array {
  const all = Float64Array.from(draws);
  for (let i = 0; i < count; i += 1) {
    const vector = all.subarray(i * length, (i + 1) * length);
    for (let j = 0; j < i; j += 1) {
      const earlier = all.subarray(j * length, (j + 1) * length);
      addScaled(vector, earlier, -innerProduct(vector, earlier));
    }
    const norm = Math.sqrt(innerProduct(vector, vector));
    for (let k = 0; k < length; k += 1) vector[k] = (vector[k] as number) / norm;
  }
  return all;
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let k = 0; k < target.length; k += 1) target[k] = (target[k] as number) + factor * (other[k] as number);
}
