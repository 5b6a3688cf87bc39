/**
 * @file A program: a graph with named results, ready to be lowered or interpreted.
 *
 * `updates` are the new values of state: the runtime puts them where it read the input of the same name, so state never
 * needs to visit the host. `outputs` are what the host wants to see.
 */
import { GantryError } from "../base/error.ts";
import { type Node, topologicalOrder } from "./node.ts";

export interface Program {
  readonly name: string;
  readonly outputs: Readonly<Record<string, Node>>;
  readonly updates: Readonly<Record<string, Node>>;
}

/** What the program must be fed, by name: state and inputs alike. @throws E113 when one name stands for two values */
export function inputsOf(program: Program): ReadonlyMap<string, Node> {
  const inputs = new Map<string, Node>();
  for (const node of topologicalOrder(resultsOf(program))) {
    if (node.op.kind !== "input") continue;
    const other = inputs.get(node.op.name);
    if (other !== undefined && other !== node) {
      throw new GantryError("E113", {
        where: program.name,
        problem: `two different inputs are called "${node.op.name}"`,
      });
    }
    inputs.set(node.op.name, node);
  }
  return inputs;
}

/** All results: outputs first, then updates, each in the order they were given. */
export function resultsOf({ outputs, updates }: Program): Node[] {
  return [...Object.values(outputs), ...Object.values(updates)];
}

/** The same program over other nodes: what a pass gives back. `results` as `resultsOf` orders them. */
export function withResults(program: Program, results: readonly Node[]): Program {
  let next = 0;
  const take = (record: Readonly<Record<string, Node>>): Record<string, Node> =>
    Object.fromEntries(
      Object.keys(record).map((name) => {
        const node = results[next] as Node;
        next += 1;
        return [name, node];
      }),
    );
  return { name: program.name, outputs: take(program.outputs), updates: take(program.updates) };
}
