/** @file D judges real and fake in one pass where that is the same thing, and it is the same thing where it does. */
import { describe, expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Shape } from "../base/shape.ts";
import { gradient } from "../graph/gradient.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { concat } from "../graph/primitives.ts";
import { resultsOf } from "../graph/program.ts";
import { maxoutDiscriminator, mlp, type Network, scopeOver } from "../models/index.ts";
import { isRowwise } from "../models/rowwise.ts";
import { sgd } from "../optim/sgd.ts";
import { evaluate } from "../runtime/reference.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import type { PlayerHandle } from "./game.ts";
import { LOSSES, type TwoPlayerOptions } from "./two-player.ts";

const BATCH = 8;
const critic = mlp({ hidden: [5, 4], out: 1, activation: "elu" });
const normed = mlp({ hidden: [5], out: 1, norm: "batch" });
const learner = (network: Network) => ({ network, optimiser: sgd({ learningRate: 0.1 }) });

/** A network's parameters, drawn when it first asks, and its noise, of which each batch has its own. */
class Drawn {
  readonly parameters = new Map<string, Node>();
  readonly #draw: Draw;
  readonly #noise = new Map<string, Node>();

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** @param calls is told how many rows each call has */
  handle(network: Network, calls: number[] = []): (...inputs: Node[]) => Node {
    let batches = 0;
    return (...inputs) => {
      const rows = inputs[0]?.shape[0] as number;
      const first = batches;
      let asked = 0;
      batches += rows / BATCH;
      calls.push(rows);
      const own = (name: string, shape: Shape): Node =>
        this.#memo(this.parameters, name, () => this.#draw.float(shape));
      const noise = (_: unknown, [extent, ...rest]: Shape): Node => {
        const layer = asked;
        asked += 1;
        const parts = Array.from({ length: (extent as number) / BATCH }, (__, i) =>
          this.#memo(this.#noise, `${layer} of batch ${first + i}`, () => this.#draw.float([BATCH, ...rest], 0, 1)),
        );
        return concat(parts, 0);
      };
      return network(
        scopeOver({ training: true, parameter: own, buffer: own, updateBuffer: () => {}, noise }),
        ...inputs,
      );
    };
  }

  #memo(nodes: Map<string, Node>, name: string, make: () => Node): Node {
    const node = nodes.get(name) ?? make();
    nodes.set(name, node);
    return node;
  }
}

interface Duel {
  readonly options?: Partial<TwoPlayerOptions>;
  readonly network?: Network;
  readonly z?: Shape;
}

/** D's phase over drawn inputs. @returns how to play it with a D that may judge together */
function duel({ options = {}, network = critic, z = [BATCH, 3] }: Duel) {
  const draw = new Draw(1);
  const game = tinyGan({ discriminator: learner(network), ...options });
  const [G, D] = [new Drawn(draw), new Drawn(draw)];
  const inputs = {
    x: draw.float([BATCH, 2]),
    z: draw.float(z),
    epsilon: draw.float([BATCH, 1], 0, 1),
    nearby: draw.float([BATCH, 2], 0, 1),
  };
  const play = (rowwise: PlayerHandle["rowwise"]) => {
    const calls: number[] = [];
    const handle = Object.assign(D.handle(network, calls), rowwise === undefined ? {} : { rowwise });
    const generator = G.handle(game.players.G?.network as Network);
    const { loss, watch = {} } = game.phases[0]?.loss({ G: generator, D: handle }, inputs, {}) ?? {};
    return { calls, nodes: [loss as Node, ...Object.values(watch)] };
  };
  const parameters = (): Node[] => [...D.parameters.values()];
  return { draw, play, parameters };
}

describe("how often D is called, and on how many rows", () => {
  const callsOf = (what: Duel): number[] => {
    const network = what.network ?? critic;
    return duel(what).play((shape) => isRowwise(network, shape)).calls;
  };

  test.each(LOSSES)("once on both, with the loss %s", (loss) => {
    expect(callsOf({ options: { loss } })).toEqual([2 * BATCH]);
  });

  test.each(["gp", "dragan"])("and once more for the penalty %s", (penalty) => {
    expect(callsOf({ options: { penalty } }).sort((a, b) => a - b)).toEqual([BATCH, 2 * BATCH]);
  });

  test.each<readonly [string, Duel]>([
    ["R1, which is of the real ones", { options: { penalty: "r1" } }],
    ["R2, which is of the fakes", { options: { penalty: "r2" } }],
    ["batch norm", { network: normed }],
  ])("on each alone with %s", (_, what) => {
    expect(callsOf(what)).toEqual([BATCH, BATCH]);
  });

  test("on each alone where a handle does not say", () => {
    expect(duel({}).play(undefined).calls).toEqual([BATCH, BATCH]);
  });

  test("on each alone where the batches are not of one size", () => {
    expect(duel({ z: [2 * BATCH, 3] }).play(() => true).calls).toEqual([BATCH, 2 * BATCH]);
  });
});

describe("whole steps", () => {
  /** How many rows each product with D's first weights has, which are `[5, 2]`. */
  const rowsOf = (options: Partial<TwoPlayerOptions>): number[] => {
    const game = tinyGan({ discriminatorSteps: 3, ...options });
    const nodes = topologicalOrder(resultsOf(fusedStep(game, declareGame(game)).program));
    const products = nodes.filter(({ op, inputs }) => op.kind === "matmul" && inputs[1]?.shape.join() === "5,2");
    return products.flatMap(({ op, shape }) => (op.kind === "matmul" && op.transposeB ? [shape[0] as number] : []));
  };

  test("judge once for each of D's repetitions, and once for G", () => {
    expect(rowsOf({})).toEqual([16, 16, 16, 8]);
  });

  test.each<readonly [string, Partial<TwoPlayerOptions>]>([
    ["R1", { penalty: "r1" }],
    ["batch norm", { discriminator: learner(normed) }],
  ])("judge one batch at a time with %s", (_, options) => {
    expect(new Set(rowsOf(options))).toEqual(new Set([8]));
  });
});

describe("the loss, what is watched and the gradient are those of two calls", () => {
  const maxout = maxoutDiscriminator({ hidden: [5, 4], pieces: 2 });

  test.each<readonly [string, Duel]>([
    ...LOSSES.map((loss) => [`the loss ${loss}`, { options: { loss } }] as const),
    ["a gradient penalty", { options: { loss: "wasserstein", penalty: "gp", penaltyWeight: 10 } }],
    ["DRAGAN's penalty", { options: { penalty: "dragan" } }],
    ["dropout, of which each example has its own", { network: maxout }],
    ["dropout and a gradient penalty", { network: maxout, options: { penalty: "gp" } }],
    ["more fakes than data", { z: [2 * BATCH, 3] }],
    [
      "fakes of another shape that D takes as well",
      { options: { generator: learner(mlp({ hidden: [], out: [2, 1] })) } },
    ],
  ])("%s", (_, what) => {
    const { draw, play, parameters } = duel(what);
    const [apart, together] = [play(undefined).nodes, play(() => true).nodes];
    const withGradients = (nodes: readonly Node[]): Node[] => [...nodes, ...gradient(nodes[0] as Node, parameters())];
    const [want, got] = [apart, together].map((nodes) => evaluate(withGradients(nodes), draw.feeds));
    expect(got?.length).toBe(want?.length);
    want?.forEach(({ shape, data }, i) => {
      expect(got?.[i]?.shape).toEqual(shape);
      // sums of 8 or 16 terms of either sign in another order
      expectClose(got?.[i]?.data ?? [], data, { rtol: 1e-12, atol: 1e-14 });
    });
  });
});
