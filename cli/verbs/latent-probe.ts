/** @file `gantry latent probe`: D's features, and how well a linear classifier tells classes apart by them. */
import { GantryError, type Matrix, permutation, sizeOf } from "gantry/base";
import { type Dataset, encodeNpy, takeItems } from "gantry/data";
import { classify, fitLinear, type LinearClassifier, type Margin, probeFeatures } from "gantry/latent";
import { initialState } from "gantry/steps";
import { short, count as shown } from "../format.ts";
import {
  dataDirOption,
  itemsOf,
  latentOptions,
  type OpenedRun,
  openDataFor,
  openLatentRun,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import { writeOutput } from "../output.ts";
import type { Call, Cli, Options, Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const latentProbeVerb: Verb = {
  name: "latent probe",
  words: ["<run>"],
  options: [
    { name: "against", type: { kind: "text" }, default: null, argument: "data" },
    { name: "test", type: { kind: "text" }, default: null, argument: "data" },
    { name: "n", type: { kind: "integer", min: 10, max: 1_000_000 }, default: 4000, argument: "n" },
    { name: "nTest", type: { kind: "integer", min: 2, max: 1_000_000 }, default: 2000, argument: "n" },
    { name: "loss", type: { kind: "choice", choices: ["svm", "logistic"] }, default: "svm", argument: "kind" },
    { name: "npy", type: { kind: "text" }, default: null, argument: "file" },
    dataDirOption,
    ...latentOptions,
  ],
  run,
};

interface Halves {
  readonly train: Dataset;
  readonly test: Dataset;
}

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const { train, test } = await openHalves(cli, opened, options);
  const { trained, runtime, record } = opened;
  const random = { ...trained, state: initialState(trained.layout, record.seed) };
  const [items, others] = [itemsOf(train), itemsOf(test)];
  const features = await probeFeatures(runtime, trained, items);
  const npy = options.text("npy");
  const written =
    npy === null
      ? null
      : await writeOutput(cli, npy, encodeNpy([features.rows, features.columns], features.values as Float32Array));
  const judged = async (name: string, x: Matrix, y: Matrix) => ({
    name,
    ...(await probe(opened, x, y, { train, test }, options)),
  });
  const rows = [
    await judged("trained", features, await probeFeatures(runtime, trained, others)),
    await judged("random", await probeFeatures(runtime, random, items), await probeFeatures(runtime, random, others)),
    await judged("pixels", flat(items), flat(others)),
  ];
  const wrong = rows[0]?.wrong ?? [];
  const file = await writeSheet(
    cli,
    options.text("out") ?? "probe.png",
    sheetRows(itemsOf(test, wrong.slice(0, 64)), 16),
    test.shape,
  );
  const results = rows.map(({ wrong: _, ...row }) => row);
  return showFound(cli, linesOf(cli, results, { train, test }, options), {
    file,
    data: train.name,
    train: train.count,
    test: test.count,
    classes: train.classes?.length,
    loss: options.text("loss"),
    results,
    npy: written,
  });
}

/** A known set's own test part; of other data, or where none is named, every fifth item. @throws E739 without labels */
async function openHalves(cli: Cli, opened: OpenedRun, options: Options): Promise<Halves> {
  const spec = options.text("against");
  const [most, mostTest] = [options.number("n") as number, options.number("nTest") as number];
  const name = options.text("test");
  const known = ["mnist", "fashion-mnist", "cifar10"].includes(spec ?? opened.record.data.spec);
  const whole = labelled(
    await openDataFor(cli, opened, { spec, count: known || name !== null ? most : most + mostTest }, options),
  );
  if (known || name !== null) {
    const test = await openDataFor(
      cli,
      opened,
      { spec: name ?? spec, count: mostTest, ...(known && name === null ? { split: "test" as const } : {}) },
      options,
    );
    return { train: whole, test: labelled(test) };
  }
  const all = Array.from({ length: Math.min(whole.count, most + mostTest) }, (_, i) => i);
  const [fifth, rest] = [all.filter((i) => i % 5 === 4), all.filter((i) => i % 5 !== 4)];
  return {
    train: takeItems(whole, Uint32Array.from(rest.slice(0, most))),
    test: takeItems(whole, Uint32Array.from(fifth.slice(0, mostTest))),
  };
}

function labelled(dataset: Dataset): Dataset {
  if (dataset.labels !== undefined) return dataset;
  throw new GantryError("E739", { data: dataset.name, expected: dataset.shape, got: dataset.shape, labels: true });
}

const flat = ({ shape, data }: ReturnType<typeof itemsOf>): Matrix => ({
  rows: shape[0] as number,
  columns: sizeOf(shape.slice(1)),
  values: data,
});

interface Probed {
  readonly dimension: number;
  readonly decay: number;
  readonly accuracy: number;
  /** Test items that it gets wrong. */
  readonly wrong: readonly number[];
}

/** λ is the best of these on a fifth of the training items. */
const DECAYS = [0.01, 0.1, 1, 10] as const;

async function probe(
  { runtime, record }: OpenedRun,
  features: Matrix,
  others: Matrix,
  { train, test }: Halves,
  options: Options,
): Promise<Probed> {
  const labels = train.labels as Int32Array;
  const classes = Math.max(...labels, ...(test.labels as Int32Array)) + 1;
  const learn = (x: Matrix, y: ArrayLike<number>, decay: number): Promise<LinearClassifier> =>
    fitLinear(runtime, x, y, classes, { loss: options.text("loss") as Margin, decay, iterations: 60, tolerance: 1e-4 });
  const order = permutation({ seed: record.seed, stream: "latent/probe", counter: 0 }, features.rows);
  const [held, rest] = [order.slice(0, Math.floor(order.length / 5)), order.slice(Math.floor(order.length / 5))];
  const tried = [];
  for (const decay of DECAYS) {
    const classifier = await learn(rowsOf(features, rest), pick(labels, rest), decay);
    tried.push({ decay, wrong: wrongOf(classifier, rowsOf(features, held), pick(labels, held)).length });
  }
  const { decay } = tried.reduce((best, one) => (one.wrong < best.wrong ? one : best));
  const wrong = wrongOf(await learn(features, labels, decay), others, test.labels as Int32Array);
  return { dimension: features.columns, decay, accuracy: 1 - wrong.length / others.rows, wrong };
}

const pick = (values: Int32Array, indices: ArrayLike<number>): Int32Array =>
  Int32Array.from(indices, (i) => values[i] as number);

function rowsOf({ columns, values }: Matrix, indices: ArrayLike<number>): Matrix {
  const out = new Float32Array(indices.length * columns);
  for (let i = 0; i < indices.length; i += 1) {
    const start = (indices[i] as number) * columns;
    out.set(values.subarray(start, start + columns), i * columns);
  }
  return { rows: indices.length, columns, values: out };
}

const wrongOf = (classifier: LinearClassifier, features: Matrix, labels: Int32Array): number[] => {
  const told = classify(classifier, features);
  return Array.from(told.keys()).filter((i) => told[i] !== labels[i]);
};

function linesOf(
  cli: Cli,
  results: readonly (Omit<Probed, "wrong"> & { readonly name: string })[],
  { train, test }: Halves,
  options: Options,
): string[] {
  const { columns, counts, ...names } = cli.texts.latent.probe;
  const facts = {
    train: train.count,
    test: test.count,
    classes: train.classes?.length ?? 0,
    loss: options.text("loss") as string,
  };
  const rows = results.map(({ name, dimension, decay, accuracy }) => [
    names[name as keyof typeof names],
    shown(dimension, cli.language),
    short(decay, cli.language),
    `${shown(100 * accuracy, cli.language, 1)} %`,
  ]);
  return [
    counts(facts),
    ...tableLines([[columns.features, columns.dimension, columns.decay, columns.accuracy], ...rows]),
  ];
}
