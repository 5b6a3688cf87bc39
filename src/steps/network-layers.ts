/**
 * @file What the players' networks are made of, read off their graphs, so that networks of anybody's own are told as
 * well: a layer is the tensors of one scope, and is what its weight does where it first meets the data (a convolution, a
 * product, a lookup, a sum); what comes out there is the layer's output.
 */
import type { Shape } from "../base/shape.ts";
import type { Game, Handles, PlayerHandle } from "../game/game.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { collector } from "../models/trace.ts";
import { gameControls, gameInputs } from "./declare.ts";

/** `elementwise`: its tensors are added, or multiply (biases, norms). */
export type LayerKind = "conv" | "convTranspose" | "linear" | "embedding" | "elementwise";

export interface NetworkLayer {
  /** Its scope: `block1.conv`; empty for tensors of the network itself. */
  readonly name: string;
  readonly kind: LayerKind;
  /** What comes out, without the batch. */
  readonly shape: Shape;
  /** Its parameters, by their last names. */
  readonly tensors: readonly string[];
}

/** @property output of the network, without the batch */
export interface NetworkDescription {
  readonly output: Shape;
  readonly layers: readonly NetworkLayer[];
}

/** By player; one that no phase calls is left out. */
export function describeNetworks(game: Game): Record<string, NetworkDescription> {
  const called = new Map<string, { readonly inputs: readonly Node[] }>();
  const calls = Object.fromEntries(Object.keys(game.players).map((name) => [name, collector(name)]));
  const handles: Handles = Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const call = (...inputs: Node[]): Node => {
        if (!called.has(name)) called.set(name, { inputs });
        return (calls[name] as ReturnType<typeof collector>).call(network, inputs);
      };
      const handle: PlayerHandle = Object.assign(call, { after: () => handle });
      return [name, handle];
    }),
  );
  const [inputs, controls] = [gameInputs(game), gameControls(game)];
  game.sampler.draw(handles, inputs);
  for (const phase of game.phases) phase.loss(handles, inputs, controls);
  return Object.fromEntries([...called].map(([name, call]) => [name, describeNetwork(game, name, call.inputs)]));
}

/** One network by itself: the same call on placeholders, so that its tensors are the only ones by their names. */
function describeNetwork(game: Game, player: string, given: readonly Node[]): NetworkDescription {
  const { call, tensors } = collector(player);
  const inputs = given.map(({ shape, dtype }, i) => input(`input ${i}`, shape, dtype as "float32"));
  const output = call((game.players[player] as Game["players"][string]).network, inputs);
  const { parameters, buffers } = tensors();
  const names = new Set([...parameters, ...buffers].map(({ name }) => name));
  const met = meetings(output, names);
  const scopes = new Map<string, string[]>();
  for (const { name } of parameters) {
    const scope = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
    scopes.set(scope, [...(scopes.get(scope) ?? []), name]);
  }
  const layers = [...scopes].map(([name, own]) => layerOf(name, own, met));
  return { output: output.shape.slice(1), layers: layers.filter((layer) => layer !== null) };
}

interface Meeting {
  readonly kind: LayerKind;
  readonly shape: Shape;
}

const KINDS: Readonly<Record<string, LayerKind>> = {
  conv: "conv",
  convTranspose: "convTranspose",
  matmul: "linear",
  gather: "embedding",
};

/**
 * Where each tensor first meets the batch: it is followed there through reshapes, norms of its own, and statistics over
 * the batch.
 */
function meetings(output: Node, names: ReadonlySet<string>): ReadonlyMap<string, Meeting> {
  const carried = new Map<Node, ReadonlySet<string>>(); // names of tensors that have not met it yet
  const met = new Map<string, Meeting>();
  const data = new Set<Node>(); // what stands on more than tensors and constants
  for (const node of topologicalOrder([output])) {
    const { op, inputs, shape } = node;
    if (op.kind === "input") {
      if (names.has(op.name)) carried.set(node, new Set([op.name]));
      else data.add(node);
      continue;
    }
    const own = !inputs.some((one) => data.has(one));
    if (!own) data.add(node);
    const waiting = inputs.flatMap((one) => [...(carried.get(one) ?? [])]).filter((name) => !met.has(name));
    if (own || shape[0] !== output.shape[0]) carried.set(node, new Set(waiting));
    else for (const name of waiting) met.set(name, { kind: KINDS[op.kind] ?? "elementwise", shape: shape.slice(1) });
  }
  return met;
}

/** @returns null for tensors that the output does not stand on */
function layerOf(name: string, tensors: readonly string[], met: ReadonlyMap<string, Meeting>): NetworkLayer | null {
  const found = tensors.flatMap((tensor) => met.get(tensor) ?? []);
  const main = found.find(({ kind }) => kind !== "elementwise") ?? found[0];
  if (main === undefined) return null;
  const last = (tensor: string): string => (name === "" ? tensor : tensor.slice(name.length + 1));
  return { name, ...main, tensors: tensors.map(last) };
}
