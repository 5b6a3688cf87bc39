/**
 * @file A network, called: what it asks its scope for becomes a list of tensors, or a graph over given ones.
 *
 * `collector` answers with placeholders and writes down what was asked for; `callNetwork` answers with the nodes it is
 * given and gathers what the buffers are to become.
 */
import { GantryError } from "../base/error.ts";
import { type Shape, sameShape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { type Initialiser, type Network, type NoiseKind, type ScopeBackend, scopeOver } from "./scope.ts";

/** A parameter or buffer of a network, under its complete name. */
export interface TensorSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly initialiser: Initialiser;
}

/** What a network keeps, in the order in which it first asked. */
export interface NetworkTensors {
  readonly parameters: readonly TensorSpec[];
  readonly buffers: readonly TensorSpec[];
}

/** Calls networks on placeholders and remembers what they asked for. */
export interface Collector {
  /** The network's output, over placeholders; for its shape, and for tracing on. @throws E113 */
  readonly call: (network: Network, inputs: readonly Node[]) => Node;
  /** Everything asked for until now. */
  readonly tensors: () => NetworkTensors;
}

type NodesByName = Readonly<Record<string, Node>>;

/** What one call of a network stands on. */
export interface NetworkCall {
  readonly inputs: readonly Node[];
  readonly parameters: NodesByName;
  readonly buffers: NodesByName;
  /** Whether dropout drops and batch norm uses the batch's own statistics. */
  readonly training: boolean;
  /** Fresh noise; asked for in the same order in every trace. */
  readonly noise: (kind: NoiseKind, shape: Shape) => Node;
}

/** @property bufferUpdates what the buffers are after the call; those that stay as they are are left out */
export interface NetworkResult {
  readonly output: Node;
  readonly bufferUpdates: NodesByName;
}

const defect = (where: string, problem: string): GantryError => new GantryError("E113", { where, problem });

/** Tensors of one kind by name, each with its placeholder. */
function specTable(kind: "parameter" | "buffer", fullName: (name: string) => string) {
  const entries = new Map<string, TensorSpec & { readonly node: Node }>();
  return {
    has: (name: string): boolean => entries.has(name),
    specs: (): TensorSpec[] =>
      [...entries.values()].map(({ name, shape, initialiser }) => ({ name, shape, initialiser })),
    ask: (name: string, shape: Shape, initialiser: Initialiser): Node => {
      const known = entries.get(name);
      if (known !== undefined && !sameShape(known.shape, shape)) {
        throw defect(
          fullName(name),
          `asked for as a ${kind} of shape [${shape.join(", ")}], but it has [${known.shape.join(", ")}]`,
        );
      }
      const entry = known ?? { name, shape, initialiser, node: input(name, shape) };
      entries.set(name, entry);
      return entry.node;
    },
  };
}

/**
 * A collector for one player: every call of its network goes through the same one.
 * @param owner the player's name, for errors
 */
export function collector(owner?: string): Collector {
  const fullName = (name: string): string => (owner === undefined ? name : `${owner}.${name}`);
  const parameters = specTable("parameter", fullName);
  const buffers = specTable("buffer", fullName);
  const exclusive = (name: string, other: { readonly has: (name: string) => boolean }): void => {
    if (other.has(name)) throw defect(fullName(name), "is both a parameter and a buffer");
  };
  const backend: ScopeBackend = {
    training: true,
    parameter: (name, shape, initialiser) => {
      exclusive(name, buffers);
      return parameters.ask(name, shape, initialiser);
    },
    buffer: (name, shape, initialiser) => {
      exclusive(name, parameters);
      return buffers.ask(name, shape, initialiser);
    },
    updateBuffer: (name) => {
      if (!buffers.has(name)) throw defect(fullName(name), "is updated, but the network has no such buffer");
    },
    noise: (kind, shape) => input(`noise ${kind}`, shape),
  };
  return {
    call: (network, inputs) => network(scopeOver(backend), ...inputs),
    tensors: () => ({ parameters: parameters.specs(), buffers: buffers.specs() }),
  };
}

/** What a network keeps, from one call on inputs of these shapes. @throws E113 */
export function collectNetwork(network: Network, inputs: readonly Node[]): NetworkTensors {
  const { call, tensors } = collector();
  call(network, inputs);
  return tensors();
}

/** A network's output over given tensors. @throws E113 for a name that is not there or has another shape */
export function callNetwork(network: Network, call: NetworkCall): NetworkResult {
  const updates = new Map<string, Node>();
  const take = (kind: string, nodes: NodesByName, name: string, shape: Shape): Node => {
    const node = nodes[name];
    if (node === undefined) throw defect(name, `the network has no such ${kind}`);
    if (sameShape(node.shape, shape)) return node;
    throw defect(name, `asked for as a ${kind} of shape [${shape.join(", ")}], but it has [${node.shape.join(", ")}]`);
  };
  const backend: ScopeBackend = {
    training: call.training,
    parameter: (name, shape) => take("parameter", call.parameters, name, shape),
    buffer: (name, shape) => updates.get(name) ?? take("buffer", call.buffers, name, shape),
    updateBuffer: (name, value) => {
      take("buffer", call.buffers, name, value.shape);
      updates.set(name, value);
    },
    noise: call.noise,
  };
  return { output: network(scopeOver(backend), ...call.inputs), bufferUpdates: Object.fromEntries(updates) };
}
