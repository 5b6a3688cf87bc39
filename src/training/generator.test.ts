import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Game, Player, PlayerHandle } from "../game/game.ts";
import { oneHot } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { concat } from "../graph/primitives.ts";
import { conditionedOnVector } from "../models/conditioned.ts";
import { embedding } from "../models/embedding.ts";
import { linear } from "../models/linear.ts";
import type { Scope } from "../models/scope.ts";
import { modelFacts } from "../onnx/facts.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { samplerProgram } from "../steps/sampler.ts";
import { makerOfFile } from "./evaluation-side.node.ts";
import { generatorModel } from "./generator.ts";
import { samplerInputs } from "./sampler-inputs.ts";

const looked = (scope: Scope, y: Node): Node => embedding(scope, y, { entries: 3, dimensions: 2 });
const compared = (_: Scope, y: Node): Node => oneHot(y, 3);

/** A game whose G is told a class, 0, 1 or 2. */
function conditionalGame(told: (scope: Scope, y: Node) => Node = looked): Game {
  const game = tinyGan();
  const G: Player = {
    ...(game.players.G as Player),
    network: (scope, z, y) => {
      const named = told(scope.child("class"), y as Node);
      return linear(scope.child("out"), concat([z as Node, named], 1), { out: 2 });
    },
  };
  const draw: Game["sampler"]["draw"] = (players, { z, y }) => (players.G as PlayerHandle)(z as Node, y as Node);
  return {
    ...game,
    players: { ...game.players, G },
    inputs: { ...game.inputs, y: { kind: "labels", shape: [8], of: "x" } },
    phases: game.phases.map((phase) => ({
      ...phase,
      loss: ({ G: g, ...others }, inputs, controls) => {
        const asked: PlayerHandle = (z) => (g as PlayerHandle)(z as Node, inputs.y as Node);
        return phase.loss({ ...others, G: asked }, inputs, controls);
      },
    })),
    sampler: { ...game.sampler, inputs: ["z", "y"], draw },
  };
}

function openedConditional() {
  const game = conditionalGame();
  const layout = declareGame(game);
  const model = generatorModel(game, layout, initialState(layout, 3), { recipe: "mine", dataName: "ring8", step: 0 });
  return openGenerator(model, "mine.onnx");
}

test("each row has a class of its own where classes are given row by row", async () => {
  const generator = await openedConditional();
  const z = generator.z(70, 5);
  const labels = Int32Array.from({ length: 70 }, (_, i) => i % 3);
  const mixed = await generator.generate(z, labels);
  const pure = await Promise.all([0, 1, 2].map((label) => generator.generate(z, label)));
  await generator.release();
  const wanted = Array.from(mixed.data, (_, at) => pure[Math.floor(at / 2) % 3]?.data[at]);
  expect(Array.from(mixed.data)).toEqual(wanted);
  expect(mixed.data).not.toEqual(pure[0]?.data);
});

describe("measured against data, a conditional generator goes round", () => {
  const points = { name: "data", kind: "points", shape: [2], count: 9, fingerprint: null, read: () => {} } as const;
  test.each([
    ["all its classes where the data have none", { classes: 0 }, [0, 1, 2]],
    ["those of its classes that the data have", { classes: 2, classNames: ["c", "b"] }, [2, 1]],
    ["all its classes where the data have others", { classes: 2, classNames: ["c", "d"] }, [0, 1, 2]],
  ] as const)("%s", async (_, known, round) => {
    const game = conditionalGame();
    const layout = declareGame(game);
    const facts = { recipe: "mine", dataName: "ring8", step: 0, classes: ["a", "b", "c"] };
    const model = generatorModel(game, layout, initialState(layout, 3), facts);
    const folder = await mkdtemp(join(tmpdir(), "gantry-side-"));
    await writeFile(join(folder, "g.onnx"), model);
    const maker = await makerOfFile(join(folder, "g.onnx"));
    const drawn = new Float32Array(14);
    (await maker.draw(7, 5, { ...points, ...known })).read([0, 1, 2, 3, 4, 5, 6], drawn);
    await Promise.all([maker.release(), rm(folder, { recursive: true })]);
    const generator = await openGenerator(model, "g.onnx");
    const labels = Int32Array.from({ length: 7 }, (_, i) => round[i % round.length] as number);
    const { data } = await generator.generate(generator.z(7, 5), labels);
    await generator.release();
    expect(Array.from(drawn)).toEqual(Array.from(data));
  });
});

test("a file that says it is a generator, and does not run, is refused in words", async () => {
  const game = tinyGan();
  const layout = declareGame(game);
  const model = generatorModel(game, layout, initialState(layout, 3), { recipe: "m", dataName: "d", step: 0 });
  const at = Buffer.from(model).indexOf("MatMul");
  const broken = Uint8Array.from(model);
  broken.set(Buffer.from("NotOps"), at < 0 ? Buffer.from(model).indexOf("Gemm") : at);
  await expect(openGenerator(broken, "broken.onnx")).rejects.toMatchObject({ code: "E123" });
});

