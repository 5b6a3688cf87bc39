/** @file What is told of a dataset: the data sheet of `gantry data`, how its values are spread, and items to look at. */
import { sizeOf } from "gantry/base";
import { type DataProblem, type Dataset, describeDataset, histogramOf, valueHistograms } from "gantry/data";
import { type DataItems, type DataSheetReply, ITEMS_A_PAGE } from "../../api/index.ts";

const BINS = 64;
const ATTRIBUTE_BINS = 24;
const MOST_POINTS = 3000;
const MOST_GROUPS = 200;

/** Findings by code: the thread that reads does not know who asks. */
export type DataSheetFound = Omit<DataSheetReply, "problems" | "notes"> & {
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataProblem[];
};

/** All of it that no file is opened for. */
export function dataSheetOf(dataset: Dataset): Omit<DataSheetFound, "oblong"> {
  const sheet = describeDataset(dataset, { groups: MOST_GROUPS });
  const { count, sources, classes, ranges, duplicates, problems, notes, contact } = sheet;
  const histograms = valueHistograms(dataset, ranges, BINS);
  const groups = duplicates.groups.map(({ items }) => items);
  return {
    ...{ count, sources, classes, problems, notes, contact },
    attributes: attributesOf(dataset),
    values: ranges.map((range, i) => ({ ...range, ...(histograms[i] as (typeof histograms)[number]) })),
    duplicates: { count: duplicates.count, groups },
    items: Object.fromEntries([...contact, ...groups.flat()].map((index) => [index, itemOf(dataset, index)])),
    points: dataset.kind === "points" ? somePoints(dataset) : [],
  };
}

function attributesOf({ attributes }: Dataset): DataSheetReply["attributes"] {
  if (attributes === undefined) return [];
  const { columns, values } = attributes;
  return columns.map((column, first) => {
    const place = { first, every: columns.length };
    const ends = { from: column.min, to: column.max };
    return { ...column, ...histogramOf(values, ends, column.binary ? 2 : ATTRIBUTE_BINS, place) };
  });
}

/** What is known of an item. */
export function itemOf({ labels, files }: Dataset, index: number): DataSheetReply["items"][string] {
  const [label, file] = [labels?.[index], files?.[index]];
  return { ...(label === undefined ? {} : { label }), ...(file === undefined ? {} : { file }) };
}

/** A page of items in their order. */
export function itemsFrom(dataset: Dataset, from: number): DataItems {
  const count = Math.max(0, Math.min(ITEMS_A_PAGE, dataset.count - from));
  return { items: Array.from({ length: count }, (_, i) => itemOf(dataset, from + i)) };
}

function somePoints(dataset: Dataset): [number, number][] {
  const count = Math.min(MOST_POINTS, dataset.count);
  const size = sizeOf(dataset.shape);
  const data = new Float32Array(count * size);
  dataset.read(
    Array.from({ length: count }, (_, i) => Math.floor((i * dataset.count) / count)),
    data,
  );
  return Array.from({ length: count }, (_, i) => [
    data[i * size] as number,
    size > 1 ? (data[i * size + 1] as number) : 0,
  ]);
}
