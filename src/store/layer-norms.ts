/**
 * @file The lines of `layers.jsonl`: how large each tensor of each player is, and how large its gradients have been of
 * late. They follow from the names of a state's tensors alone, so games of anybody's own have them as well.
 *
 *   weight:G.hidden0.weight     ‖w‖ = √Σ w²
 *   gradient:G.hidden0.weight   √Σ E[g²], E the optimiser's own running mean: Adam's v / c₂, RMSProp's s
 *
 * √Σ E[g²] is the root of the running mean of ‖g‖². An optimiser that keeps no squares (SGD, momentum) leaves the second
 * kind out. RMSProp keeps no weight of its mean, so it begins at 0 and is right after some 1/(1 − α) updates.
 */
import type { NamedTensor } from "../base/safetensors.ts";

export const weightColumn = (tensor: string): string => `weight:${tensor}`;
export const gradientColumn = (tensor: string): string => `gradient:${tensor}`;

/** How a column follows from a state: √(Σ x² or Σ x, over a scalar). */
export interface NormRule {
  /** As the columns have it: `G.hidden0.weight`. */
  readonly tensor: string;
  readonly kind: "weight" | "gradient";
  /** The state's tensor to be summed. */
  readonly source: string;
  /** The state's tensor to be divided by; null for none. */
  readonly over: string | null;
}

/** Slots that hold running squares of gradients, and the slot of the weights that they sum up to, if there is one. */
const SQUARES = [
  { slot: "squareSum", over: "squareWeight" },
  { slot: "square", over: null },
] as const;

const PARAMETERS = /^([^.]+)\.parameters\.(.+)$/;

/** @param names of a state's tensors @returns a rule for each column that can be had, in the order of the names */
export function normRules(names: readonly string[]): NormRule[] {
  const known = new Set(names);
  return names.flatMap((source): NormRule[] => {
    const [, player, name] = PARAMETERS.exec(source) ?? [];
    if (player === undefined || name === undefined) return [];
    const tensor = `${player}.${name}`;
    const squares = SQUARES.find(({ slot }) => known.has(`${player}.optimiser.${slot}.${name}`));
    const weight: NormRule = { tensor, kind: "weight", source, over: null };
    if (squares === undefined) return [weight];
    const over = squares.over === null ? null : `${player}.optimiser.${squares.over}`;
    return [weight, { tensor, kind: "gradient", source: `${player}.optimiser.${squares.slot}.${name}`, over }];
  });
}

/** Σ x², or Σ x, in float64. */
export function sumFor({ kind }: Pick<NormRule, "kind">, data: ArrayLike<number>): number {
  let sum = 0;
  if (kind === "weight") for (let i = 0; i < data.length; i += 1) sum += (data[i] as number) ** 2;
  else for (let i = 0; i < data.length; i += 1) sum += data[i] as number;
  return sum;
}

/** @param over the scalar of the rule's `over`, 1 where it has none; 0 before the first update */
export const normFrom = (sum: number, over: number): number => (over === 0 ? 0 : Math.sqrt(sum / over));

/** The columns of a state. @returns numbers by column */
export function layerNorms(tensors: readonly NamedTensor[]): Record<string, number> {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor.data]));
  const rules = normRules([...byName.keys()]);
  return Object.fromEntries(
    rules.map((rule) => {
      const over = rule.over === null ? 1 : ((byName.get(rule.over)?.[0] as number | undefined) ?? 1);
      const value = normFrom(sumFor(rule, byName.get(rule.source) as ArrayLike<number>), over);
      return [rule.kind === "weight" ? weightColumn(rule.tensor) : gradientColumn(rule.tensor), value];
    }),
  );
}