test.each([
  [0, "looks up", looked],
  [2, "looks up", looked],
  [1, "compares", compared],
] as const)(
  "the generator of a conditional game draws class %i when asked for it, where G %s labels",
  async (...given) => {
    const [label, , told] = given;
    const game = conditionalGame(told);
    const layout = declareGame(game);
    const state = initialState(layout, 3);
    const model = generatorModel(game, layout, state, { recipe: "mine", dataName: "ring8", step: 0 });
    const generator = await openGenerator(model, "mine.onnx");
    const inputs = samplerInputs(game, 5, 70, { classes: 3, label });
    const drawn = await generator.generate(generator.z(70, 5), label);
    await generator.release();

    const runtime = referenceRuntime();
    const session = await runtime.open(samplerProgram(game, layout, 70, "average"));
    const { sample } = await session.run(runtime.state(state), inputs);
    expect(drawn.shape).toEqual([70, 2]);
    expectClose(drawn.data, (sample as Tensor).data, { rtol: 1e-5, atol: 1e-6 });
  },
);

test("a class that the data do not have is refused, also among others", async () => {
  const game = conditionalGame();
  const layout = declareGame(game);
  const facts = { recipe: "mine", dataName: "mine", step: 0, classes: ["cat", "dog", "owl"] };
  const model = generatorModel(game, layout, initialState(layout, 3), facts);
  const generator = await openGenerator(model, "mine.onnx");
  const z = generator.z(2, 5);
  await expect(generator.generate(z, 3)).rejects.toEqual(expect.objectContaining({ code: "E213" }));
  await expect(generator.generate(z, [0, -1])).rejects.toEqual(expect.objectContaining({ code: "E213" }));
  expect((await generator.generate(z, [0, 2])).shape).toEqual([2, 2]);
  await generator.release();
});

describe("a generator that is told attributes", () => {
  const columns = [
    { name: "age", min: 10, max: 90, mean: 30, binary: false },
    { name: "smiling", min: 0, max: 1, mean: 0.25, binary: true },
  ];
  const open = async (classes = 0) => {
    const conditioned = (network: Player["network"]) => conditionedOnVector(network, "concat");
    const { G, D } = tinyGan().players as Record<"G" | "D", Player>;
    const game = tinyGan({
      ...{ classes, attributes: columns },
      generator: { ...G, network: conditioned(G.network) },
      discriminator: { ...D, network: conditioned(D.network) },
    });
    const layout = declareGame(game);
    const state = initialState(layout, 3);
    const facts = { recipe: "mine", dataName: "people", step: 0, classes: ["a", "b", "c"].slice(0, classes) };
    const bytes = generatorModel(game, layout, state, facts);
    return { game, layout, state, bytes, generator: await openGenerator(bytes, "mine.onnx") };
  };

  test("draws what the interpreter draws, in the units of the data, in chunks too", async () => {
    const { game, layout, state, generator } = await open(3);
    const inputs = samplerInputs(game, 5, 70, { classes: 3 });
    const rows = inputs.attributes as Tensor;
    const of = (column: number) => Float32Array.from({ length: 70 }, (_, i) => rows.data[2 * i + column] as number);
    const asked = { label: inputs.label?.data as Int32Array, attributes: { smiling: of(1), age: of(0) } };
    const drawn = await generator.generate(inputs.z as Tensor<"float32">, asked);
    await generator.release();
    const runtime = referenceRuntime();
    const session = await runtime.open(samplerProgram(game, layout, 70, "average"));
    const { sample } = await session.run(runtime.state(state), inputs);
    expectClose(drawn.data, (sample as Tensor).data, { rtol: 1e-5, atol: 1e-6 });
  });

  test("says in the file what it is told, in which units", async () => {
    const { bytes, generator } = await open();
    const { inputs, metadata } = modelFacts(bytes, "mine.onnx");
    expect(inputs).toContainEqual({ name: "attributes", type: "float32", shape: ["N", 2] });
    expect(metadata).toMatchObject({ "attributes.kind": "attributes", "attributes.shape": "[N, 2]" });
    expect(JSON.parse(metadata.attributes ?? "")).toEqual(columns);
    expect([generator.attributes, generator.classes]).toEqual([columns, null]);
    await generator.release();
  });

  test("takes the data's means for what nobody asks for", async () => {
    const { generator } = await open();
    const z = generator.z(3, 1);
    const means = await generator.generate(z, { attributes: { age: 30, smiling: 0.25 } });
    expect(await generator.generate(z)).toEqual(means);
    expect(await generator.generate(z, { attributes: { smiling: [0.25, 0.25, 0.25] } })).toEqual(means);
    expect(await generator.generate(z, { attributes: { age: 80 } })).not.toEqual(means);
    await generator.release();
  });

  test("refuses what it is not told, and what is no number", async () => {
    const { generator } = await open();
    const z = generator.z(2, 1);
    const refused = (attributes: Record<string, number | number[]>) =>
      expect(generator.generate(z, { attributes })).rejects;
    await refused({ aeg: 3 }).toThrow('none called "aeg".\ndid you mean  age ?');
    await refused({ age: Number.NaN }).toThrow("attributes.age: expected a finite number, got NaN.");
    await refused({ age: [1, 2, 3] }).toThrow("attributes.age: expected 2 numbers, one a row, got 3.");
    await generator.release();
    const plain = await openedConditional();
    const asked = plain.generate(plain.z(2, 1), { attributes: { age: 3 } });
    await expect(asked).rejects.toMatchObject({ code: "E215" });
    await plain.release();
  });
});
