/**
 * @file The workloads' networks in TensorFlow.js, as somebody who knows it writes them: channels last, products with the
 * bias fused in, batch norm over moments of the batch. Their first weights are Gantry's, brought into its layouts.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Task, Weight } from "./task.ts";

export interface TfNetwork {
  /** `[N, …]` → `[N, …]`; images are `[N, H, W, C]`. */
  readonly call: (x: tf.Tensor) => tf.Tensor;
  readonly variables: tf.Variable[];
}

export interface TfNetworks {
  readonly G: TfNetwork;
  readonly D: TfNetwork;
}

/** One player's weights as variables, each made when it is first asked for by name. */
interface Store {
  /** @param permutation of PyTorch's axes */
  readonly get: <T extends tf.Tensor = tf.Tensor>(name: string, permutation?: number[]) => T;
  readonly variables: tf.Variable[];
}

function storeOf(weights: ReadonlyMap<string, Weight>): Store {
  const made = new Map<string, tf.Variable>();
  const make = (name: string, permutation?: number[]): tf.Variable => {
    const { shape, values } = weights.get(name) as Weight;
    const variable = tf.tidy(() => {
      const given = tf.tensor(values, [...shape]);
      return tf.variable(permutation === undefined ? given : tf.transpose(given, permutation));
    });
    made.set(name, variable);
    return variable;
  };
  return {
    get: <T extends tf.Tensor>(name: string, permutation?: number[]) =>
      (made.get(name) ?? make(name, permutation)) as tf.Tensor as T,
    get variables() {
      return [...made.values()];
    },
  };
}

export function tfNetworks(task: Task): TfNetworks {
  const [g, d] = [storeOf(task.weights("G")), storeOf(task.weights("D"))];
  const [callG, callD] = task.workload === "mlp" ? perceptrons(g, d, task) : dcgan(g, d, task);
  return { G: networkOf(g, callG), D: networkOf(d, callD) };
}

function networkOf(store: Store, call: TfNetwork["call"]): TfNetwork {
  return {
    call,
    get variables() {
      return store.variables;
    },
  };
}

function linear(store: Store, name: string, x: tf.Tensor): tf.Tensor {
  const kernel = store.get<tf.Tensor2D>(`${name}.weight`, [1, 0]); // [in, out]
  return tf.fused.matMul({ a: x as tf.Tensor2D, b: kernel, bias: store.get(`${name}.bias`) });
}

type Calls = [TfNetwork["call"], TfNetwork["call"]];

function perceptrons(g: Store, d: Store, { shape: { size, channels } }: Task): Calls {
  const flat = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [-1, channels * size * size]);
  return [
    (z) => linear(g, "out", tf.sigmoid(linear(g, "hidden1", tf.elu(linear(g, "hidden0", z))))),
    (x) => linear(d, "out", tf.elu(linear(d, "hidden1", tf.elu(linear(d, "hidden0", flat(x)))))),
  ];
}

function batchNorm(store: Store, name: string, x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const [offset, scale] = [store.get<tf.Tensor1D>(`${name}.bias`), store.get<tf.Tensor1D>(`${name}.weight`)];
  return tf.batchNorm(x as tf.Tensor4D, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale, 1e-5);
}

/** PyTorch's `[out, in, kh, kw]` of a convolution, and `[in, out, kh, kw]` of a transposed one. */
const KERNEL = [2, 3, 1, 0];

function dcgan(g: Store, d: Store, task: Task): Calls {
  const { shape } = task;
  const stages = Math.log2(shape.size / 4);
  const project = task.weights("G").get("project.weight")?.shape as readonly number[];
  const [zSize, innermost] = [project[0] as number, project[1] as number];

  const up = (name: string, x: tf.Tensor, extent: number, out: number): tf.Tensor => {
    const kernel = g.get<tf.Tensor4D>(`${name}.weight`, KERNEL);
    return tf.conv2dTranspose(x as tf.Tensor4D, kernel, [shape.batch, extent, extent, out], 2, "same");
  };
  const callG = (z: tf.Tensor): tf.Tensor => {
    const kernel = tf.reshape(g.get("project.weight", [0, 2, 3, 1]), [zSize, -1]);
    let h = tf.reshape(tf.matMul(z as tf.Tensor2D, kernel as tf.Tensor2D), [-1, 4, 4, innermost]);
    h = tf.relu(batchNorm(g, "project.norm", h));
    for (let i = 1; i < stages; i += 1) {
      h = tf.relu(batchNorm(g, `up${i}.norm`, up(`up${i}`, h, 4 * 2 ** i, innermost / 2 ** i)));
    }
    return tf.tanh(up("image", h, shape.size, shape.channels));
  };

  const callD = (image: tf.Tensor): tf.Tensor => {
    let h = image;
    for (let i = 1; i <= stages; i += 1) {
      const convolved = tf.conv2d(h as tf.Tensor4D, d.get<tf.Tensor4D>(`down${i}.weight`, KERNEL), 2, "same");
      h = tf.leakyRelu(i === 1 ? convolved : batchNorm(d, `down${i}.norm`, convolved), 0.2);
    }
    const judge = tf.reshape(d.get("logit.weight", [0, 2, 3, 1]), [-1, 1]); // [4·4·C, 1]
    return tf.matMul(tf.reshape(h, [shape.batch, -1]), judge as tf.Tensor2D);
  };
  return [callG, callD];
}
