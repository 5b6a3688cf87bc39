/** @file Several steps in one call of ONNX Runtime, against as many calls, for tests. */
import { expect } from "vitest";
import { floatTensor, type Tensor } from "../src/base/tensor.ts";
import { createBatches } from "../src/data/batches.ts";
import type { Dataset } from "../src/data/dataset.ts";
import type { Game } from "../src/game/game.ts";
import type { LoweringOptions } from "../src/onnx/lowering-options.ts";
import { nodeRuntime } from "../src/runtime/ort.node.ts";
import { declareGame } from "../src/steps/declare.ts";
import { initialState } from "../src/steps/layout.ts";
import { fusedStep, type StepProgram, watchWidth } from "../src/steps/step.ts";
import { batchOf } from "../src/training/machine.ts";
import { feedsAt } from "./play.ts";

const STEPS = 3;

/** What `STEPS` steps are fed, one by one and stacked. */
function feedsOf(step: StepProgram, game: Game, dataset: Dataset) {
  const batches = createBatches({ dataset, batch: batchOf(game), seed: 7 });
  const each = Array.from({ length: STEPS }, (_, at) =>
    feedsAt(step, game, batches, { step: at, position: 100 * at }),
  ).map(({ tensors }) => tensors);
  const stacked = Object.entries(each[0] ?? {}).map(([name, { dtype, shape }]) => {
    const rows = each.flatMap((given) => Array.from((given[name] as Tensor).data));
    const data = dtype === "int32" ? Int32Array.from(rows) : Float32Array.from(rows);
    return [name, { dtype, shape: [STEPS, ...shape], data } as Tensor] as const;
  });
  return { each, stacked: Object.fromEntries(stacked) };
}

const bytesOf = ({ data }: Tensor): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/** Which tensors of a state are not the same to the bit. */
const differing = (got: Record<string, Tensor>, want: Record<string, Tensor>): string[] =>
  [...new Set([...Object.keys(got), ...Object.keys(want)])].filter((name) => {
    const [a, b] = [got[name], want[name]];
    return a === undefined || b === undefined || !bytesOf(a).equals(bytesOf(b));
  });

interface Way {
  readonly dataset: Dataset;
  readonly threads: number;
  readonly lowering?: LoweringOptions;
}

/** Takes a few steps in one call and one by one, from the same first state: what is watched and the state are the same. */
export async function expectSameBytes(game: Game, { dataset, threads, lowering = {} }: Way): Promise<void> {
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const runtime = nodeRuntime({ threads });
  const session = await runtime.open(step.program, lowering);
  const { each, stacked } = feedsOf(step, game, dataset);
  const [apart, row] = [runtime.state(initialState(layout, 7)), runtime.state(initialState(layout, 7))];
  const watched: number[] = [];
  for (const given of each) watched.push(...((await session.run(apart, given)).watch as Tensor).data);
  const repeated = await session.repeat(row, stacked, STEPS);
  expect(repeated.watch).toEqual(floatTensor([STEPS, watchWidth(step)], watched));
  expect(new Set(watched).size).toBeGreaterThan(watchWidth(step)); // the steps differ
  expect(differing(await row.read(), await apart.read())).toEqual([]);
  await session.release();
}
