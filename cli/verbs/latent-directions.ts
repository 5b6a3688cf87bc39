/** @file `gantry latent directions`: the directions in which G's pictures vary most. */
import { encodeNpy } from "gantry/data";
import { along, columnOf, drawLatents, latents, positions, principalDirections, rowOf, stacked } from "gantry/latent";
import { short } from "../format.ts";
import {
  judgeOptions,
  latentOptions,
  type OpenedRun,
  openJudge,
  openLatentRun,
  seedOption,
  sheetRows,
  showFound,
  writeSheet,
} from "../latent-run.ts";
import { writeOutput } from "../output.ts";
import type { Call, Cli, Options, Verb } from "../verb.ts";

export const latentDirectionsVerb: Verb = {
  name: "latent directions",
  words: ["<run>"],
  options: [
    { name: "components", type: { kind: "integer", min: 1, max: 256 }, default: 8, argument: "n" },
    { name: "samples", type: { kind: "integer", min: 2, max: 100_000 }, default: 2000, argument: "n" },
    { name: "frames", type: { kind: "integer", min: 2, max: 100 }, default: 9, argument: "n" },
    { name: "reach", type: { kind: "number", above: 0 }, default: 2.5, argument: "x" },
    { name: "sample", type: { kind: "integer", min: 0, max: 100_000 }, default: 0, argument: "i" },
    { name: "npy", type: { kind: "text" }, default: null, argument: "file" },
    seedOption,
    ...judgeOptions.filter(({ name }) => name === "judge"),
    ...latentOptions,
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const opened = await openLatentRun(words[0] as string, options);
  const { trained, runtime } = opened;
  const [components, seed] = [options.number("components") as number, options.number("seed") as number];
  const samples = options.number("samples") as number;
  const { steps, shares } = await principalDirections(runtime, trained, { components, samples, seed });
  const directions = Array.from({ length: steps.rows }, (_, i) =>
    Float32Array.from(steps.values.subarray(i * steps.columns, (i + 1) * steps.columns)),
  );
  const file = await draw(cli, opened, directions, options);
  const effects = await effectsOf(opened, directions, options);
  const npy = options.text("npy");
  const written =
    npy === null ? null : await writeOutput(cli, npy, encodeNpy([steps.rows, steps.columns], stacked(directions).data));
  const lines = Array.from(shares, (share, i) =>
    cli.texts.latent.directions({ index: i + 1, share, effect: effectText(cli, effects?.[i]) }),
  );
  return showFound(cli, lines, { file, shares: [...shares], samples, effects, npy: written });
}

/** One sample along each direction, a row each. */
async function draw(
  cli: Cli,
  { trained, runtime }: OpenedRun,
  directions: readonly Float32Array[],
  options: Options,
): Promise<string> {
  const index = options.number("sample") as number;
  const z = rowOf(latents(trained.game, index + 1, options.number("seed") as number), index);
  const steps = positions(options.number("frames") as number);
  const reach = options.number("reach") as number;
  const rows = directions.map((direction) => steps.map((t) => along(z, direction, reach * t)));
  const drawn = await drawLatents(runtime, trained, stacked(rows.flat()));
  const out = options.text("out") ?? "directions.png";
  return writeSheet(cli, out, sheetRows(drawn, steps.length), drawn.shape.slice(1));
}

/** Samples that a direction's effect is measured on. */
const JUDGED = 64;

type Effects = Readonly<Record<string, number>>;

/** By how much each attribute changes from one end to the other, in its deviations between samples; null without a judge. */
async function effectsOf(
  opened: OpenedRun,
  directions: readonly Float32Array[],
  options: Options,
): Promise<Effects[] | null> {
  const { trained, runtime } = opened;
  const judge = await openJudge(opened, options);
  if (judge === null) return null;
  try {
    const z = latents(trained.game, JUDGED, options.number("seed") as number);
    const reach = options.number("reach") as number;
    const told = async (rows: readonly Float32Array[]) => judge.of(await drawLatents(runtime, trained, stacked(rows)));
    const rows = Array.from({ length: JUDGED }, (_, i) => rowOf(z, i));
    const usual = await told(rows);
    const all: Effects[] = [];
    for (const direction of directions) {
      const [low, high] = [
        await told(rows.map((row) => along(row, direction, -reach))),
        await told(rows.map((row) => along(row, direction, reach))),
      ];
      const change = judge.attributes.flatMap(({ name, kind }, column): [string, number][] => {
        if (kind === "place") return [];
        const moved = meanOf(columnOf(high, column)) - meanOf(columnOf(low, column));
        return [[name, moved / (deviationOf(columnOf(usual, column)) || 1)]];
      });
      all.push(Object.fromEntries(change));
    }
    return all;
  } finally {
    await judge.release();
  }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

/** The attributes that change most. */
function effectText({ language }: Cli, effects: Effects | undefined): string {
  const strongest = Object.entries(effects ?? {})
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, 2)
    .filter(([, change]) => Math.abs(change) >= 1);
  return strongest
    .map(([name, change]) => `${name} ${change > 0 ? "+" : "−"}${short(Math.abs(change), language)} σ`)
    .join(", ");
}
