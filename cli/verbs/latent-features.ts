/** @file `gantry latent features`: what D's filters respond to, with trained and with random weights. */
import {
  asPictures,
  type FilterPictures,
  filterPictures,
  filterResponses,
  focusOf,
  strongestFilters,
  type Trained,
} from "gantry/latent";
import { initialState } from "gantry/steps";
import {
  dataDirOption,
  itemsOf,
  latentOptions,
  type OpenedRun,
  openDataFor,
  openLatentRun,
  type Sheet,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import type { Call, Options, Verb } from "../verb.ts";

export const latentFeaturesVerb: Verb = {
  name: "latent features",
  words: ["<run>"],
  options: [
    { name: "against", type: { kind: "text" }, default: null, argument: "data" },
    { name: "layer", type: { kind: "integer", min: 1 }, default: null, argument: "k" },
    { name: "n", type: { kind: "integer", min: 1, max: 4096 }, default: 16, argument: "n" },
    { name: "items", type: { kind: "integer", min: 2, max: 100_000 }, default: 2000, argument: "n" },
    dataDirOption,
    ...latentOptions,
  ],
  run,
};

/** Filters in a row of the picture. */
const COLUMNS = 8;

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const count = options.number("items") as number;
  const dataset = await openDataFor(cli, opened, { spec: options.text("against"), count }, options);
  const items = itemsOf(
    dataset,
    Array.from({ length: Math.min(count, dataset.count) }, (_, i) => i),
  );
  const look = (trained: Trained): Promise<FilterPictures> => pictures(opened, trained, items, options);
  const trained = await look(opened.trained);
  const first = initialState(opened.trained.layout, opened.record.seed);
  const random = await look({ ...opened.trained, state: first });
  const file = await writeSheet(cli, options.text("out") ?? "features.png", sheetOf(trained, random), dataset.shape);
  const focus = { trained: focusOf(trained.pictures), random: focusOf(random.pictures) };
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const line = cli.texts.latent.features({
    layer: trained.layer,
    items: items.shape[0] as number,
    focus: percent(focus.trained),
    random: percent(focus.random),
  });
  return showFound(cli, [line], {
    file,
    layer: trained.layer,
    data: dataset.name,
    items: items.shape[0],
    focus,
    filters: trained.filters,
    random: random.filters,
  });
}

async function pictures(
  { runtime }: OpenedRun,
  trained: Trained,
  items: ReturnType<typeof itemsOf>,
  options: Options,
): Promise<FilterPictures> {
  const { responses, layer } = await filterResponses(runtime, trained, items, options.number("layer") ?? undefined);
  const filters = strongestFilters(responses, options.number("n") as number);
  return filterPictures(runtime, trained, items, { filters, layer });
}

/** Three rows at a time: items, what in them excites the trained filters, and what excites random ones. */
function sheetOf(trained: FilterPictures, random: FilterPictures): Sheet {
  const [items, guided, noise] = [trained.items, asPictures(trained.pictures), asPictures(random.pictures)].map(
    (tensor) => sheetRows(tensor, COLUMNS),
  ) as [Float32Array[][], Float32Array[][], Float32Array[][]];
  return items.flatMap((row, i) => [row, guided[i] ?? [], noise[i] ?? []]);
}
