/** @file Where a step's time goes, as a table: groups of primitives and what is around them, the longest first. */
import { byGroup, type GroupShare, type ProfilePart, type StepProfile } from "gantry/bench";
import type { Language } from "gantry/messages";
import { count, short } from "../format.ts";
import type { Cli } from "../verb.ts";
import { displayWidth, tableLines } from "../width.ts";

/** Parts below this share of a step stand together in one line. */
const SMALL = 0.005;

/** A line of the table, before numbers are text. */
interface Row {
  readonly name: string;
  readonly share: number;
  readonly ms: number;
  readonly nodes: number;
}

export function profileLines(cli: Cli, profile: StepProfile): string[] {
  const { language, outPaint } = cli;
  const { profile: texts } = cli.texts.results.bench;
  const { share, ms, nodes } = texts.columns;
  const rows = byGroup(profile).flatMap((group) => rowsOf(group, cli));
  const cells = [["", share, ms, nodes], ...rows.map((row) => cellsOf(row, language))];
  const lines = tableLines(alignedRight(cells));
  const heading = texts.recorded({ ms: short(profile.msPerStep, language), steps: profile.steps });
  return [
    outPaint.bold(heading),
    ...lines.map((line, i) => (i === 0 ? outPaint.dim(line) : line)),
    outPaint.dim(texts.lowered),
  ];
}

function rowsOf({ group, share, ms, parts }: GroupShare, { texts }: Cli): Row[] {
  const { groups, parts: names, small } = texts.results.bench.profile;
  const nameOf = ({ part }: ProfilePart): string =>
    part in names ? names[part as keyof typeof names] : part === "other" ? groups.other : part;
  const head: Row = { name: groups[group], share, ms, nodes: total(parts, "nodes") };
  if (group === "other" || group === "casts") return [head];
  const large = parts.filter((part) => part.share >= SMALL || group === "outside");
  const rest = parts.filter((part) => !large.includes(part));
  const together: Row = { name: small({ count: rest.length }), ...sumsOf(rest) };
  const below = [...large.map((part) => ({ ...part, name: nameOf(part) })), ...(rest.length === 0 ? [] : [together])];
  return [head, ...below.map((row) => ({ ...row, name: `  ${row.name}` }))];
}

const total = (parts: readonly ProfilePart[], of: "share" | "ms" | "nodes"): number =>
  parts.reduce((sum, part) => sum + part[of], 0);

const sumsOf = (parts: readonly ProfilePart[]): Omit<Row, "name"> => ({
  share: total(parts, "share"),
  ms: total(parts, "ms"),
  nodes: total(parts, "nodes"),
});

const cellsOf = ({ name, share, ms, nodes }: Row, language: Language): string[] => [
  name,
  `${(100 * share).toFixed(1)} %`,
  ms.toFixed(2),
  nodes === 0 ? "" : count(nodes, language),
];

/** All columns but the first. */
function alignedRight(rows: readonly (readonly string[])[]): string[][] {
  const widest = (column: number): number => Math.max(...rows.map((row) => displayWidth(row[column] ?? "")));
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell : " ".repeat(widest(i) - displayWidth(cell)) + cell)));
}
