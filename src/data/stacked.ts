/**
 * @file Digits stacked by threes: one in red, one in green, one in blue, each drawn at random. Of ten digits that makes
 * 1,000 modes of about equal weight, and a classifier of digits says which of them a sample belongs to.
 *
 * Metz, Poole, Pfau & Sohl-Dickstein, "Unrolled generative adversarial networks", 2017, arXiv:1611.02163. The papers
 * after it fix a set of 128,000 triples to train on and judge 26,000 samples (Lin et al., "PacGAN", 2018,
 * arXiv:1712.04086); so do we: 128,000 of the train part, 26,000 of the test part.
 */
import { GantryError } from "../base/error.ts";
import { randomSource } from "../base/random.ts";
import type { Dataset } from "./dataset.ts";
import { checkCount } from "./option-checks.ts";
import { dataProblem } from "./problem.ts";
import { sha256 } from "./sha256.ts";

export interface StackedOptions {
  readonly name: string;
  /** How many triples; a longer set begins with the shorter one. */
  readonly count: number;
  /** Of the draw of the triples; 0 by default. */
  readonly seed?: number;
}

/** Hundreds in red, tens in green, units in blue. */
const PLANES = 3;

/**
 * Stacks grey images with ten classes. Item i's class is 100 a + 10 b + c, named "abc". Nothing is copied: an item is
 * read as the three items it is made of.
 * @param digits `[1, S, S]` images with labels 0 … 9 @returns `[3, S, S]` images, 1,000 classes
 * @throws E328 count, E333 no labels
 */
export function stackedDataset(digits: Dataset, { name, count, seed = 0 }: StackedOptions): Dataset {
  checkCount(`${name}.count`, count);
  const { labels } = digits;
  if (labels === undefined) throw new GantryError("E333", { name, source: digits.name });
  const sources = drawTriples(count, digits.count, seed);
  const { classes: _, sources: __, attributes: ___, ...rest } = digits;
  return {
    ...rest,
    name,
    count,
    shape: [PLANES, ...digits.shape.slice(1)],
    labels: Int32Array.from({ length: count }, (_, i) =>
      classOf(labels, sources.subarray(PLANES * i, PLANES * (i + 1))),
    ),
    classes: Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, "0")),
    fingerprint: sha256(`stacked ${digits.fingerprint} count ${count} seed ${seed}`),
    notes: [
      ...(digits.notes ?? []).filter(({ code }) => code !== "N310"),
      dataProblem("N312", { source: digits.name, count, seed }),
    ],
    read: (indices, out) => {
      const wanted = new Uint32Array(PLANES * indices.length);
      for (let i = 0; i < wanted.length; i += 1) {
        wanted[i] = sources[PLANES * (indices[Math.floor(i / PLANES)] as number) + (i % PLANES)] as number;
      }
      digits.read(wanted, out); // three items of one plane lie as one of three
    },
  };
}

/** Which items each triple is made of, `[count, 3]`: drawn with replacement. */
function drawTriples(count: number, from: number, seed: number): Uint32Array {
  const triples = new Uint32Array(PLANES * count);
  const { below } = randomSource({ seed, stream: "stacked", counter: 0 });
  for (let i = 0; i < triples.length; i += 1) triples[i] = below(from);
  return triples;
}

const classOf = (labels: Int32Array, triple: Uint32Array): number =>
  triple.reduce((number, index) => 10 * number + (labels[index] as number), 0);
