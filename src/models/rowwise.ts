/** @file Whether a network treats each example by itself, so that two batches of it may be computed as one. */
import type { Shape } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { keepsRowsApart } from "../graph/rows.ts";
import { type Network, scopeOver } from "./scope.ts";

/**
 * Looks at the network on two batches, as it would be called: on another number of examples, groups may happen to be of
 * one example each. A network that writes to a buffer what follows from the batch sees it even where its output does
 * not; what follows from no row (spectral norm's u) may be written: one call on both batches then writes it once.
 *
 * @param shapes of one batch of each input, the batch first
 * @returns `false` too where it cannot be told, as for a network that takes batches of one size alone
 */
export function isRowwise(network: Network, ...shapes: readonly Shape[]): boolean {
  const batches = shapes.map(([count, ...example], i) => input(`x${i}`, [2 * (count as number), ...example]));
  try {
    return keepsExamplesApart(network, batches);
  } catch {
    return false; // what is wrong with it, if anything, its own call says
  }
}

function keepsExamplesApart(network: Network, batches: readonly Node[]): boolean {
  const noise: Node[] = [];
  const written: Node[] = [];
  const scope = scopeOver({
    training: true,
    parameter: (name, size) => input(name, size),
    buffer: (name, size) => input(name, size),
    updateBuffer: (_, value) => {
      written.push(value);
    },
    noise: (_, size) => {
      const drawn = input(`noise ${noise.length}`, size);
      noise.push(drawn);
      return drawn;
    },
  });
  const output = network(scope, ...batches);
  const rows = [...batches, ...noise];
  return !topologicalOrder(written).some((node) => rows.includes(node)) && keepsRowsApart(output, rows);
}
