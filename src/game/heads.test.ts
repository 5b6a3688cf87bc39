/** @file ACGAN's and InfoGAN's phases against PyTorch (scripts/golden/heads.py), and what they are played with. */
import { describe, expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { sizeOf } from "../base/shape.ts";
import { gradient } from "../graph/gradient.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { add, concat, input, matmul, tanh } from "../graph/primitives.ts";
import { mlp } from "../models/mlp.ts";
import { adam } from "../optim/adam.ts";
import { evaluate } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { acganGame } from "./acgan.ts";
import { dtypeOf, type Game, type Phase, type PlayerHandle } from "./game.ts";
import { infoganGame } from "./infogan.ts";
import type { View } from "./view.ts";

interface Case {
  readonly V: Packed;
  readonly D: { readonly loss: Packed; readonly gradient: Packed };
  readonly G: { readonly loss: Packed; readonly gradient: Packed };
  readonly watched: Readonly<Record<string, Packed>>;
}
const golden = readGolden<Record<"x" | "z" | "label" | "W", Packed> & Record<"acgan" | "infogan", Case>>(
  import.meta.url,
  "heads",
);

const player = (out: number) => ({
  network: mlp({ hidden: [], out }),
  optimiser: adam({ learningRate: 1e-3 }),
});
const shared = {
  dataShape: [5, 6],
  z: { kind: "normal", shape: [5, 4] },
  classes: 3,
  loss: "ns",
  discriminatorSteps: 1,
  reuseFakes: true,
} as const;
const games: Readonly<Record<"acgan" | "infogan", Game>> = {
  acgan: acganGame({ ...shared, generator: player(6), discriminator: player(4), classWeight: 0.7 }),
  infogan: infoganGame({
    ...{ ...shared, generator: player(6), discriminator: player(6) },
    ...{ codes: 2, classWeight: 0.8, codeWeight: 0.3 },
  }),
};

const nodeOf = (name: string, { shape }: Packed): Node => input(name, shape, name === "label" ? "int32" : "float32");

/** A phase over the golden inputs: G is tanh([z, y] W), D is x V. */
function played(game: Game, phase: "D" | "G", { V }: Case, joins: boolean) {
  const { x, z, label, W } = golden;
  const [v, w] = [nodeOf("V", V), nodeOf("W", golden.W)];
  const G: PlayerHandle = (z, y) => tanh(matmul(concat([z as Node, y as Node], 1), w));
  const D: PlayerHandle = Object.assign((x: Node) => matmul(x, v), { rowwise: () => joins });
  const inputs = { x: nodeOf("x", golden.x), z: nodeOf("z", golden.z), label: nodeOf("label", golden.label) };
  const found = game.phases.find(({ name }) => name === phase) as Game["phases"][number];
  const { loss, watch = {} } = found.loss({ G, D }, inputs, {});
  const scalars = Object.entries(watch).filter(([, { shape }]) => sizeOf(shape) === 1);
  const nodes = [loss, ...gradient(loss, [phase === "D" ? v : w]), ...scalars.map(([, node]) => node)];
  const [value, slope, ...watched] = evaluate(nodes, { x, z, label, W, V }).map(({ data }) => data);
  return {
    loss: value as Float64Array,
    slope: slope as Float64Array,
    watched: Object.fromEntries(scalars.map(([name], i) => [name, watched[i] as Float64Array])),
  };
}

/** The interpreter computes in float64; what is left is the rounding of λ and 1/N to float32. */
const tolerance = { rtol: 1e-6, atol: 2e-8 };

describe.each(["acgan", "infogan"] as const)("%s equals PyTorch's", (name) => {
  const want = golden[name];
  test.each([
    ["D", true],
    ["D", false],
    ["G", true],
  ] as const)("%s, both batches in one pass: %s", (phase, joins) => {
    const { loss, slope, watched } = played(games[name], phase, want, joins);
    expectClose(loss, want[phase].loss.data, tolerance);
    expectClose(slope, want[phase].gradient.data, tolerance);
    if (phase === "G") return;
    for (const [key, value] of Object.entries(want.watched)) {
      expectClose(watched[key] as Float64Array, value.data, tolerance);
    }
  });
});

describe("what a step draws", () => {
  const drawn = (game: Game): string[] =>
    fusedStep(game, declareGame(game))
      .inputs.map(({ name, source }) => `${name} ${source.kind}`)
      .sort();

  test("acgan: labels go with the batch, and G's phase asks for those that D has just seen", () => {
    expect(drawn(games.acgan)).toEqual(["D.0.label labels", "D.0.x data", "D.0.z normal"]);
  });

  test("infogan: classes are drawn, and no labels of the data are looked at", () => {
    const fresh = infoganGame({
      ...{ ...shared, generator: player(6), discriminator: player(4), reuseFakes: false },
      ...{ codes: 0, classWeight: 1, codeWeight: 1 },
    });
    expect(drawn(fresh)).toEqual([
      "D.0.label categorical",
      "D.0.x data",
      "D.0.z normal",
      "G.0.label categorical",
      "G.0.z normal",
    ]);
  });

  test("both: who asks for a sample gives z and a class", () => {
    expect([games.acgan.sampler.inputs, games.infogan.sampler.inputs]).toEqual([
      ["z", "label"],
      ["z", "label"],
    ]);
  });
});

describe("views", () => {
  /** Adds to each example what it has drawn. */
  const shift: View = {
    name: "shift",
    inputs: ([count]) => ({ by: { kind: "normal", shape: [count as number, 1] } }),
    apply: (x, { by }) => add(x, by as Node),
  };
  const seenBy = (name: "acgan" | "infogan", phase: "D" | "G") => {
    const options = {
      ...shared,
      generator: player(6),
      discriminator: player(6),
      views: [shift],
      loss: "paired",
    } as const;
    const game =
      name === "acgan"
        ? acganGame({ ...options, classWeight: 1 })
        : infoganGame({ ...options, codes: 2, classWeight: 1, codeWeight: 1 });
    const shown: Node[] = [];
    const G: PlayerHandle = (z) => concat([z as Node, z as Node], 1); // [5, 8], told apart from x
    const D: PlayerHandle = (x) => {
      shown.push(x as Node);
      return matmul(x as Node, input("V", [(x as Node).shape[1] as number, 6]));
    };
    const inputs = Object.fromEntries(
      Object.entries(game.inputs).map(([key, source]) => [key, input(key, source.shape, dtypeOf(source))]),
    );
    const { watch = {} } = (game.phases.find((one) => one.name === phase) as Phase).loss({ G, D }, inputs, {});
    const draws = shown.map((node) =>
      topologicalOrder([node]).flatMap(({ op }) => (op.kind === "input" ? [op.name] : [])),
    );
    return { game, draws: draws.map((names) => names.sort()), watch };
  };

  test.each([
    ["acgan", "D"],
    ["acgan", "G"],
    ["infogan", "D"],
    ["infogan", "G"],
  ] as const)("%s, phase %s: real and fake go through the same, each with draws of its own", (name, phase) => {
    const { game, draws, watch } = seenBy(name, phase);
    expect(new Set(draws.map((names) => names.join()))).toEqual(
      new Set(["real.shift.by,x", "fake.shift.by,z"]), // a pairing loss lets G's phase look at the data too
    );
    expect(game.inputs["real.shift.by"]).toEqual({ kind: "normal", shape: [5, 1] });
    expect(Object.keys(watch).includes("realSign")).toBe(phase === "D");
  });

  test("each repetition of D has draws of its own, and so has G", () => {
    const options = {
      ...shared,
      discriminatorSteps: 2,
      generator: player(6),
      discriminator: player(4),
      views: [shift],
    };
    const game = acganGame({ ...options, classWeight: 1 });
    const names = fusedStep(game, declareGame(game)).inputs.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith("shift.by")).sort()).toEqual([
      ...["D.0.fake.shift.by", "D.0.real.shift.by", "D.1.fake.shift.by", "D.1.real.shift.by", "G.0.fake.shift.by"],
    ]);
  });
});
