/** @file `gantry latent arithmetic`: A − B + C on means of latents, chosen by hand or by an attribute. */
import { GantryError, permutation, type Tensor } from "gantry/base";
import {
  type Attribute,
  type AttributeNetwork,
  around,
  attributeIndex,
  columnOf,
  drawLatents,
  type Extremes,
  extremes,
  latents,
  meanLatent,
  plusDifference,
  rowOf,
  shareOf,
  stacked,
  thresholdOf,
} from "gantry/latent";
import {
  judgeOptions,
  latentOptions,
  numbersOf,
  type OpenedRun,
  openJudge,
  openLatentRun,
  type Sheet,
  seedOption,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import type { Call, Options, Verb } from "../verb.ts";

export const latentArithmeticVerb: Verb = {
  name: "latent arithmetic",
  words: ["<run>"],
  options: [
    ...["a", "b", "c"].map((name) => ({ name, type: { kind: "list" }, default: null, argument: "1,5,9" }) as const),
    { name: "add", type: { kind: "text" }, default: null, argument: "attribute" },
    { name: "remove", type: { kind: "text" }, default: null, argument: "attribute" },
    { name: "average", type: { kind: "integer", min: 1, max: 1000 }, default: 20, argument: "n" },
    { name: "n", type: { kind: "integer", min: 1, max: 10_000 }, default: 100, argument: "n" },
    { name: "spread", type: { kind: "number", min: 0 }, default: 0.25, argument: "x" },
    seedOption,
    ...judgeOptions,
    ...latentOptions,
  ],
  run,
};

/** Which samples make A, B and C. */
interface Terms {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly c: readonly number[];
}

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const chosen = await chooseTerms(opened, options);
  const { a, b, c } = chosen.terms[0] as Terms;
  const highest = Math.max(...a, ...b, ...c);
  const z = latents(opened.trained.game, highest + 1, options.number("seed") as number);
  const sheet = await drawSheet(opened, z, chosen.terms[0] as Terms, options);
  const out = options.text("out") ?? "arithmetic.png";
  const file = await writeSheet(cli, out, sheet.rows, sheet.shape);
  const { score } = chosen;
  const { latent } = cli.texts;
  const lines =
    score === null
      ? []
      : [
          latent.arithmetic({
            result: score.adds ? latent.added(score) : latent.removed(score),
            ...score,
          }),
        ];
  return showFound(cli, lines, { file, a, b, c, ...(score === null ? {} : { score }) });
}

interface Score {
  readonly attribute: string;
  readonly adds: boolean;
  /** Share of the pictures of C's mean, and of the sum, that show the attribute. */
  readonly before: number;
  readonly after: number;
  /** Of those C that lacked what is added, or had what is taken away, the share whose sum does not. */
  readonly changed: number;
  readonly count: number;
  readonly judge: string;
}

interface Chosen {
  readonly terms: readonly Terms[];
  readonly score: Score | null;
}

/** @throws E738 where nothing says which samples */
async function chooseTerms(opened: OpenedRun, options: Options): Promise<Chosen> {
  const [a, b, c] = [numbersOf(options, "a"), numbersOf(options, "b"), numbersOf(options, "c")];
  if (a !== null && b !== null && c !== null) return { terms: [{ a, b, c }], score: null };
  const attribute = options.text("add") ?? options.text("remove");
  const judge = attribute === null ? null : await openJudge(opened, options);
  if (attribute === null || judge === null) throw new GantryError("E738", { command: "arithmetic" });
  try {
    return await byAttribute(opened, judge, attribute, options);
  } finally {
    await judge.release();
  }
}

async function byAttribute(
  opened: OpenedRun,
  judge: AttributeNetwork,
  attribute: string,
  options: Options,
): Promise<Chosen> {
  const { trained, runtime } = opened;
  const column = attributeIndex(judge, attribute);
  const adds = options.text("add") !== null;
  const [average, seed] = [options.number("average") as number, options.number("seed") as number];
  const z = latents(trained.game, options.number("pool") as number, seed);
  const scores = columnOf(await judge.of(await drawLatents(runtime, trained, z)), column);
  const told = judge.attributes[column] as Attribute;
  const found = extremes(scores, told, average);
  const threshold = thresholdOf(scores, told);
  const count = options.number("n") as number;
  const terms = Array.from({ length: count }, (_, i) => termsOf(found, { adds, average, seed, group: i }));
  const shows = async (rows: readonly Float32Array[]): Promise<boolean[]> => {
    const shown = columnOf(await judge.of(await drawLatents(runtime, trained, stacked(rows))), column);
    return Array.from(shown, (score) => score > threshold);
  };
  const before = await shows(terms.map(({ c }) => meanLatent(z, c, "--c")));
  const after = await shows(terms.map((one) => sumOf(z, one)));
  const changed = shareOf(after.filter((_, i) => before[i] !== adds).map((has) => has === adds));
  const shares = { before: shareOf(before), after: shareOf(after), changed };
  return { terms, score: { attribute, adds, ...shares, count, judge: judge.name } };
}

interface Group {
  readonly adds: boolean;
  readonly average: number;
  readonly seed: number;
  readonly group: number;
}

/** Samples in C, as in the paper: fewer keep more of what they are, more are alike. */
const IN_C = 3;

/** Adding: with − without + without; taking away: without − with + with. C has none of B's samples, if there are enough. */
function termsOf({ with: having, without }: Extremes, { adds, average, seed, group }: Group): Terms {
  const pick = (from: readonly number[], name: string, count: number): number[] =>
    Array.from(permutation({ seed, stream: `latent/${name}`, counter: group }, from.length).slice(0, count)).map(
      (i) => from[i] as number,
    );
  const [gives, lacks] = adds ? [having, without] : [without, having];
  const both = pick(lacks, "b and c", average + IN_C);
  return { a: pick(gives, "a", average), b: both.slice(0, average), c: both.slice(-IN_C) };
}

const sumOf = (z: Tensor<"float32">, { a, b, c }: Terms): Float32Array =>
  plusDifference(meanLatent(z, c, "--c"), meanLatent(z, a, "--a"), meanLatent(z, b, "--b"));

/** Samples of a mean that are drawn. */
const DRAWN = 4;

/**
 * Three rows: the first samples of A, B and C, then each one's mean; behind them the sum among eight near it, as the
 * paper draws them.
 */
async function drawSheet(
  { trained, runtime }: OpenedRun,
  z: Tensor<"float32">,
  terms: Terms,
  options: Options,
): Promise<{ readonly rows: Sheet; readonly shape: readonly number[] }> {
  const draw = (rows: readonly Float32Array[]) => drawLatents(runtime, trained, stacked(rows));
  const means = [terms.a, terms.b, terms.c];
  const shown = means.map((indices) => indices.slice(0, DRAWN));
  const widest = Math.max(...shown.map(({ length }) => length));
  const samples = sheetRows(await draw(shown.flat().map((index) => rowOf(z, index))), 1).flat();
  const averages = await draw(means.map((indices) => meanLatent(z, indices, "mean")));
  const near = around(sumOf(z, terms), 9, options.number("spread") as number, options.number("seed") as number);
  const sums = sheetRows(await draw(Array.from({ length: 9 }, (_, i) => rowOf(near, i))), 3);
  const [mean, shape] = [sheetRows(averages, 1).flat(), averages.shape.slice(1)];
  const rows = shown.map(({ length }, i) => {
    const blank = new Array<null>(widest - length + 1).fill(null);
    return [...samples.splice(0, length), ...blank, mean[i] ?? null, null, ...(sums[i] ?? [])];
  });
  return { rows, shape };
}
