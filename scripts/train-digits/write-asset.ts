/** @file The trained parameters as the module that ships them. */
import type { NamedTensor } from "../../src/base/safetensors.ts";
import { digitsParameters } from "../../src/features/digits-asset.ts";
import { bitsOfHalf } from "../../src/features/half-bits.ts";

/** As `decodedDigits` reads it. @param tensors the network's parameters, in any order */
export function encodedDigits(tensors: readonly NamedTensor[]): string {
  const byName = new Map(tensors.map(({ name, data }) => [name, data]));
  const bits = digitsParameters().flatMap(({ name }) => Array.from(byName.get(name) ?? [], bitsOfHalf));
  const bytes = Buffer.alloc(2 * bits.length);
  for (const [i, half] of bits.entries()) bytes.writeUInt16LE(half, 2 * i);
  return bytes.toString("base64");
}

/** @param facts how it was trained and what it is worth, for the file's head */
export const assetModule = (text: string, facts: string): string =>
  `/** @file The digits network's parameters (\`digits-asset.ts\`), written by \`npm run train:digits\`: ${facts}. */\n\n` +
  `export const digitsWeights: string =\n  "${text}";\n`;
