import { expect, test } from "vitest";
import { recipeGame, tinyGan } from "../../test/play.ts";
import { mul } from "../graph/primitives.ts";
import { ones } from "../models/initialisers.ts";
import { linear } from "../models/linear.ts";
import type { Network } from "../models/scope.ts";
import { dcgan } from "../recipes/dcgan.ts";
import { declareGame } from "./declare.ts";
import { describeNetworks, type NetworkDescription } from "./network-layers.ts";

const lines = ({ layers }: NetworkDescription | { layers: [] } = { layers: [] }): string[] =>
  layers.map(({ name, kind, shape, tensors }) => `${name} ${kind} ${shape.join("×")} ${tensors.join()}`);

test("dcgan's networks, as its paper draws them", () => {
  const images = { kind: "images", size: 32, channels: 3, classes: 0 } as const;
  const { G, D } = describeNetworks(recipeGame(dcgan, images, { batch: 4, width: 16 }));
  expect(G?.output).toEqual([3, 32, 32]);
  expect(lines(G)).toEqual([
    "project linear 1024 weight",
    "project.norm elementwise 64×4×4 weight,bias",
    "up1 convTranspose 32×8×8 weight",
    "up1.norm elementwise 32×8×8 weight,bias",
    "up2 convTranspose 16×16×16 weight",
    "up2.norm elementwise 16×16×16 weight,bias",
    "image convTranspose 3×32×32 weight",
  ]);
  expect(D?.output).toEqual([1]);
  expect(lines(D)).toEqual([
    "down1 conv 16×16×16 weight",
    "down2 conv 32×8×8 weight",
    "down2.norm elementwise 32×8×8 weight,bias",
    "down3 conv 64×4×4 weight",
    "down3.norm elementwise 64×4×4 weight,bias",
    "logit linear 1 weight",
  ]);
});

test("a network of one's own: a tensor of its own at the top, a layer without a scope, a shared one once", () => {
  const network: Network = (scope, x) => {
    const gain = scope.parameter("gain", [2], ones);
    const twice = linear(scope.child("mix"), linear(scope.child("mix"), mul(x, gain), { out: 2 }), { out: 2 });
    return linear(scope.child("head.deep"), twice, { out: 1, bias: false });
  };
  const game = tinyGan();
  const D = { ...(game.players.D as (typeof game.players)[string]), network };
  const described = describeNetworks({ ...game, players: { ...game.players, D } });
  expect(lines(described.D)).toEqual([" elementwise 2 gain", "mix linear 2 weight,bias", "head.deep linear 1 weight"]);
});

test("every parameter of every player belongs to one layer", () => {
  const game = tinyGan();
  const described = describeNetworks(game);
  for (const [name, { parameters }] of Object.entries(declareGame(game))) {
    const told = described[name]?.layers.flatMap((layer) => layer.tensors.map((tensor) => `${layer.name}.${tensor}`));
    expect(told).toEqual(parameters.entries.map((entry) => entry.name));
  }
});
