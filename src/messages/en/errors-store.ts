/** @file Errors (`E50x`, `E51x`) and warnings (`W50x`) of `store`: run folders, checkpoints, locks, disks. */

import { detailText } from "./details.ts";

/** Numbers as people read them: 60,000. */
const n = (value: number): string => value.toLocaleString("en-GB");

/** "2026-11-20 11:32 UTC" of an ISO time. */
const minuteOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** What is wrong with a file; each language has a clause for each kind. */
export type Damage =
  | { readonly kind: "missing" }
  | { readonly kind: "short"; readonly expected: number; readonly got: number }
  | { readonly kind: "hash"; readonly expected: string; readonly got: string }
  | { readonly kind: "syntax"; readonly detail: string }
  | { readonly kind: "header"; readonly length: number; readonly file: number }
  | { readonly kind: "tensor"; readonly name: string; readonly fault: TensorFault; readonly got: string }
  | { readonly kind: "field"; readonly name: string; readonly expected: string; readonly got: string };

/** Why a line of control.jsonl is no request. */
export type RequestProblem = "json" | "object" | "type" | "key" | "value";

export type TensorFault = "dtype" | "shape" | "offsets" | "duplicate" | "size";

const tensorFaults: Readonly<Record<TensorFault, string>> = {
  dtype: "has a type that is not read here",
  shape: "has a shape that is not a list of sizes",
  offsets: "lies outside the data, or overlaps or leaves a gap before it",
  duplicate: "stands there twice",
  size: "has data of another length than its shape asks for",
};

function damageText(damage: Damage): string {
  switch (damage.kind) {
    case "missing":
      return "it is missing";
    case "short":
      return `it has ${n(damage.got)} bytes where ${n(damage.expected)} were written`;
    case "hash":
      return `its SHA-256 is ${damage.got.slice(0, 12)}… where ${damage.expected.slice(0, 12)}… was written`;
    case "syntax":
      return `it is not valid JSON (${damage.detail})`;
    case "header":
      return `its header claims ${damage.length} bytes in a file of ${damage.file}`;
    case "tensor":
      return `tensor ${JSON.stringify(damage.name)} ${tensorFaults[damage.fault]} (${damage.got})`;
    case "field":
      return `${damage.name} should be ${damage.expected}, and is ${damage.got}`;
  }
}

/** What is wrong with a note or a tag; `most`: how long it may be, or how many there may be. */
export interface LabelFault {
  readonly what: "note" | "tag";
  readonly text: string;
  readonly problem: "length" | "character" | "count";
  readonly most: number;
}

const listText = (names: readonly string[], none: string): string => {
  if (names.length === 0) return none;
  return names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");
};

