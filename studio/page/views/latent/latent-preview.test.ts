import { expect, test } from "vitest";
import type { Scene } from "../../workers/latent-scene.ts";
import { PREVIEW, previewScenes } from "./latent-preview.ts";

const scene: Scene = {
  source: { kind: "pad", x: 4, y: 1 },
  along: { 2: 1 },
  set: { 5: 0.5 },
  label: 3,
  attributes: {},
  psi: 0.8,
};

test("around a place on the pad are places left and right of it", () => {
  const around = previewScenes(scene, { kind: "x" });
  expect(around.map(({ value }) => value)).toEqual([2.5, 3, 3.5, 4, 4.5, 5, 5.5]);
  expect(around[PREVIEW >> 1]?.scene).toEqual(scene);
  expect(around[0]?.scene).toEqual({ ...scene, source: { kind: "pad", x: 2.5, y: 1 } });
});

test("along a direction, or of a number, they go from −3 to 3, the rest as it is", () => {
  const along = previewScenes(scene, { kind: "direction", index: 0 });
  expect(along.map(({ value }) => value)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(along[6]?.scene.along).toEqual({ 0: 3, 2: 1 });
  expect(previewScenes(scene, { kind: "number", index: 5 })[0]?.scene.set).toEqual({ 5: -3 });
});

test("a latent of its own has no left and right: its first number differs", () => {
  const own: Scene = { ...scene, source: { kind: "latent", z: new Float32Array(8) } };
  expect(previewScenes(own, { kind: "x" })[6]?.scene.set).toEqual({ 0: 3, 5: 0.5 });
});
