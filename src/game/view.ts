/**
 * @file What stands between a batch and D: augmentation, noise. Real and generated batches go through the same views,
 * each with draws of its own, in D's phase and in G's, so that D cannot tell them by it and G learns through it.
 */
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import type { Control, GameInput, Nodes } from "./game.ts";

export interface View {
  readonly name: string;
  /** What it draws for one batch of `shape`, by names of its own. */
  readonly inputs: (shape: Shape) => Readonly<Record<string, GameInput>>;
  /** Controls that it goes by; they are the game's. */
  readonly controls?: Readonly<Record<string, Control>>;
  /** The most that they may be set to, see `Game`. */
  readonly limits?: Readonly<Record<string, number>>;
  /** @param x a batch @param draws by the names of `inputs` @returns a batch of the same shape */
  readonly apply: (x: Node, draws: Nodes, controls: Nodes) => Node;
}

/** Whose batch it is. */
export type Side = "real" | "fake";

const nameOf = (side: Side, { name }: View, draw: string): string => `${side}.${name}.${draw}`;

/** The game inputs of all views, for both sides. @param shape of a batch */
export function viewInputs(views: readonly View[], shape: Shape): Record<string, GameInput> {
  const entries = views.flatMap((view) =>
    (["real", "fake"] as const).flatMap((side) =>
      Object.entries(view.inputs(shape)).map(([draw, input]) => [nameOf(side, view, draw), input] as const),
    ),
  );
  return Object.fromEntries(entries);
}

export const viewControls = (views: readonly View[]): Record<string, Control> =>
  Object.assign({}, ...views.map(({ controls = {} }) => controls));

export const viewLimits = (views: readonly View[]): Record<string, number> =>
  Object.assign({}, ...views.map(({ limits = {} }) => limits));

/** A batch as D is shown it: through all views, in their order. */
export function seenThrough(
  views: readonly View[],
  side: Side,
  x: Node,
  { inputs, controls }: { readonly inputs: Nodes; readonly controls: Nodes },
): Node {
  return views.reduce((seen, view) => {
    const names = Object.keys(view.inputs(seen.shape));
    const draws = Object.fromEntries(names.map((draw) => [draw, inputs[nameOf(side, view, draw)] as Node]));
    return view.apply(seen, draws, controls);
  }, x);
}
