/** @file What `gantry theory` says without a run: the table of known values and what the paper proves, computed now. */
import {
  alternate,
  checkProposition1,
  checkTheorem1,
  coinExample,
  criterion,
  type Density,
  descend,
  jsd,
  kl,
  mixture,
  normal,
  optimalD,
  pushforward,
  smoothedGradient,
  wasserstein1,
} from "gantry/theory";
import { short } from "../format.ts";
import type { Cli } from "../verb.ts";
import { tableLines, wrapText } from "../width.ts";

const DELTAS = [0.5, 1, 2, 3, 5, 8] as const;
const SIGMAS = [1, 0.1, 0.01] as const;
const KS = [1, 5, 25, Number.POSITIVE_INFINITY] as const;
/** Masses for Theorem 2: some large, some small. */
const POINTS = [1, 2, 3, 4, 10, 0.01, 5, 7] as const;

export interface TheoryFacts {
  readonly table: readonly TableRow[];
  readonly coin: { readonly klP: number; readonly klQ: number; readonly jsd: number };
  readonly proposition1: ReturnType<typeof checkProposition1>;
  readonly theorem1: ReturnType<typeof checkTheorem1>;
  readonly theorem2: { readonly points: number; readonly steps: number; readonly distance: number };
  readonly gradient: readonly { readonly sigma: number; readonly error: number }[];
  readonly k: readonly KRow[];
}

interface TableRow {
  readonly delta: number;
  readonly jsd: number;
  readonly vStar: number;
  readonly w1: number;
  readonly kl: number;
  readonly dMiddle: number;
  /** The same by push-forward: 256 bins, 1,024 values of z. */
  readonly pushforward: { readonly jsd: number; readonly vStar: number; readonly w1: number };
}

/** `k` is null where D is put at D*. */
interface KRow {
  readonly k: number | null;
  readonly gap: number;
  readonly slopeMinimax: number;
  readonly slopeNs: number;
  readonly past: number;
}

/** Computes all of it; some tenths of a second. */
export function theoryFacts(): TheoryFacts {
  const data = mixture([{ mu: 0, sd: 1 }]);
  const shifted = DELTAS.map((mu) => mixture([{ mu, sd: 1 }]));
  const { klP, klQ, jsd: coinJsd } = coinExample();
  const { course } = descend(POINTS);
  return {
    table: DELTAS.map((delta, i) => tableRow(delta, data, shifted[i] as Density)),
    coin: { klP, klQ, jsd: coinJsd },
    proposition1: checkProposition1(data, shifted[1] as Density),
    theorem1: checkTheorem1(data, shifted),
    theorem2: { points: POINTS.length, steps: course.length - 1, distance: course.at(-1)?.distance as number },
    gradient: SIGMAS.map((sigma) => ({ sigma, error: gradientError(sigma) })),
    k: KS.map(kRow),
  };
}

function tableRow(delta: number, data: Density, other: Density): TableRow {
  const pushed = pushforward((z) => z + delta, normal());
  return {
    delta,
    jsd: jsd(data, other),
    vStar: criterion(data, other),
    w1: wasserstein1(data, other),
    kl: kl(data, other),
    dMiddle: optimalD(data, other)(delta / 2),
    pushforward: { jsd: jsd(data, pushed), vStar: criterion(data, pushed), w1: wasserstein1(data, pushed) },
  };
}

/** For f = ln(1 − D), D(x) = sigmoid(3x − 1), at x = .2: f′ = −3 D. */
function gradientError(sigma: number): number {
  const f = (x: number): number => -Math.log1p(Math.exp(3 * x - 1));
  return smoothedGradient(f, 0.2, sigma) + 3 / (1 + Math.exp(1 - 0.6));
}

function kRow(k: number): KRow {
  const first = (loss: "minimax" | "ns") => alternate({ k, loss, start: 5, rounds: 1 })[0];
  const [minimax, ns] = [first("minimax"), first("ns")];
  const course = alternate({ k, start: 3, rateG: 0.5, rounds: 60 });
  return {
    k: Number.isFinite(k) ? k : null,
    gap: ns?.gap as number,
    slopeMinimax: minimax?.gradient as number,
    slopeNs: ns?.gradient as number,
    past: Math.max(0, -Math.min(...course.map(({ theta }) => theta))),
  };
}

/** As people read it. */
export function theoryLines(cli: Cli, facts: TheoryFacts): string[] {
  const { language, outPaint } = cli;
  const text = cli.texts.theory;
  const number = (value: number): string => short(value, language);
  const width = Math.min(100, cli.terminal.out.columns());
  const { proposition1: first, theorem1, theorem2, coin } = facts;
  const sentences = [
    text.coin({ klP: coin.klP.toFixed(5), klQ: coin.klQ.toFixed(5), jsd: coin.jsd.toFixed(5) }),
    text.proposition1({
      places: first.places,
      deviation: number(first.largestDeviation),
      bends: first.bends,
      drop: number(first.smallestDrop),
    }),
    text.theorem1({
      error: number(theorem1.largestIdentityError),
      equality: number(theorem1.atEquality),
      excess: theorem1.smallestExcess.toFixed(4),
    }),
    text.theorem2({ ...theorem2, distance: number(theorem2.distance) }),
    text.gradient({
      errors: facts.gradient.map(({ sigma, error }) => {
        return text.gradientAt({ error: number(error), sigma: String(sigma) });
      }),
    }),
  ];
  return [
    outPaint.bold(text.table.title),
    ...tableLines(tableCells(cli, facts)),
    "",
    ...sentences.flatMap((sentence) =>
      wrapText(sentence, width)
        .split("\n")
        .map((line, i) => (i === 0 ? line : `  ${line}`)),
    ),
    "",
    outPaint.bold(text.k.title),
    ...tableLines(kCells(cli, facts)),
    text.k.small,
    text.k.large,
  ];
}

function tableCells({ texts }: Cli, { table }: TheoryFacts): string[][] {
  const { columns, pushed } = texts.theory.table;
  const head = [
    columns.delta,
    columns.jsd,
    columns.most,
    columns.w1,
    columns.kl,
    columns.middle,
    `${pushed}: ${columns.jsd}`,
    columns.most,
    columns.w1,
  ];
  const fixed = (value: number): string => value.toFixed(6);
  return [
    head,
    ...table.map(({ delta, pushforward: p, ...row }) => [
      String(delta),
      ...[row.jsd, row.vStar, row.w1, row.kl, row.dMiddle, p.jsd, p.vStar, p.w1].map(fixed),
    ]),
  ];
}

function kCells({ texts, language }: Cli, { k }: TheoryFacts): string[][] {
  const { columns } = texts.theory.k;
  const number = (value: number): string => (value === 0 ? "0" : short(value, language));
  return [
    [columns.k, columns.gap, columns.minimax, columns.ns, columns.past],
    ...k.map((row) => [
      row.k === null ? "∞ (D*)" : String(row.k),
      ...[row.gap, row.slopeMinimax, row.slopeNs, row.past].map(number),
    ]),
  ];
}
