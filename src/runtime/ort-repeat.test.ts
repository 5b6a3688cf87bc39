/**
 * @file Several steps in one call of ONNX Runtime give the bytes of as many calls: whatever the game, the threads, the
 * lowering of convolutions, the precision, and where vectors and shapes are large enough to be treated otherwise.
 */
import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { feedsAt, recipeGame, ring8 } from "../../test/play.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import type { Dataset } from "../data/dataset.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Game } from "../game/game.ts";
import { withLossScaling } from "../game/loss-scaling.ts";
import { topologicalOrder } from "../graph/node.ts";
import { resultsOf } from "../graph/program.ts";
import { type ConvolutionChoices, convolutionOf, geometryKey } from "../onnx/convolution-choices.ts";
import { canLower } from "../onnx/convolution-lowerings.ts";
import { lowerProgram } from "../onnx/lower.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import { ModelProtoSchema } from "../onnx/onnx_pb.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { gan } from "../recipes/gan.ts";
import { gan2014 } from "../recipes/gan-2014.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState, LARGE } from "../steps/layout.ts";
import { fusedStep, type StepProgram } from "../steps/step.ts";
import { batchOf } from "../training/machine.ts";
import { nodeRuntime } from "./ort.node.ts";

const points = { kind: "points", dimensions: 2, classes: 8 } as const;
const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
const digits = embeddedDataset("strokes", { count: 40, size: 16 });

const smallDcgan: Game = recipeGame(dcgan, images, { batch: 4, width: 8, "z.size": 10 });
/** Its inner kernels have 64·32·4·4 = 32,768 elements; what they see, as patches, 32·16 rows of 512: 1 MB. */
const wideDcgan: Game = recipeGame(dcgan, images, { batch: 32, width: 32, "z.size": 10 });

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
  readonly dataset?: Dataset;
  readonly threads?: number;
  readonly lowering?: LoweringOptions;
}

async function expectSameBytes(game: Game, { dataset = digits, threads = 1, lowering = {} }: Way): Promise<void> {
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const runtime = nodeRuntime({ threads });
  const session = await runtime.open(step.program, lowering);
  const { each, stacked } = feedsOf(step, game, dataset);
  const [apart, row] = [runtime.state(initialState(layout, 7)), runtime.state(initialState(layout, 7))];
  const watched: number[] = [];
  for (const given of each) watched.push(...((await session.run(apart, given)).watch as Tensor).data);
  const repeated = await session.repeat(row, stacked, STEPS);
  expect(repeated.watch).toEqual(floatTensor([STEPS, step.watch.length], watched));
  expect(new Set(watched).size).toBeGreaterThan(step.watch.length); // the steps differ
  expect(differing(await row.read(), await apart.read())).toEqual([]);
  await session.release();
}

/** Every convolution of a game's step as `name`, where that can be; and how many those are. */
function forced(game: Game, name: string): { readonly choices: ConvolutionChoices; readonly count: number } {
  const nodes = topologicalOrder(resultsOf(fusedStep(game, declareGame(game)).program));
  const convolutions = nodes.flatMap((node) => convolutionOf(node)?.convolution ?? []);
  const able = convolutions.filter((convolution) => canLower(name, convolution));
  const choice = { conv: name, convTranspose: name, convWeight: name };
  const choices = Object.fromEntries(able.map((convolution) => [geometryKey(convolution), choice] as const));
  return { choices, count: able.length };
}

/** How many shapes of a step's model are inputs with defaults, as those of large values are. */
function largeShapes(game: Game, lowering: LoweringOptions): number {
  const { bytes } = lowerProgram(fusedStep(game, declareGame(game)).program, lowering);
  const graph = fromBinary(ModelProtoSchema, bytes).graph;
  const defaults = new Set(graph?.initializer.map(({ name }) => name));
  return graph?.input.filter(({ name }) => defaults.has(name)).length ?? 0;
}

test.each([1, 2])("on %i threads", async (threads) => {
  await expectSameBytes(recipeGame(gan2014, images, { batch: 16, width: 120 }), { threads });
  await expectSameBytes(smallDcgan, { threads });
  const small = { batch: 16, width: 24 };
  await expectSameBytes(recipeGame(gan, points, { ...small, penalty: "gp" }), { threads, dataset: ring8 });
});

describe.each(["winograd2", "winograd4", "product"])("with convolutions as %s", (name) => {
  test.each([1, 2])("on %i threads", async (threads) => {
    const { choices, count } = forced(smallDcgan, name);
    expect(count).toBeGreaterThan(0);
    await expectSameBytes(smallDcgan, { threads, lowering: { choices } });
  });
});

test.each([1, 2])("in mixed precision, on %i threads", async (threads) => {
  await expectSameBytes(withLossScaling(smallDcgan), { threads, lowering: { precision: "mixed" } });
});

test.each([1, 2])("with large parameters, and shapes of large values, on %i threads", async (threads) => {
  const vectors = Object.values(declareGame(wideDcgan)).flatMap(({ parts }) => parts);
  expect(vectors.filter(({ suffix, size }) => suffix !== "" && size >= LARGE)).toHaveLength(2);
  const { choices } = forced(wideDcgan, "product");
  expect(largeShapes(wideDcgan, { choices })).toBeGreaterThan(0);
  await expectSameBytes(wideDcgan, { threads, lowering: { choices } });
});
