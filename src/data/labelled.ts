/**
 * @file A small labelled part of a dataset, as semi-supervised learning takes it: as many items of each class, chosen
 * by the seed. More labels of one seed contain the fewer.
 */
import { GantryError } from "../base/error.ts";
import { permutation } from "../base/random.ts";
import type { Dataset } from "./dataset.ts";

/**
 * @param count labels in all @returns indices of items, `count / K` of each of K classes, class by class
 * @throws E317 where the data have no labels, E150 where `count` is no multiple of K, E151 where a class has too few
 */
export function labelledSubset(
  { name, labels, classes }: Pick<Dataset, "name" | "labels" | "classes">,
  count: number,
  seed: number,
): Uint32Array {
  if (labels === undefined || classes === undefined) throw new GantryError("E317", { name });
  checkLabelCount(count, classes.length);
  const each = count / classes.length;
  const items = itemsByClass(labels, classes.length);
  const few = items.map(({ length }) => length).reduce((least, length) => Math.min(least, length));
  if (few < each) {
    const label = classes[items.findIndex(({ length }) => length === few)] as string;
    throw new GantryError("E151", { name, label, each, count: few, most: few * classes.length });
  }
  return Uint32Array.from(
    items.flatMap((own, index) => {
      const order = permutation({ seed, stream: "labelled", counter: index }, own.length);
      return Array.from(order.subarray(0, each), (i) => own[i] as number);
    }),
  );
}

/** Indices of the items of each class, in the data's order. */
function itemsByClass(labels: Int32Array, classes: number): number[][] {
  const items = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, i) => {
    items[label]?.push(i);
  });
  return items;
}

/** @throws E150 unless the labels can be shared out evenly among the classes, one at least for each */
export function checkLabelCount(count: number, classes: number): void {
  if (Number.isInteger(count) && count >= classes && count % classes === 0) return;
  throw new GantryError("E150", { count, classes });
}
