/** @file The trained parameters as the module that ships them. */
import type { NamedTensor } from "../../src/base/safetensors.ts";
import { digitsParameters } from "../../src/features/digits-asset.ts";
import { encodedHalves } from "../encoded-halves.ts";

/** @param tensors the network's parameters, in any order */
export const encodedDigits = (tensors: readonly NamedTensor[]): string =>
  encodedHalves(digitsParameters(), new Map(tensors.map(({ name, data }) => [name, data])));

/** @param facts how it was trained and what it is worth, for the file's head */
export const assetModule = (text: string, facts: string): string =>
  `/** @file The digits network's parameters (\`digits-asset.ts\`), written by \`npm run train:digits\`: ${facts}. */\n\n` +
  `export const digitsWeights: string =\n  "${text}";\n`;
