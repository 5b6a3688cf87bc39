/**
 * @file Loss scaling: gradients that float16 would lose are made larger while they are computed.
 *
 * Float16 ends at 6e-8, and many gradients lie below. So a phase minimises s·loss, all derivatives come out s times as
 * large, and are divided by s in float32 before anything is done with them. s is a power of two, so nothing is rounded.
 *
 *   where a gradient is not finite:  θ and the optimiser's memory stay, s ← max(s/2, 1), c ← 0, skipped ← skipped + 1
 *   else:                            the update, c ← c + 1; after `GROWTH_INTERVAL` in a row s ← 2s, c ← 0
 *
 * A gradient that is not finite while s > 1 says that s was too large, and that is all: the update is left out, and what
 * is watched stays finite. At s = 1 there is nothing left to lower; then it is shown, and the run goes back as from any
 * step that diverged.
 *
 * Micikevicius et al., "Mixed precision training", 2018, https://arxiv.org/abs/1710.03740; the constants are those of
 * PyTorch's GradScaler. s, c and the count are slots of the optimiser, so checkpoints hold them and a resume is exact.
 */
import type { Node } from "../graph/node.ts";
import { add, greater, maximum, minimum, mul, select } from "../graph/primitives.ts";
import type { Optimiser, OptimiserOutputs } from "./optimiser.ts";

/** The slots that a scaled optimiser has beside its own, all `[]`. */
export const SCALE_SLOT = "lossScale";
export const SKIPPED_SLOT = "skippedUpdates";
const CLEAN_SLOT = "cleanUpdates";

export const FIRST_SCALE: number = 2 ** 16;
export const LARGEST_SCALE: number = 2 ** 24;
export const GROWTH_INTERVAL = 2000;

/** A norm below it is finite, and so is all that it was taken of. */
const FINITE_LIMIT = 3e38;

/** The same optimiser, for gradients of a loss that its phase scales by `SCALE_SLOT` and unscales. */
export function withLossScale(optimiser: Optimiser): Optimiser {
  return {
    ...optimiser,
    slots: (size) => ({
      ...optimiser.slots(size),
      [SCALE_SLOT]: { shape: [], initial: FIRST_SCALE },
      [CLEAN_SLOT]: { shape: [], initial: 0 },
      [SKIPPED_SLOT]: { shape: [], initial: 0 },
    }),
    update: (inputs) => {
      const { [SCALE_SLOT]: scale, [CLEAN_SLOT]: clean, [SKIPPED_SLOT]: skipped, ...own } = inputs.state;
      const finite = isBounded(inputs.gradientNorm);
      const before: OptimiserOutputs = { parameters: inputs.parameters, state: own };
      const { parameters, state } = chosen(finite, optimiser.update({ ...inputs, state: own }), before);
      const moved = movedScale(finite, scale as Node, clean as Node);
      return { parameters, state: { ...state, ...moved, [SKIPPED_SLOT]: counted(skipped as Node, finite) } };
    },
  };
}

const isBounded = (norm: Node): Node => greater(FINITE_LIMIT, norm); // a NaN is not smaller either

/** ‖g‖ as it is shown: 0 for an update that was left out because the scale was too large. */
export const shownNorm = (norm: Node, scale: Node): Node =>
  select(isBounded(norm), norm, select(greater(scale, 1), 0, norm));

/** The update where it is wanted, else everything as it was. */
function chosen(finite: Node, after: OptimiserOutputs, before: OptimiserOutputs): OptimiserOutputs {
  const names = Object.keys(after.state);
  return {
    parameters: select(finite, after.parameters, before.parameters),
    state: Object.fromEntries(
      names.map((name) => [name, select(finite, after.state[name] as Node, before.state[name] as Node)]),
    ),
  };
}

const counted = (skipped: Node, finite: Node): Node => add(skipped, select(finite, 0, 1));

function movedScale(finite: Node, scale: Node, clean: Node): Readonly<Record<string, Node>> {
  const grows = greater(clean, GROWTH_INTERVAL - 1.5); // this update is the last of the interval
  const grown = select(grows, minimum(mul(scale, 2), LARGEST_SCALE), scale);
  const lowered = maximum(mul(scale, 0.5), 1);
  return {
    [SCALE_SLOT]: select(finite, grown, lowered),
    [CLEAN_SLOT]: select(finite, select(grows, 0, add(clean, 1)), 0),
  };
}
