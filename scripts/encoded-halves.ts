/** @file Trained parameters as the text that `half-weights.ts` reads. */
import { bitsOfHalf } from "../src/base/half-bits.ts";
import type { WeightSpec } from "../src/features/half-weights.ts";

/** @param parameters what the network asks for, in its order @param values each one's, in any order */
export function encodedHalves(
  parameters: readonly WeightSpec[],
  values: ReadonlyMap<string, ArrayLike<number>>,
): string {
  const bits = parameters.flatMap(({ name }) => Array.from(values.get(name) ?? [], bitsOfHalf));
  const bytes = Buffer.alloc(2 * bits.length);
  for (const [i, half] of bits.entries()) bytes.writeUInt16LE(half, 2 * i);
  return bytes.toString("base64");
}
