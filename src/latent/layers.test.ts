import { describe, expect, test } from "vitest";
import { recipeGame } from "../../test/play.ts";
import { relu } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { add, conv, input, matmul, reshape } from "../graph/primitives.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { gan } from "../recipes/gan.ts";
import { declareGame } from "../steps/declare.ts";
import { innerMaps, layersOf } from "./layers.ts";
import { networksOf } from "./trained.ts";

const images = { kind: "images", size: 16, channels: 1, classes: 0 } as const;
const networks = (game: ReturnType<typeof recipeGame>) => networksOf({ game, layout: declareGame(game) });
const convolutional = networks(recipeGame(dcgan, images, { width: 4, "z.size": 3, batch: 2 }));
const perceptrons = networks(recipeGame(gan, images, { width: 5, depth: 2, "z.size": 3, batch: 2 }));

const facts = (layers: ReturnType<typeof layersOf>) =>
  layers.map(({ index, kind, active }) => [index, kind, active.shape, active.op.kind]);

describe("the layers of", () => {
  test("dcgan's G end in maps after norm and activation", () => {
    const { z, output } = convolutional.generator(2);
    expect(facts(layersOf(output, z))).toEqual([
      [1, "matmul", [2, 8, 4, 4], "leakyRelu"],
      [2, "convTranspose", [2, 4, 8, 8], "leakyRelu"],
      [3, "convTranspose", [2, 1, 16, 16], "tanh"],
    ]);
    expect(innerMaps(layersOf(output, z)).map(({ index }) => index)).toEqual([1, 2]);
  });

  test("dcgan's D keep their maps where the last layer takes them flat", () => {
    const x = input("x", [2, 1, 16, 16]);
    const { player, output } = convolutional.judge(x);
    expect(player).toBe("D");
    expect(facts(layersOf(output, x))).toEqual([
      [1, "conv", [2, 4, 8, 8], "leakyRelu"],
      [2, "conv", [2, 8, 4, 4], "leakyRelu"],
      [3, "matmul", [2, 1], "matmul"],
    ]);
  });

  test("a perceptron are its products, activated", () => {
    const { z, output } = perceptrons.generator(2);
    expect(facts(layersOf(output, z))).toEqual([
      [1, "matmul", [2, 5], "leakyRelu"],
      [2, "matmul", [2, 5], "leakyRelu"],
      [3, "matmul", [2, 1, 16, 16], "reshape"],
    ]);
    expect(innerMaps(layersOf(output, z))).toEqual([]);
  });

  test("a residual block are its products, where the ways part before the next", () => {
    const x = input("x", [1, 2, 4, 4]);
    const weight = (name: string): Node => input(name, [2, 2, 3, 3]);
    const geometry = { stride: [1, 1], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
    const first = conv(x, weight("a"), geometry);
    const second = conv(relu(add(first, x)), weight("b"), geometry);
    const output = conv(add(second, first), weight("c"), geometry);
    const layers = layersOf(output, x);
    expect(layers.map(({ product }) => product)).toEqual([first, second, output]);
    expect(layers[0]?.active).toBe(first);
    expect(layers[1]?.active.op.kind).toBe("add");
  });

  test("a product of two things that depend on the input is none", () => {
    const x = input("x", [3, 4]);
    const gram = matmul(x, x, { transposeB: true });
    const output = matmul(reshape(gram, [1, 9]), input("w", [9, 2]));
    expect(layersOf(output, x).map(({ product }) => product)).toEqual([output]);
  });
});
