/** @file A picture of one item: as the networks see it, as D may be shown it, or as its file has it. */
import { randomSource, sizeOf } from "gantry/base";
import type { Crop, Dataset, ImageChannels } from "gantry/data";
import { decodeImage, loadSharp, type SharpFactory } from "gantry/data/node";
import { diffAugment } from "gantry/game";
import { constant, input } from "gantry/graph";
import { evaluate } from "gantry/runtime";
import { composeGrid } from "gantry/views";
import { encodePng } from "gantry/views/node";
import { itemFile } from "./item-file.ts";

export interface PictureAsked {
  readonly index: number;
  /** Which draw of the augmentation; null for none. */
  readonly augment: number | null;
  /** Which square of the file; null: as the run has it. */
  readonly crop: Crop | null;
  /** The file as it is, small enough to be looked at. */
  readonly original: boolean;
}

/** What the run says of how D sees its data. */
export interface Seen {
  readonly seed: number;
  readonly policy: string;
  readonly flip: boolean;
  /** Whether DiffAugment is applied. */
  readonly augments: boolean;
}

/** @returns a PNG, or null for an item that there is not, or no more @throws E112, E315, E616 */
export async function pictureOf(
  dataset: Dataset,
  root: string | null,
  asked: PictureAsked,
  seen: Seen,
): Promise<Uint8Array | null> {
  if (dataset.kind !== "images" || asked.index >= dataset.count) return null;
  if (asked.original || asked.crop !== null) return fromFile(dataset, root, asked);
  const size = sizeOf(dataset.shape);
  const item = new Float32Array(size);
  dataset.read([asked.index], item);
  const shown = asked.augment === null ? item : augmented(item, dataset.shape, asked.index, asked.augment, seen);
  return pngOf(shown, dataset.shape);
}

const pngOf = (item: Float32Array, shape: readonly number[]): Uint8Array =>
  encodePng(composeGrid(item, [1, ...shape], { columns: 1, padding: 0 }));

/** The run's own augmentation at full strength, with numbers that follow from the run's seed, the item and the draw. */
function augmented(
  item: Float32Array,
  shape: readonly number[],
  index: number,
  draw: number,
  { seed, policy, flip, augments }: Seen,
): Float32Array {
  const random = randomSource({ seed, stream: `studio/augment/${index}`, counter: draw });
  const turned = flip && random.below(2) === 1 ? mirrored(item, shape) : item;
  if (!augments) return turned;
  const view = diffAugment({ policy });
  const batch = [1, ...shape];
  const wanted = Object.entries(view.inputs(batch));
  const draws = Object.fromEntries(wanted.map(([name, spec]) => [name, input(name, spec.shape)]));
  const seen = view.apply(input("x", batch), draws, { augment: constant(1) });
  const feeds = wanted.map(([name, spec]) => {
    const data = Array.from({ length: sizeOf(spec.shape) }, () => random.uniform());
    return [name, { shape: spec.shape, data }] as const;
  });
  const [result] = evaluate([seen], { x: { shape: batch, data: turned }, ...Object.fromEntries(feeds) });
  return Float32Array.from(result?.data ?? []);
}

function mirrored(item: Float32Array, shape: readonly number[]): Float32Array {
  const width = shape[2] as number;
  return item.map((_, i) => item[i - (i % width) + (width - 1 - (i % width))] as number);
}

const THUMBNAIL = 512;

/** Null where the file is gone since, or written over by what is no picture. @throws E315, E616 */
async function fromFile(
  { files, shape }: Dataset,
  root: string | null,
  asked: PictureAsked,
): Promise<Uint8Array | null> {
  const bytes = await itemFile(files?.[asked.index], root);
  if (bytes === null) return null;
  const sharp = await loadSharp();
  try {
    if (asked.crop !== null) return await croppedOf(sharp, bytes, shape, asked.crop);
    const picture = sharp(bytes, { autoOrient: true, failOn: "none" });
    return await picture.resize(THUMBNAIL, THUMBNAIL, { fit: "inside", withoutEnlargement: true }).png().toBuffer();
  } catch {
    return null;
  }
}

async function croppedOf(
  sharp: SharpFactory,
  bytes: Uint8Array,
  shape: readonly number[],
  crop: Crop,
): Promise<Uint8Array> {
  const [channels, size] = shape as [ImageChannels, number];
  const levels = await decodeImage(sharp, bytes, { size, channels, crop });
  return pngOf(
    Float32Array.from(levels, (level) => level / 127.5 - 1),
    shape,
  );
}
