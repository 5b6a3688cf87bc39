/**
 * @file Errors of `config` and of the command line.
 *
 * The first line says where, what was expected and what came; the lines after it say what to do.
 */
import type { ValueType } from "../value-type.ts";
import { detailText } from "./details.ts";
import { expectation } from "./value-types.ts";

/** A likely spelling when there is one, else everything that would be right. */
const instead = (suggestion: string | null, known: readonly string[]): string =>
  suggestion === null ? (known.length === 0 ? "" : `\nknown: ${known.join(", ")}`) : `\ndid you mean  ${suggestion} ?`;

/** The first names of a long list. */
const shortened = (names: readonly string[]): string =>
  names.slice(0, 12).join(", ") + (names.length > 12 ? ", …" : "");

/** Why a recipe has not a setting that others have, and which has it. */
export interface WhyLeftOut {
  readonly en: string;
  readonly zh: string;
  readonly instead?: string;
}

/** Why a module is no recipe. */
export type RecipeProblem = "missing" | "fails" | "package" | "export";

const recipeProblems: {
  readonly [P in RecipeProblem]: (path: string) => { readonly what: string; readonly mend: string };
} = {
  missing: () => ({ what: "there is no such file", mend: "check the path" }),
  fails: (path) => ({ what: "it does not load", mend: `mend the module; node ${path} shows the place` }),
  package: () => ({ what: "it imports a package that is not installed", mend: "install it there: npm install gantry" }),
  export: () => ({
    what: "its default export is neither a recipe nor a function from data to a game",
    mend: "export one as its default: export default defineRecipe({ … })",
  }),
};

/** What a recipe may need of data. `knowledge`: labels, attributes, or both. */
export type DataNeed = "images" | "labels" | "attributes" | "knowledge";

const labelledData = "labelled data: mnist, cifar10, strokes, or images with a folder for each class";
const attributesCsv = "a folder of images with an attributes.csv";

const giving: Readonly<Record<DataNeed, string>> = {
  images: "give a folder of images",
  labels: `give ${labelledData}`,
  attributes: `give ${attributesCsv}`,
  knowledge: `give ${labelledData}; or ${attributesCsv}`,
};

export const configErrors = {
  /** A value its field does not take. `initial`: what holds when the field is left out, as text. */
  E101: (p: { where: string; expected: ValueType; got: string; initial?: string }): string =>
    `${p.where}: expected ${expectation(p.expected)}, got ${p.got}.` +
    (p.initial === undefined ? "" : `\nleave it out for the default, ${p.initial}`),
  /** A setting that neither Gantry nor the recipe has. `why` the recipe leaves it out, if it says so. */
  E102: (p: {
    where: string;
    recipe: string | null;
    suggestion: string | null;
    known: readonly string[];
    why?: WhyLeftOut;
  }): string =>
    p.why === undefined
      ? `${p.where}: ${p.recipe === null ? "there is no such setting" : `the recipe ${p.recipe} has no such setting`}.` +
        instead(p.suggestion, p.known)
      : `${p.where}: the recipe ${p.recipe} has no such setting: ${p.why.en}.\nleave it out` +
        (p.why.instead === undefined ? "" : `, or use --recipe ${p.why.instead}, which has it`),
  E103: (p: { got: string; suggestion: string | null; known: readonly string[] }): string =>
    `there is no recipe called ${p.got}.${instead(p.suggestion, p.known)}\na recipe of your own is a path: --recipe ./mine.mjs`,
  /** A configuration file that is not JSON. */
  E104: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}.\nmend the file; "gantry init" writes a good one`,
  /** Training without data. */
  E105: (_: Record<never, never>): string =>
    "no data was named.\ngive a name or a path: gantry train strokes, gantry train ./photos",
  E106: (p: { path: string; problem: string }): string =>
    `the configuration file ${p.path} cannot be read: ${detailText(p.problem)}.\ncheck the path, or leave --config out`,
  /** A field that does not go with the data. */
  E107: (p: { where: string; kind: "images" | "points" }): string =>
    `${p.where}: the data are ${p.kind}, for which this has no meaning.\nleave it out`,
  /** A module given as `--recipe` that cannot be used. */
  E108: (p: { path: string; problem: RecipeProblem; detail?: string }): string => {
    const { what, mend } = recipeProblems[p.problem](p.path);
    return `${p.path} cannot be used as a recipe: ${what}${p.detail === undefined ? "" : ` (${p.detail})`}.\n${mend}`;
  },
  /** A recipe for another kind of data. `instead`: a recipe that would do. */
  E109: (p: { recipe: string; needs: DataNeed; instead: string | null }): string =>
    `${p.recipe.startsWith("--") ? p.recipe : `the recipe ${p.recipe}`} needs ` +
    `${p.needs === "knowledge" ? "labels or attributes" : p.needs}, and the data have none.\n` +
    (p.instead === null ? giving[p.needs] : `use --recipe ${p.instead}, or give a folder of images`),
  /** Labels that cannot be shared out evenly. */
  E150: (p: { count: number; classes: number }): string => {
    const below = Math.floor(p.count / p.classes) * p.classes;
    const near = below < p.classes ? `${p.classes}` : `${below} or ${below + p.classes}`;
    return `--labels: expected as many labels of each of the ${p.classes} classes, got ${p.count} in all.\ntake ${near}`;
  },
  /** More labels than there are. */
  E151: (p: { name: string; label: string; each: number; count: number; most: number }): string =>
    `--labels: expected ${p.each} labelled items of each class, but ${p.name} has ${p.count} of the class ${p.label}.\ntake ${p.most} or fewer`,
  /** A classifier asked of a run that has none. */
  E152: (_: Record<never, never>): string =>
    "this run's recipe trains no classifier.\ntrain one that does: --recipe sgan",
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
  /** A class that a generator does not have. `known`: their names, empty where they are not known. */
  E213: (p: { where: string; known: readonly string[]; got: string }): string => {
    const last = p.known.length - 1;
    const names = p.known.some((name, i) => name !== String(i)) ? `: ${shortened(p.known)}` : "";
    return p.known.length === 0
      ? `${p.where}: expected the number of a class, from 0, got ${p.got}.`
      : `${p.where}: expected one of ${p.known.length} classes, 0 to ${last}${names}; got ${p.got}.`;
  },
  /** A class asked of a generator that knows none. */
  E212: (p: { where: string }): string => `${p.where}: this generator was trained without classes.\nleave it out`,
  /** An attribute that a generator does not have. */
  E214: (p: { where: string; got: string; suggestion: string | null; known: readonly string[] }): string =>
    `${p.where}: expected attributes by name, and this generator has none called "${p.got}".${instead(p.suggestion, p.known)}`,
  /** Attributes asked of a generator that knows none. */
  E215: (p: { where: string }): string => `${p.where}: this generator was trained without attributes.\nleave it out`,
  /** Our own fault. */
  E901: (p: { problem: string; report: string }): string =>
    `something went wrong inside Gantry: ${p.problem}\na report, without your data, is at ${p.report}`,
} as const;
