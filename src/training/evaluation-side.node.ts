/**
 * @file One side of an evaluation: what is to be measured (a run's checkpoint, a generator's file, a folder, an array),
 * or what it is measured against. Each can be read by index.
 */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import { type Attributes, columnsOf, rowsAt } from "../data/attributes.ts";
import type { Dataset, Modes } from "../data/dataset.ts";
import { readRaw } from "../data/files.node.ts";
import { listDatasets, type OpenOptions, openDataset } from "../data/open.node.ts";
import type { ItemSource } from "../features/extract.ts";
import type { Conditions } from "../runtime/asked.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import type { Generator } from "../runtime/generator.ts";
import { openRun, type RunFolder } from "../store/open-run.node.ts";
import { RUN_FILE } from "../store/run-files.ts";
import { runGenerator } from "./export.node.ts";
import { itemsLike } from "./sampler-inputs.ts";

/** Something that can be compared. */
export interface Side extends ItemSource {
  readonly name: string;
  readonly kind: "images" | "points";
  /** SHA-256 of what it is; null for what is drawn anew. */
  readonly fingerprint: string | null;
  /** How many classes its labels tell; 0 for none. */
  readonly classes: number;
  readonly classNames?: readonly string[];
  readonly labels?: Int32Array;
  /** Of its items, where they were asked for. */
  readonly attributes?: Attributes;
  readonly modes?: Modes;
}

/** What draws samples. */
export interface SampleMaker {
  readonly name: string;
  /** Of a checkpoint; null for a file. */
  readonly step: number | null;
  /** `[C, H, W]` or `[D]` */
  readonly shape: readonly number[];
  /** The attributes it is told, by name; none where it is told none. */
  readonly attributes: readonly string[];
  /**
   * The first k of n samples of a seed are those of k.
   * @param real the data: a conditional generator goes round those of its classes that the data name, or round all of
   * its own where the data have others or none; one that is told attributes is asked for those of the data's items, and
   * for their classes if they have any
   */
  readonly draw: (n: number, seed: number, real: Side) => Promise<Side>;
  readonly release: () => Promise<void>;
}

/** What a source names. */
export type Source =
  | { readonly kind: "run"; readonly run: RunFolder }
  | { readonly kind: "generator"; readonly file: string }
  | { readonly kind: "set"; readonly spec: string };

/**
 * A run (folder, number, beginning of a name), a generator's `.onnx` file, or data in any form that can be trained on;
 * of a name that both a run and a data set have, the run.
 * @throws E504, E505, E513 for a run that is none
 */
export async function sourceOf(text: string, root: string): Promise<Source> {
  if (text.toLowerCase().endsWith(".onnx")) return { kind: "generator", file: text };
  const found = await stat(text).catch(() => null);
  if (found?.isDirectory() === true && !existsSync(join(text, RUN_FILE))) return { kind: "set", spec: text };
  if (found?.isFile() === true) return { kind: "set", spec: text };
  try {
    return { kind: "run", run: await openRun(text, { root }) };
  } catch (error) {
    if (listDatasets().some(({ name }) => name === text)) return { kind: "set", spec: text };
    throw error;
  }
}

/** @throws E123 for a file that is no generator, E322 E323 for one that cannot be read */
export async function makerOfFile(file: string): Promise<SampleMaker> {
  return makerOf(await openGenerator(await readRaw(file), file), file, null);
}

/** @throws E510, E514 no such checkpoint, E517 none yet */
export async function makerOfRun(run: RunFolder, checkpoint: "last" | "best" | number): Promise<SampleMaker> {
  const { bytes, step } = await runGenerator(run.path, { checkpoint });
  return makerOf(await openGenerator(bytes, run.name), run.name, step);
}

function makerOf(generator: Generator, name: string, step: number | null): SampleMaker {
  const { sampleShape: shape } = generator;
  return {
    ...{ name, step, shape, attributes: (generator.attributes ?? []).map((column) => column.name) },
    draw: async (n, seed, real) =>
      sideOfSamples(name, await generator.generate(generator.z(n, seed), conditionsLike(generator, real, n, seed))),
    release: () => generator.release(),
  };
}

function conditionsLike(generator: Generator, real: Side, n: number, seed: number): Conditions {
  const round = classesLike(generator, real);
  const inTurn = Int32Array.from({ length: n }, (_, i) => round[i % round.length] as number);
  if (generator.attributes === null) return { label: inTurn };
  const items = itemsLike(real, undefined, seed, n);
  const [known, labels] = [real.attributes, real.labels];
  const label = labels === undefined ? inTurn : Int32Array.from(items, (item) => labels[item] as number);
  return { label, attributes: known && columnsOf({ ...known, values: rowsAt(known, items) }) };
}

/**
 * The classes that samples go round. A part of the classes it was trained on is known by its names; what it found by
 * itself (infogan) has numbers, which mean nothing to the data.
 */
function classesLike({ classes: own, metadata }: Generator, real: Side): readonly number[] {
  const all = (count: number): number[] => Array.from({ length: Math.max(1, count) }, (_, i) => i);
  if (own === null) return all(real.classes);
  const known = metadata.classes === undefined ? [] : (real.classNames ?? []).map((name) => own.indexOf(name));
  return known.length > 0 && !known.includes(-1) ? known : all(own.length);
}

/** @param samples `[N, C, H, W]` or `[N, D]` */
export function sideOfSamples(name: string, { shape: [count = 0, ...shape], data }: Tensor<"float32">): Side {
  const size = sizeOf(shape);
  return {
    ...{ name, count, shape, fingerprint: null, classes: 0 },
    kind: shape.length === 3 ? "images" : "points",
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        const from = (indices[i] as number) * size;
        out.set(data.subarray(from, from + size), i * size);
      }
    },
  };
}

/** @throws E3xx */
export async function sideOfData(spec: string, options: OpenOptions): Promise<Side> {
  return sideOfDataset(await openDataset(spec, options));
}

export const sideOfDataset = ({ classes, ...dataset }: Dataset): Side => ({
  ...dataset,
  classes: classes?.length ?? 0,
  ...(classes && { classNames: classes }),
});
