/**
 * @file Trains the network that tells faces' attributes and writes `src/latent/faces-weights.ts`:
 *
 *   node test/run-ts.mjs scripts/train-face-attributes.ts
 *
 * Trained on 24,000 faces of seed 1, judged on 2,000 of seed 2; a run of `faces` sees those of seed 0 unless asked
 * otherwise, so none of its pictures was seen here. STEPS in the environment for fewer than 6,000 steps.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { floatTensor, type Tensor } from "../src/base/tensor.ts";
import { createBatches } from "../src/data/batches.ts";
import { facesDataset } from "../src/data/faces.ts";
import { columnOf } from "../src/latent/attributes.ts";
import { facesNetwork, facesParameters } from "../src/latent/faces.ts";
import { nodeRuntime } from "../src/runtime/ort.node.ts";
import { declareGame } from "../src/steps/declare.ts";
import { initialState } from "../src/steps/layout.ts";
import { fusedStep } from "../src/steps/step.ts";
import { createFeeder } from "../src/training/feeder.ts";
import { advance } from "../src/training/machine.ts";
import { firstProgress } from "../src/training/progress.ts";
import { namedTensors } from "../src/training/snapshot.ts";
import { encodedHalves } from "./encoded-halves.ts";
import { facesGame } from "./train-face-attributes/faces-game.ts";
import { facesNumbers, facesWithNumbers } from "./train-face-attributes/faces-numbers.ts";

const BATCH = 64;
const STEPS = Number(process.env.STEPS ?? 6000);
const ASSET = resolve(import.meta.dirname, "../src/latent/faces-weights.ts");
const AVERAGE = "C.average.parameters.";

const runtime = nodeRuntime({ threads: 2 });

async function trained(): Promise<ReadonlyMap<string, Float32Array>> {
  const game = facesGame({ batch: BATCH, steps: STEPS, learningRate: 2e-3 });
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const session = await runtime.open(step.program);
  const state = runtime.state(initialState(layout, 1));
  const batches = createBatches({ dataset: facesWithNumbers(24_000, 1), batch: BATCH, seed: 1 });
  const engine = { game, step, session, state, feeder: createFeeder(step.inputs, batches, 1) };
  let progress = firstProgress(game);
  while (progress.step < STEPS) {
    for (const one of await advance(engine, progress)) {
      progress = one.progress;
      if (progress.step % 200 === 0) console.log(progress.step, one.watched.lossC?.toFixed(4));
    }
  }
  const tensors = namedTensors(layout, await state.read()).filter(({ name }) => name.startsWith(AVERAGE));
  return new Map(tensors.map(({ name, data }) => [name.slice(AVERAGE.length), data as Float32Array]));
}

const write = (text: string, facts: string): void =>
  writeFileSync(
    ASSET,
    `/** @file The faces network's parameters (\`faces.ts\`), written by \`scripts/train-face-attributes.ts\`${facts}. */\n\n` +
      `export const facesWeights: string =\n  "${text}";\n`,
  );

/** How far it is off, on faces that it has not seen. */
async function judged(): Promise<string> {
  const count = 2000;
  const data = facesDataset({ count, seed: 2 });
  const images = new Float32Array(count * 3 * 32 * 32);
  data.read(
    Array.from({ length: count }, (_, i) => i),
    images,
  );
  const network = await facesNetwork(runtime);
  const told = await network.of(floatTensor([count, 3, 32, 32], images) as Tensor<"float32">);
  const wanted = Array.from({ length: count }, (_, i) => facesNumbers(i, 2));
  const off = (column: number, scale = 1): number =>
    columnOf(told, column).reduce(
      (sum, value, i) => sum + Math.abs(value - scale * (wanted[i]?.[column] as number)) / count,
      0,
    );
  const glasses = columnOf(told, 1).filter((value, i) => value > 0.5 === (wanted[i]?.[1] === 1)).length / count;
  const hair =
    wanted.filter((one, i) => {
      const styles = [2, 3, 4, 5, 6];
      const said = styles.toSorted((a, b) => columnAt(told, i, b) - columnAt(told, i, a))[0] as number;
      return one[said] === 1;
    }).length / count;
  await network.release();
  return (
    `; on 2,000 unseen faces glasses ${(100 * glasses).toFixed(1)} % right, hair ${(100 * hair).toFixed(1)} %, ` +
    `off by ${off(0).toFixed(3)} in smile, ${off(7).toFixed(3)} in skin, ${off(8, 40).toFixed(1)} degrees in pose`
  );
}

const columnAt = ({ columns, values }: { columns: number; values: ArrayLike<number> }, row: number, column: number) =>
  values[row * columns + column] as number;

const start = performance.now();
const text = encodedHalves(facesParameters(), await trained());
write(text, "");
const facts = await judged();
write(text, facts);
console.log(`${facts}; ${text.length} characters, ${((performance.now() - start) / 1000).toFixed(0)} s`);
