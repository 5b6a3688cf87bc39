/**
 * @file TensorFlow.js's side: k updates of D and one of G with its own Adam, fed what Gantry is fed.
 *
 * D's phase makes its fakes outside the tape. Where G's phase reuses them (DCGAN), G's tape is opened first and D's
 * update happens inside it, so that G(z) is computed once here, too.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Contender, Losses, Part } from "./contender.ts";
import type { Fed, Task } from "./task.ts";
import { type TfNetworks, tfNetworks } from "./tf-networks.ts";

/** Adam's β of the workloads: DCGAN's β₁ is .5. */
const betas = (task: Task): [number, number] => (task.workload === "mlp" ? [0.9, 0.999] : [0.5, 0.999]);

interface Player {
  readonly adam: tf.Optimizer;
  readonly variables: tf.Variable[];
}

/** On the backend that is set. */
export function openTf(task: Task, part: Part): Contender {
  const networks = tfNetworks(task);
  const next = task.feeder();
  const run = part === "forward" ? forwardOf(task, networks) : stepOf(task, networks);
  return {
    step: async () => {
      const losses = run(next());
      const entries = Object.entries(losses).map(async ([name, loss]) => [name, (await loss.data())[0] as number]);
      const read = Object.fromEntries(await Promise.all(entries)) as Losses;
      tf.dispose(losses);
      return read;
    },
    release: async () => tf.disposeVariables(),
  };
}

type Run = (fed: Fed) => Record<string, tf.Tensor>;

/** The arrays as tensors, inside a `tidy`. */
const imagesOf = ({ shape: { batch, size, channels } }: Task, x: Float32Array | undefined): tf.Tensor => {
  if (channels !== 1) throw new Error("images of several channels lie otherwise in TensorFlow.js"); // [C, H, W]
  return tf.tensor4d(x as Float32Array, [batch, size, size, channels]);
};
const latentsOf = ({ shape: { batch } }: Task, z: Float32Array | undefined): tf.Tensor =>
  tf.tensor2d(z as Float32Array, [batch, (z as Float32Array).length / batch]);

const lossOfD = ({ D }: TfNetworks, x: tf.Tensor, fake: tf.Tensor): tf.Scalar =>
  tf.add(tf.mean(tf.softplus(tf.neg(D.call(x)))), tf.mean(tf.softplus(D.call(fake))));
const lossOfG = ({ D }: TfNetworks, fake: tf.Tensor): tf.Scalar => tf.mean(tf.softplus(tf.neg(D.call(fake))));

function forwardOf(task: Task, networks: TfNetworks): Run {
  return (fed) => {
    const lossD = tf.tidy(() => {
      const fake = networks.G.call(latentsOf(task, fed["D.0.z"]));
      return lossOfD(networks, imagesOf(task, fed["D.0.x"]), fake);
    });
    return { lossD };
  };
}

function stepOf(task: Task, networks: TfNetworks): Run {
  const { G, D } = networks;
  forwardOf(task, networks)(task.feeder()()).lossD?.dispose(); // makes the variables
  const adam = (): tf.Optimizer => tf.train.adam(task.learningRate, ...betas(task), 1e-8);
  const players = {
    G: { adam: adam(), variables: G.variables },
    D: { adam: adam(), variables: D.variables },
  };
  const { k } = task.shape;
  const shared = task.workload !== "mlp";
  return (fed) =>
    tf.tidy(() => (shared ? sharedStep(task, networks, players, fed) : plainStep(task, networks, players, fed, k)));
}

type Players = { readonly G: Player; readonly D: Player };

/** One update. @returns the loss */
function update({ adam, variables }: Player, loss: () => tf.Scalar): tf.Tensor {
  return adam.minimize(loss, true, variables) as tf.Tensor;
}

function plainStep(
  task: Task,
  networks: TfNetworks,
  { G, D }: Players,
  fed: Fed,
  k: number,
): Record<string, tf.Tensor> {
  let lossD: tf.Tensor = tf.scalar(0);
  for (let i = 0; i < k; i += 1) {
    lossD = tf.tidy(() => {
      const fake = networks.G.call(latentsOf(task, fed[`D.${i}.z`]));
      const x = imagesOf(task, fed[`D.${i}.x`]);
      return update(D, () => lossOfD(networks, x, fake));
    });
  }
  const z = latentsOf(task, fed["G.0.z"]);
  return { lossD, lossG: update(G, () => lossOfG(networks, networks.G.call(z))) };
}

function sharedStep(task: Task, networks: TfNetworks, { G, D }: Players, fed: Fed): Record<string, tf.Tensor> {
  const [z, x] = [latentsOf(task, fed["D.0.z"]), imagesOf(task, fed["D.0.x"])];
  let lossD: tf.Tensor = tf.scalar(0);
  const lossG = update(G, () => {
    const fake = networks.G.call(z);
    lossD = tf.keep(update(D, () => lossOfD(networks, x, fake)));
    return lossOfG(networks, fake);
  });
  return { lossD, lossG };
}
