/** @file Errors (`E60x`, `E61x`) and warnings (`W60x`) of the Studio's server: the command's, and what routes answer. */
import { detailText } from "./details.ts";

/** Why a folder cannot be shown. */
export type RunsFolderProblem = "missing" | "file" | "run" | "foreign";

const listText = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 6).join(", ")} and ${names.length - 6} more` : names.join(", ");

export const studioErrors = {
  /** No folder of runs. `seen`: what lies in it; `above`: the folder it lies in. */
  E600: (p: { path: string; problem: RunsFolderProblem; seen: readonly string[]; above: string }): string => {
    switch (p.problem) {
      case "missing":
        return `there is no folder ${p.path}. Train something first (gantry demo), or give the folder of your runs: gantry studio <folder>`;
      case "file":
        return `${p.path} is a file, and the Studio shows a folder of runs. Give the folder: gantry studio <folder>`;
      case "run":
        return `${p.path} is one run; the Studio shows the folder that it lies in. Try: gantry studio ${p.above}`;
      case "foreign":
        return `${p.path} holds no run (it holds ${listText(p.seen)}). Give the folder that training wrote to, runs by default, or an empty one.`;
    }
  },
  /** No port to listen on. */
  E601: (p: { host: string; port: number; last: number; reason: string }): string =>
    (p.last === p.port
      ? `${p.host}:${p.port} cannot be listened on (${detailText(p.reason)}). `
      : `ports ${p.port} to ${p.last} of ${p.host} cannot be listened on (${detailText(p.reason)}). `) +
    "Give another with --port; --port 0 takes any that is free.",
  /** Neither token nor cookie. */
  E602: (_: object): string =>
    "this page opens by the address that gantry studio printed, token and all. Copy that address from the terminal.",
  /** Asked under another name, or by another site. */
  E603: (p: { header: string; value: string }): string =>
    `the request's ${p.header} is ${JSON.stringify(p.value)}, which is not this Studio. ` +
    "Open it by the address that gantry studio printed.",
  /** `--readonly`. */
  E604: (_: object): string =>
    "this Studio only shows: it was started with --readonly. Start one without to change runs.",
  /** A request that changes something, without what only the page can send. */
  E605: (p: { header: string; expected: string; got: string | null }): string =>
    `the header ${p.header} should be ${p.expected}, and is ${p.got === null ? "absent" : JSON.stringify(p.got)}.`,
  E606: (p: { path: string }): string => `there is nothing at ${p.path}. The API is at /api/runs.`,
  E607: (p: { id: string }): string =>
    `there is no run ${JSON.stringify(p.id)} in this folder: it was moved, deleted or never there.`,
  /** A parameter of the address, or a member of the body. */
  E608: (p: { name: string; expected: string; got: string }): string =>
    `${p.name} should be ${p.expected}, and is ${p.got}.`,
  /** `problem`: a code of the web server or its words. */
  E609: (p: { problem: string }): string => `the request cannot be read: ${p.problem}`,
  E610: (p: { id: string }): string =>
    `nobody trains ${p.id} now, so nobody would do that. Resume it first: gantry resume ${p.id}`,
  /** A training process that ended before it had a run. */
  E611: (p: { code: string; log: string }): string =>
    `the training ended with ${p.code} before it began. Its words are in ${p.log}`,
  E612: (p: { method: string; path: string }): string => `${p.path} does not take ${p.method}.`,
  E613: (p: { path: string }): string => `the page is not built: ${p.path} is missing. Build it: npm run build`,
  /** A link out of the folder. */
  E614: (p: { id: string }): string =>
    `${p.id} leads out of this folder by a link, and nothing outside is shown. Open the folder that it leads to, or copy the run here.`,
  E615: (p: { problem: string }): string =>
    `the Studio's server failed: ${p.problem}. The runs are untouched; please report it with what you did.`,
  /** A file of a run that may be fetched, but is not there. */
  E616: (p: { id: string; file: string }): string => `${p.id} has no file ${p.file}.`,
  /** The connection was closed before the answer. */
  E617: (_: object): string => "whoever asked for this went away, and it was given up.",
  /** Nothing of that name in the trash. */
  E618: (p: { entry: string }): string =>
    `there is no ${JSON.stringify(p.entry)} in the trash: it was taken out, deleted or never there.`,
  /** A plan of data that would have to be downloaded first. */
  E630: (_: object): string =>
    "these data are not on this computer yet, and a plan downloads nothing. Start the run: it fetches them first.",
  /** One export of a run at a time. */
  E619: (p: { id: string }): string => `an export of ${p.id} is being made or compared. Wait for it, and ask again.`,
  /** An export's process that ended without a word. */
  E620: (p: { code: string; log: string }): string =>
    `the export ended with ${p.code} and made nothing. Its words are in ${p.log}`,
  /** One that hangs. */
  E621: (p: { minutes: number; log: string }): string =>
    `the export was not done after ${p.minutes} minutes, and was ended. Its words are in ${p.log}`,
  W601: (p: { taken: number; port: number }): string => `port ${p.taken} is taken; this Studio is at ${p.port}.`,
  /** `--studio` beside a training, which begins all the same. */
  W603: (p: { problem: string }): string => `the Studio could not be opened: ${p.problem}`,
  W602: (p: { host: string }): string =>
    `whoever reaches ${p.host} and has the address can see and change these runs, and nothing encrypts the way. Use it in networks you trust.`,
} as const;
