/** @file `stacked-mnist`: made from MNIST, which is found, or downloaded, as `mnist` is. */
import { GantryError } from "../base/error.ts";
import type { ImageChannels } from "./channels.ts";
import type { Dataset } from "./dataset.ts";
import { type KnownOptions, openKnown } from "./known.node.ts";
import { type KnownSet, knownSets } from "./known-sets.ts";
import { stackedDataset } from "./stacked.ts";

export const stackedMnist: { readonly name: string; readonly summary: { readonly en: string; readonly zh: string } } = {
  name: "stacked-mnist",
  summary: {
    en: "three MNIST digits in red, green and blue: 1,000 modes, 128,000 items",
    zh: "红、绿、蓝三个通道各一个 MNIST 数字：1,000 个模式，128,000 个样本",
  },
};

/** Triples drawn from each part unless asked otherwise. */
const COUNTS: Readonly<Record<KnownOptions["split"], number>> = { train: 128_000, test: 26_000 };

export interface StackedMnistOptions extends Omit<KnownOptions, "channels"> {
  readonly channels?: ImageChannels;
  readonly count?: number;
  readonly seed?: number;
}

/** @throws E332 for other than 3 channels, and what `openKnown` throws */
export async function openStackedMnist({
  count,
  seed = 0,
  channels = 3,
  ...options
}: StackedMnistOptions): Promise<Dataset> {
  const { name } = stackedMnist;
  if (channels !== 3) throw new GantryError("E332", { name, got: channels });
  const mnist = knownSets.find((set) => set.name === "mnist") as KnownSet;
  const digits = await openKnown(mnist, options);
  return stackedDataset(digits, { name, count: count ?? COUNTS[options.split], seed });
}