export const storeErrors = {
  /** A file stands where a folder is needed. */
  E500: (p: { path: string }): string =>
    `${p.path} is a file, and a run needs a folder there. Give another folder with --out, or move the file away.`,
  /** A checkpoint that does not fit the program: `expected`/`got` are type and shape, `null` for none. */
  E501: (p: { path: string; tensor: string; expected: string | null; got: string | null }): string =>
    `${p.path}: tensor ${p.tensor} should be ${p.expected ?? "absent"}, and is ${p.got ?? "absent"}. ` +
    "Resume with the recipe and settings of run.json, or start a new run.",
  /** No space left on the device. */
  E502: (p: { path: string }): string =>
    `the disk is full: ${p.path} could not be written. Free some space and resume; what was saved before is whole.`,
  /** Any other refusal by the file system. */
  E503: (p: { path: string; action: "read" | "write"; reason: string }): string =>
    `${p.path} could not be ${p.action === "read" ? "read" : "written"} (${detailText(p.reason)}). ` +
    "Check the folder's permissions and whether the drive is still there.",
  /** Nothing of that name. */
  E504: (p: { run: string; root: string; seen: readonly string[] }): string =>
    `there is no run ${p.run}. ` +
    (p.seen.length === 0
      ? `${p.root} holds no runs. Train one, or give a run's folder.`
      : `${p.root} holds ${listText(p.seen, "")}. Give one of those, or a run's folder.`),
  /** A folder, but no run. */
  E505: (p: { path: string; seen: readonly string[] }): string =>
    `${p.path} is not a run: it has no run.json (it holds ${listText(p.seen, "nothing")}). ` +
    "Give the folder that training printed.",
  /** Written by a later version. */
  E506: (p: { path: string; found: number; known: number }): string =>
    `${p.path} was written by a newer Gantry: its format is ${p.found}, this one reads up to ${p.known}. ` +
    "Update with: npm install gantry@latest",
  /** The name is taken. */
  E507: (p: { path: string; found: string }): string =>
    `${p.path} already holds a run (${p.found}). Continue it with gantry resume, or give another name with --run.`,
  /** A live process trains it. */
  E508: (p: { path: string; pid: number; since: string }): string =>
    `${p.path} is being trained by process ${p.pid} since ${minuteOf(p.since)}. Stop it there with Ctrl-C, or wait for its end.`,
  /** One of the run's own files cannot be understood. */
  E509: (p: { path: string; damage: Damage }): string =>
    `${p.path} is damaged: ${damageText(p.damage)}. Restore it from a copy; nothing else was touched.`,
  /** No checkpoint to go on from. */
  E510: (p: { run: string; problems: readonly { readonly path: string; readonly damage: Damage }[] }): string =>
    p.problems.length === 0
      ? `${p.run} has no checkpoint yet. Train it again from the start.`
      : `${p.run} has no whole checkpoint. ${p.problems.map((q) => `${q.path}: ${damageText(q.damage)}`).join("; ")}. ` +
        "Restore one from a copy, or train again from the start.",
  /** A safetensors file that breaks its format. */
  E511: (p: { where: string; damage: Damage }): string =>
    `${p.where} is no readable safetensors file: ${damageText(p.damage)}. Use another copy of it.`,
  /** A name that some system would refuse, or that leaves the folder. */
  E512: (p: { name: string; problem: "empty" | "character" | "reserved" | "ending" | "length" }): string =>
    `the name ${JSON.stringify(p.name)} ${nameProblems[p.problem]}. Use letters, digits, "-", "_" and ".".`,
  /** More than one run begins so. */
  E513: (p: { run: string; root: string; matches: readonly string[] }): string =>
    `${p.run} fits more than one run in ${p.root}: ${listText(p.matches, "none")}. Write more of the name.`,
  /** A step that was not kept. */
  E514: (p: { run: string; which: string; available: readonly string[] }): string =>
    `${p.run} has no checkpoint ${p.which}. It keeps ${listText(p.available, "none")}.`,
  /** A run that cannot be put into the trash: one that is trained (`pid`), or may be (`owner` is damaged), or a link. */
  E521: (p: { run: string; pid: number | null; owner?: string }): string => {
    if (p.owner !== undefined)
      return `whether ${p.run} is being trained cannot be told: ${p.owner} is damaged. If nobody trains it, delete that file; then the run can go to the trash.`;
    return p.pid === null
      ? `${p.run} is a link to a run's folder. Remove the link itself; the run stays where it is.`
      : `${p.run} is being trained by process ${p.pid}. Stop it first, in the Studio or with Ctrl-C; then it can go to the trash.`;
  },
  /** Nothing to restore, or nowhere to. */
  E522: (p: { run: string; root: string; taken: boolean; seen: readonly string[] }): string => {
    if (p.taken)
      return `there is another ${p.run} in ${p.root} by now. Rename that one first; the trash keeps this one.`;
    return p.seen.length === 0
      ? `the trash of ${p.root} is empty; there is no ${p.run} in it.`
      : `there is no ${p.run} in the trash of ${p.root}. It holds ${listText(p.seen, "")}.`;
  },
  /** A note or a tag that lists could not show. */
  E523: (p: LabelFault): string => {
    const shown = JSON.stringify(p.text.length > 60 ? `${p.text.slice(0, 60)}…` : p.text);
    if (p.problem === "count") return `a run has ${p.most} tags at most. Leave out ${shown} or another.`;
    if (p.problem === "length") return `the ${p.what} ${shown} is longer than ${p.most} characters. Shorten it.`;
    return p.what === "tag"
      ? `the tag ${shown} holds a comma, a quote or a control character. Use other characters.`
      : `the note ${shown} holds a control character. Take it out.`;
  },
  /** A damaged checkpoint was passed over. `instead`: the path of the one taken in its place. */
  W501: (p: { path: string; damage: Damage; instead: string }): string =>
    `${p.path} is damaged: ${damageText(p.damage)}. Going on from ${p.instead}.`,
  /** A line of control.jsonl that is no request. */
  W502: (p: { line: string; problem: RequestProblem }): string =>
    `control.jsonl: ${JSON.stringify(p.line)} was ignored: ${requestProblems[p.problem]}. ` +
    'A request looks like {"type":"pause"}, or "resume", "save", "stop", or {"type":"set","key":"lr.g","value":0.0001}.',
} as const;

const nameProblems = {
  empty: "is empty",
  character: "holds a character that not every system allows in a file's name",
  reserved: "is reserved by Windows",
  ending: "ends with a dot or a space, which Windows drops",
  length: "is longer than 100 characters",
} as const;

const requestProblems: Readonly<Record<RequestProblem, string>> = {
  json: "it is not JSON",
  object: "it is no object",
  type: "it has no type that is known",
  key: "it does not say what to set",
  value: "it does not say to what",
};
