/**
 * @file Several steps in one call of ONNX Runtime give the bytes of as many calls: whatever the lowering of convolutions,
 * the precision, and where vectors and shapes are large enough to be treated otherwise. (Of every game: `ort.test.ts`.)
 */
import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { expectSameBytes } from "../../test/in-row.ts";
import { recipeGame } from "../../test/play.ts";
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
import { declareGame } from "../steps/declare.ts";
import { LARGE } from "../steps/layout.ts";
import { fusedStep } from "../steps/step.ts";

const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
const dataset = embeddedDataset("strokes", { count: 40, size: 16 });

const smallDcgan: Game = recipeGame(dcgan, images, { batch: 4, width: 8, "z.size": 10 });
/** Its inner kernels have 64·32·4·4 = 32,768 elements; what they see, as patches, 32·16 rows of 512: 1 MB. */
const wideDcgan: Game = recipeGame(dcgan, images, { batch: 32, width: 32, "z.size": 10 });

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

describe.each(["winograd2", "winograd4", "product"])("with convolutions as %s", (name) => {
  test.each([1, 2])("on %i threads", async (threads) => {
    const { choices, count } = forced(smallDcgan, name);
    expect(count).toBeGreaterThan(0);
    await expectSameBytes(smallDcgan, { dataset, threads, lowering: { choices } });
  });
});

test.each([1, 2])("in mixed precision, on %i threads", async (threads) => {
  await expectSameBytes(withLossScaling(smallDcgan), { dataset, threads, lowering: { precision: "mixed" } });
});

test.each([1, 2])("with large parameters, and shapes of large values, on %i threads", async (threads) => {
  const vectors = Object.values(declareGame(wideDcgan)).flatMap(({ parts }) => parts);
  expect(vectors.filter(({ suffix, size }) => suffix !== "" && size >= LARGE)).toHaveLength(2);
  const { choices } = forced(wideDcgan, "product");
  expect(largeShapes(wideDcgan, { choices })).toBeGreaterThan(0);
  await expectSameBytes(wideDcgan, { dataset, threads, lowering: { choices } });
});
