/**
 * @file What a sampler is asked for: latents of a seed, and of a conditional game which class and which attributes.
 *
 * Unless it is told, what it draws is to be looked at: classes go round, a row of the grid each, and each row walks one
 * attribute from the least to the most there is, from one latent, the other attributes at their mean.
 */
import type { Attribute } from "../base/attribute.ts";
import { permutation } from "../base/random.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import { rowsAt } from "../data/attributes.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Game, GameInput } from "../game/game.ts";
import { attributeRows, type Conditions } from "../runtime/asked.ts";
import { samplerInputShape } from "../steps/sampler.ts";
import type { GridRow } from "../store/run-record.ts";
import { noiseTensor } from "./feeds.ts";

export interface Asked {
  /** How many classes the labels go round; 1 by default. */
  readonly classes?: number;
  /** One class for all. */
  readonly label?: number | undefined;
  /** Attributes of all, or of each, by name and in the data's units; those not named at the data's mean. */
  readonly attributes?: Conditions["attributes"];
  /**
   * Data whose attributes are asked for, and with them their classes: each sample those of an item that the seed
   * chooses, so that samples are as varied as the data.
   */
  readonly like?: Pick<Dataset, "count" | "labels" | "attributes"> | undefined;
}

/** Whether a game's sampler is told attributes. */
export const samplesAttributes = (game: Game): boolean => walkedBy(game).length > 0;

/** The attributes that the rows of a grid walk, one after the other; none where it is told none. */
const walkedBy = ({ sampler, inputs }: Game): readonly string[] =>
  sampler.inputs.flatMap((name) => {
    const source = inputs[name];
    return source?.kind === "attributes" ? source.columns.map((column) => column.name) : [];
  });

/**
 * What each row of a grid of `count` is asked for, where nobody says: `samplerInputs` in words; none where a game is told
 * nothing. @param classes their names, of data that have them
 */
export function rowsAsked({ sampler, inputs }: Game, count: number, classes: readonly string[] = []): GridRow[] {
  const sources = sampler.inputs.map((name) => inputs[name]);
  const columns = sources.flatMap((source) => (source?.kind === "attributes" ? source.columns : []));
  const [names] = sources.flatMap((source) => {
    if (source?.kind === "categorical") return [Array.from({ length: source.classes }, (_, i) => String(i))];
    return source?.kind === "labels" && classes.length > 0 ? [classes] : [];
  });
  if (columns.length === 0 && names === undefined) return [];
  return Array.from({ length: rowOf(count - 1, count) + 1 }, (_, row) => {
    const walk = columns[row % Math.max(1, columns.length)];
    const label = Math.floor(row / Math.max(1, columns.length));
    return {
      ...(names !== undefined && { class: names[label % names.length] as string }),
      ...(walk && { attribute: walk.name, from: walk.min, to: walk.max }),
    };
  });
}

/**
 * What the sampler is fed for `count` samples of a seed. The first k of n are those of k, but in grids: those are as
 * wide as they are high.
 */
export function samplerInputs(game: Game, seed: number, count: number, asked: Asked = {}): Record<string, Tensor> {
  const walks = asked.attributes === undefined && asked.like?.attributes === undefined;
  const latents = walks && samplesAttributes(game) ? walkedLatents(game, count) : null;
  const items = asked.like === undefined ? null : itemsLike(asked.like, asked.label, seed, count);
  const inputOf = (name: string): Tensor => {
    const source = game.inputs[name] as GameInput;
    const shape = samplerInputShape(game, name, count);
    switch (source.kind) {
      case "labels":
      case "categorical":
        return tensor("int32", shape, labelsFor(source, count, asked, { latents, items }));
      case "attributes":
        return floatTensor(shape, attributesFor(source.columns, count, asked, items));
      case "data":
        return floatTensor(shape, new Float32Array(sizeOf(shape)));
      default: {
        const noise = noiseTensor({ ...source, shape }, { seed, stream: `sample/${name}`, counter: 0 });
        return latents === null ? noise : rowsOf(noise, shape, latents);
      }
    }
  };
  return Object.fromEntries(game.sampler.inputs.map((name) => [name, inputOf(name)]));
}

/** Rows of a grid that is as wide as it is high. */
const rowOf = (index: number, count: number): number => Math.floor(index / Math.ceil(Math.sqrt(count)));

/** Which latent, and which class in turn, each sample of a walk has: after each attribute was walked, the next. */
function walkedLatents(game: Game, count: number): readonly number[] {
  const width = walkedBy(game).length;
  return Array.from({ length: count }, (_, i) => Math.floor(rowOf(i, count) / width));
}

/** Of each sample the latent of its walk, and the item of the data that it is like; null where there is none. */
interface Places {
  readonly latents: readonly number[] | null;
  readonly items: Uint32Array | null;
}

function labelsFor(
  source: Extract<GameInput, { kind: "labels" | "categorical" }>,
  count: number,
  { classes = 1, label, like }: Asked,
  { latents, items }: Places,
): Int32Array<ArrayBuffer> {
  const known = source.kind === "categorical" ? source.classes : classes;
  const inTurn = (i: number): number => (latents === null ? rowOf(i, count) : (latents[i] as number)) % known;
  const ofItem = (i: number): number | undefined => (items === null ? undefined : like?.labels?.[items[i] as number]);
  return Int32Array.from({ length: count }, (_, i) => label ?? ofItem(i) ?? inTurn(i));
}

function attributesFor(
  columns: readonly Attribute[],
  count: number,
  { attributes, like }: Asked,
  items: Uint32Array | null,
): Float32Array<ArrayBuffer> {
  if (attributes !== undefined) return attributeRows(columns, attributes, count);
  const values = new Float32Array(count * columns.length);
  if (like?.attributes !== undefined && items !== null) {
    rowsAt(like.attributes, items, values);
    return values;
  }
  const side = Math.ceil(Math.sqrt(count));
  for (let i = 0; i < count; i += 1) {
    values.set(
      walked(columns, rowOf(i, count) % columns.length, (i % side) / Math.max(1, side - 1)),
      i * columns.length,
    );
  }
  return values;
}

/** All at their mean, but one: so far on the way from its least to its most. @param share 0 … 1 */
const walked = (columns: readonly Attribute[], which: number, share: number): number[] =>
  columns.map(({ min, max, mean }, i) => (i === which ? min + (max - min) * share : mean));

/**
 * Items whose attributes samples are asked for: all of the data before one comes again. @param label of those alone
 * that have it
 */
export function itemsLike(
  { count: all, labels }: Pick<Dataset, "count" | "labels">,
  label: number | undefined,
  seed: number,
  count: number,
): Uint32Array {
  const order = permutation({ seed, stream: "sample/like", counter: 0 }, all);
  const asked = label === undefined || labels === undefined ? order : order.filter((item) => labels[item] === label);
  const from = asked.length === 0 ? order : asked;
  return Uint32Array.from({ length: count }, (_, i) => from[i % from.length] as number);
}

function rowsOf({ data }: Tensor, shape: Shape, rows: readonly number[]): Tensor {
  const size = sizeOf(shape.slice(1));
  const out = new Float32Array(sizeOf(shape));
  rows.forEach((row, i) => {
    out.set((data as Float32Array).subarray(row * size, (row + 1) * size), i * size);
  });
  return floatTensor(shape, out);
}
