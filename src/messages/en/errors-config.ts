/**
 * @file Errors of `config` and of the command line.
 *
 * The first line says where, what was expected and what came; the lines after it say what to do.
 */
import type { ValueType } from "../value-type.ts";
import { expectation } from "./value-types.ts";

/** A likely spelling when there is one, else everything that would be right. */
const instead = (suggestion: string | null, known: readonly string[]): string =>
  suggestion === null ? (known.length === 0 ? "" : `\nknown: ${known.join(", ")}`) : `\ndid you mean  ${suggestion} ?`;

export const configErrors = {
  /** A value its field does not take. `initial`: what holds when the field is left out, as text. */
  E101: (p: { where: string; expected: ValueType; got: string; initial?: string }): string =>
    `${p.where}: expected ${expectation(p.expected)}, got ${p.got}.` +
    (p.initial === undefined ? "" : `\nleave it out for the default, ${p.initial}`),
  /** A setting that neither Gantry nor the recipe has. */
  E102: (p: { where: string; recipe: string | null; suggestion: string | null; known: readonly string[] }): string =>
    `${p.where}: ${p.recipe === null ? "there is no such setting" : `the recipe ${p.recipe} has no such setting`}.` +
    instead(p.suggestion, p.known),
  E103: (p: { got: string; suggestion: string | null; known: readonly string[] }): string =>
    `there is no recipe called ${p.got}.${instead(p.suggestion, p.known)}\na recipe of your own is a path: --recipe ./mine.mjs`,
  /** A configuration file that is not JSON. */
  E104: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}.\nmend the file; "gantry init" writes a good one`,
  /** Training without data. */
  E105: (_: Record<never, never>): string =>
    "no data was named.\ngive a name or a path: gantry train strokes, gantry train ./photos",
  E106: (p: { path: string; problem: string }): string =>
    `the configuration file ${p.path} cannot be read: ${p.problem}.\ncheck the path, or leave --config out`,
  /** A field that does not go with the data. */
  E107: (p: { where: string; kind: "images" | "points" }): string =>
    `${p.where}: the data are ${p.kind}, for which this has no meaning.\nleave it out`,
  /** A module given as `--recipe` that cannot be used. */
  E108: (p: { path: string; problem: string }): string =>
    `${p.path} cannot be used as a recipe: ${p.problem}.\nexport one as its default: export default defineRecipe({ … })`,
  E201: (p: { option: string; suggestion: string | null; command: string }): string =>
    `unknown option ${p.option}${instead(p.suggestion, [])}\nhelp  ${p.command} --help`,
  E202: (p: { got: string; suggestion: string | null; known: readonly string[]; command: string }): string =>
    `unknown command ${p.got}${instead(p.suggestion, p.known)}\nhelp  ${p.command} --help`,
  E203: (p: { argument: string; command: string }): string =>
    `${p.command} needs <${p.argument}>\nhelp  ${p.command} --help`,
  E204: (p: { option: string; command: string }): string => `${p.option} needs a value\nhelp  ${p.command} --help`,
  E205: (p: { got: readonly string[]; command: string }): string =>
    `${p.command} does not take ${p.got.map((word) => `"${word}"`).join(" ")}\na path with blanks needs quotes; help  ${p.command} --help`,
  /** `--set` without a key and a value. */
  E206: (p: { got: string }): string => `--set ${p.got}: expected key.path=value.\nfor example: --set lr.g=0.0001`,
  /** Something else that a verb's option cannot be. */
  E207: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}.`,
  E208: (p: { root: string }): string =>
    `no run in ${p.root} is unfinished.\nname one and a longer way: gantry resume 1 --steps 10000`,
  E209: (p: { got: string; suggestion: string | null; known: readonly string[] }): string =>
    `there is no workload called ${p.got}.${instead(p.suggestion, p.known)}`,
  E210: (p: { got: string; suggestion: string | null }): string =>
    `there is no code ${p.got}.${instead(p.suggestion, [])}\ncodes look like E101, W310`,
  /** Files that a scaffold would have to write over. */
  E211: (p: { paths: readonly string[] }): string =>
    `${p.paths.join(" and ")} ${p.paths.length === 1 ? "is" : "are"} there already; nothing was written.\nname another folder: gantry init my-gan`,
  /** Our own fault. */
  E901: (p: { problem: string; report: string }): string =>
    `something went wrong inside Gantry: ${p.problem}\na report, without your data, is at ${p.report}`,
} as const;
