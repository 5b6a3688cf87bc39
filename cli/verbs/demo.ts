/** @file `gantry demo`: a set that needs nothing, trained for as long as one likes to watch. */

import { GantryError } from "gantry/base";
import { objectLayer } from "gantry/config";
import type { Call, Verb } from "../verb.ts";
import { displayOptions, planAloud, trainPlan } from "./train.ts";

/** What shows the idea in seconds (points) or in two minutes (digits). */
const DEMOS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ring8: { minutes: 0.25 },
  grid25: { minutes: 0.5 },
  moons: { minutes: 0.25 },
  strokes: { minutes: 1.8 },
};

const DEFAULT = "ring8";

export const demoVerb: Verb = {
  name: "demo",
  words: ["[name]"],
  options: [{ name: "seconds", type: { kind: "number", above: 0 }, default: null, argument: "n" }, ...displayOptions],
  config: "general",
  without: ["attributes", "attributesFile", "exclude", "crop"], // none of its sets has any, nor files
  run,
};

async function run({ cli, words, options, layers }: Call): Promise<number> {
  const name = words[0] ?? DEFAULT;
  const settings = DEMOS[name];
  if (settings === undefined) {
    throw new GantryError("E101", {
      where: "gantry demo",
      expected: { kind: "choice", choices: Object.keys(DEMOS) },
      got: name,
      initial: DEFAULT,
    });
  }
  const seconds = options.number("seconds");
  const demo = { ...settings, data: name, ...(seconds === null ? {} : { minutes: seconds / 60 }) };
  return trainPlan(cli, await planAloud(cli, [objectLayer(demo), ...layers]), options);
}
