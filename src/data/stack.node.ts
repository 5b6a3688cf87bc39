/** @file Images that came decoded, as arrays: cropped, resized and converted as asked, then a dataset. */
import { createHash } from "node:crypto";
import { convertChannels, type ImageChannels } from "./channels.ts";
import { DEFAULT_CROP } from "./crops.ts";
import type { DataProblem, Dataset } from "./dataset.ts";
import { type Choice, chooseSize } from "./image-choice.ts";
import { imageSet } from "./images.ts";
import { dataProblem } from "./problem.ts";
import { type ImageStack, resizeStack } from "./resample.ts";

export interface StackOptions {
  readonly name: string;
  readonly stack: ImageStack;
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  readonly size?: number;
  readonly channels?: ImageChannels;
  readonly problems?: readonly DataProblem[];
}

/** Wraps decoded images as a dataset. A size that recipes have nets for is kept, unless `size` says otherwise. */
export function stackDataset({ name, stack, labels, classes, problems = [], ...asked }: StackOptions): Dataset {
  const count = stack.pixels.length / (stack.channels * stack.height * stack.width);
  const { value: size, note } = sizeFor(stack, asked.size);
  const channels = asked.channels ?? stack.channels;
  const { pixels } =
    channels > stack.channels // the cheaper order: fewer planes are resized
      ? withChannels(resizeStack(stack, size), channels)
      : resizeStack(withChannels(stack, channels), size);
  const shape = [channels, size, size] as const;
  const known = labels && { labels, classes: classes ?? classNames(labels) };
  return imageSet({
    name,
    shape,
    count,
    pixels,
    fingerprint: fingerprintOf(shape, pixels, labels),
    problems,
    notes: [note, dataProblem(asked.channels === undefined ? "N310" : "N309", { channels })],
    sources: [{ width: stack.width, height: stack.height, channels: stack.channels, count }],
    ...known,
  });
}

function sizeFor({ height, width, channels }: ImageStack, asked: number | undefined): Choice<number> {
  const header = { height, width, channels, grey: channels === 1, transparent: channels === 4 };
  const choice = chooseSize([header], DEFAULT_CROP, asked);
  const same = asked === undefined && choice.value === height && choice.value === width;
  return same ? { value: height, note: dataProblem("N305", { size: height }) } : choice;
}

function withChannels(stack: ImageStack, channels: ImageChannels): ImageStack {
  const area = stack.height * stack.width;
  return { ...stack, channels, pixels: convertChannels(stack.pixels, { from: stack.channels, to: channels, area }) };
}

/** "0", "1", … as far as the labels go. */
export function classNames(labels: Int32Array): string[] {
  return Array.from({ length: labels.reduce((most, label) => Math.max(most, label), -1) + 1 }, (_, i) => String(i));
}

/** SHA-256 of the shape, the items' bytes and the labels. */
export function fingerprintOf(shape: readonly number[], items: Uint8Array | Float32Array, labels?: Int32Array): string {
  const hash = createHash("sha256").update(`[${shape.join()}]`).update(bytesOf(items));
  if (labels !== undefined) hash.update(bytesOf(labels));
  return hash.digest("hex");
}

const bytesOf = (array: Uint8Array | Float32Array | Int32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
