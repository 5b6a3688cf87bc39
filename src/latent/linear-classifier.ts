/**
 * @file Linear classifiers on features: a support vector machine with squared hinge loss (L2-SVM), or logistic
 * regression, one class against the rest.
 *
 *   min_{W, b}  1/N Σ_n Σ_k ℓ(y_nk (w_k·x_n + b_k)) + λ/2 ‖W‖²,   y_nk = ±1
 *   ℓ(m) = max(0, 1 − m)²  (svm)      ℓ(m) = log(1 + e⁻ᵐ)  (logistic)
 *
 * Features are centred and scaled to unit deviation first, which the weights that come back have undone. The L2-SVM is
 * what the DCGAN paper puts on D's features (Tang, 2013, https://arxiv.org/abs/1306.0239); value and gradient come from
 * one program, so a runtime's products are used, and L-BFGS goes to the minimum, which is one alone: both are convex.
 */
import type { Matrix } from "../base/matrix.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { mean, relu, square, sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { add, input, matmul, mul, neg, softplus, sub } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { type MinimiseOptions, minimise } from "./minimise.ts";

export type Margin = "svm" | "logistic";

export interface LinearOptions extends MinimiseOptions {
  readonly loss: Margin;
  /** λ ≥ 0. */
  readonly decay: number;
}

/** y = argmax_k weights_k · x + bias_k. */
export interface LinearClassifier {
  /** `[classes, dimension]`, of features as they are. */
  readonly weights: Matrix;
  readonly bias: Float64Array;
  /** Of the objective at the minimum. */
  readonly value: number;
  readonly iterations: number;
}

const margins: Readonly<Record<Margin, (m: Node) => Node>> = {
  svm: (m) => square(relu(sub(1, m))),
  logistic: (m) => softplus(neg(m)),
};

interface Sizes {
  readonly rows: number;
  readonly dimension: number;
  readonly classes: number;
}

/** The objective and its gradient. Inputs `x` `[N, D]`, `y` `[N, K]` of ±1, `w` `[K, D]`, `b` `[K]`. */
export function linearProgram({ rows, dimension, classes }: Sizes, { loss, decay }: LinearOptions): Program {
  const x = input("x", [rows, dimension]);
  const y = input("y", [rows, classes]);
  const [w, b] = [input("w", [classes, dimension]), input("b", [classes])];
  const margin = mul(y, add(matmul(x, w, { transposeB: true }), b));
  const value = add(mul(mean(margins[loss](margin)), classes), mul(sum(square(w)), decay / 2));
  const [dw, db] = gradient(value, [w, b]) as [Node, Node];
  return { name: "linear classifier", outputs: { value, dw, db }, updates: {} };
}

/** @param labels one class index a row, below `classes`; −1 for a row that is of none (one class, yes or no) */
export async function fitLinear(
  runtime: Runtime,
  features: Matrix,
  labels: ArrayLike<number>,
  classes: number,
  options: LinearOptions,
): Promise<LinearClassifier> {
  const { rows, columns: dimension } = features;
  const scale = scaleOf(features);
  const session = await runtime.open(linearProgram({ rows, dimension, classes }, options));
  const held = runtime.state({
    x: floatTensor([rows, dimension], scaled(features, scale)),
    y: floatTensor([rows, classes], signs(labels, rows, classes)),
  });
  const split = classes * dimension;
  try {
    const found = await minimise(
      async (at) => {
        const w = floatTensor([classes, dimension], at.subarray(0, split));
        const b = floatTensor([classes], at.subarray(split));
        const { value, dw, db } = (await session.run(held, { w, b })) as Record<string, Tensor<"float32">>;
        const slope = new Float64Array(at.length);
        slope.set((dw as Tensor<"float32">).data);
        slope.set((db as Tensor<"float32">).data, split);
        return { value: (value as Tensor<"float32">).data[0] as number, gradient: slope };
      },
      new Float64Array(split + classes),
      options,
    );
    return {
      ...unscaled(found.x, { rows, dimension, classes }, scale),
      value: found.value,
      iterations: found.iterations,
    };
  } finally {
    held.release();
    await session.release();
  }
}

interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Of each column; a column that never changes keeps its size. */
function scaleOf({ rows, columns, values }: Matrix): Scale {
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) mean[j] = (mean[j] as number) + (values[i * columns + j] as number) / rows;
  }
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const distance = (values[i * columns + j] as number) - (mean[j] as number);
      squares[j] = (squares[j] as number) + (distance * distance) / rows;
    }
  }
  return { mean, deviation: squares.map((variance) => (variance > 1e-12 ? Math.sqrt(variance) : 1)) };
}

function scaled({ rows, columns, values }: Matrix, { mean, deviation }: Scale): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let i = 0; i < out.length; i += 1) {
    const j = i % columns;
    out[i] = ((values[i] as number) - (mean[j] as number)) / (deviation[j] as number);
  }
  return out;
}

function signs(labels: ArrayLike<number>, rows: number, classes: number): Float32Array {
  const out = new Float32Array(rows * classes).fill(-1);
  for (let i = 0; i < rows; i += 1) {
    const label = labels[i] as number;
    if (label >= 0) out[i * classes + label] = 1;
  }
  return out;
}

function unscaled(x: Float64Array, { dimension, classes }: Sizes, { mean, deviation }: Scale) {
  const values = new Float64Array(classes * dimension);
  const bias = x.slice(classes * dimension);
  for (let i = 0; i < values.length; i += 1) {
    const [k, j] = [Math.floor(i / dimension), i % dimension];
    values[i] = (x[i] as number) / (deviation[j] as number);
    bias[k] = (bias[k] as number) - (values[i] as number) * (mean[j] as number);
  }
  return { weights: { rows: classes, columns: dimension, values }, bias };
}

/** The class of each row. @param features `[N, D]` */
export function classify({ weights, bias }: LinearClassifier, { rows, columns, values }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    let [best, highest] = [0, Number.NEGATIVE_INFINITY];
    for (let k = 0; k < weights.rows; k += 1) {
      let score = bias[k] as number;
      for (let j = 0; j < columns; j += 1) {
        score += (weights.values[k * columns + j] as number) * (values[i * columns + j] as number);
      }
      if (score > highest) [best, highest] = [k, score];
    }
    return best;
  });
}

/** The share of rows whose class is the label. */
export function accuracyOf(classifier: LinearClassifier, features: Matrix, labels: ArrayLike<number>): number {
  const right = classify(classifier, features).filter((label, i) => label === labels[i]).length;
  return right / features.rows;
}
