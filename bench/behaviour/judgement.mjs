// What the D of a checkpoint says of pictures, whether it was trained on them or not.
import { sigmoid } from "gantry";
import { constant, input } from "gantry/graph";
import { callNetwork } from "gantry/models";
import { nodeRuntime } from "gantry/runtime/node";
import { runGenerator } from "gantry/training/node";
import { vectorsBelow } from "../../dist/lib/steps/layout.js";
import { viewsOf } from "../../dist/lib/steps/vectors.js";
import { mean } from "./statistics.mjs";

/** Pictures that D sees at once: its batch norm takes their own statistics, as in training. */
const BATCH = 50;

/**
 * Mean of D(x), of a D that answers with a logit and is told nothing but x.
 *
 * @param dataset of the images that D knows; those beyond the last full batch are left out
 */
export async function judged(run, checkpoint, dataset) {
  const { game, layout, state } = await runGenerator(run, { checkpoint });
  const valuesOf = (kind) =>
    Object.fromEntries(viewsOf(vectorsBelow("D", kind, layout.D), ({ name }) => constant(state[name])));
  const image = input("image", [BATCH, ...dataset.shape]);
  const { output } = callNetwork(game.players.D.network, {
    ...{ inputs: [image], parameters: valuesOf("parameters"), buffers: valuesOf("buffers"), training: true },
    noise: () => {
      throw new Error("a D that draws noise of its own is no case here");
    },
  });
  const runtime = nodeRuntime({ threads: 1 });
  const nothing = runtime.state({});
  const session = await runtime.open({ name: "judgement", outputs: { d: sigmoid(output) }, updates: {} });
  const said = [];
  for (let start = 0; start + BATCH <= dataset.count; start += BATCH) {
    const data = new Float32Array(image.shape.reduce((product, extent) => product * extent, 1));
    dataset.read(
      Array.from({ length: BATCH }, (_, i) => start + i),
      data,
    );
    const { d } = await session.run(nothing, { image: { dtype: "float32", shape: image.shape, data } });
    said.push(...d.data);
  }
  await session.release();
  nothing.release();
  return mean(said);
}
