/** @file Whether a network treats each example by itself, so that two batches of it may be computed as one. */
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { keepsRowsApart } from "../graph/rows.ts";
import { type Network, scopeOver } from "./scope.ts";

/**
 * A network that writes buffers sees the batch even where its output does not.
 *
 * @param shape of one batch, the batch first @returns `false` too where it cannot be told
 */
export function isRowwise(network: Network, shape: Shape): boolean {
  const x = input("x", [2, ...shape.slice(1)]);
  const noise: Node[] = [];
  let written = false;
  const scope = scopeOver({
    training: true,
    parameter: (name, size) => input(name, size),
    buffer: (name, size) => input(name, size),
    updateBuffer: () => {
      written = true;
    },
    noise: (_, size) => {
      const drawn = input(`noise ${noise.length}`, size);
      noise.push(drawn);
      return drawn;
    },
  });
  const output = network(scope, x);
  return !written && keepsRowsApart(output, [x, ...noise]);
}
