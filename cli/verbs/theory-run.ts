/** @file A run on the line, for Figure 1: its data as a density, its game, the states of some of its checkpoints. */
import { GantryError } from "gantry/base";
import { type ConfigRecord, configFromRecord } from "gantry/config";
import type { Dataset } from "gantry/data";
import type { Game } from "gantry/game";
import type { GameLayout } from "gantry/steps";
import type { RunFolder } from "gantry/store/node";
import { histogramOf, mixture } from "gantry/theory";
import { stateFromNamed } from "gantry/training";
import { planOfRun } from "gantry/training/node";
import { count } from "../format.ts";
import type { Cli } from "../verb.ts";
import type { LineData, Look } from "./theory-figure.ts";

export interface LineRun {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly data: LineData;
  readonly looks: readonly Look[];
  /** Whether D's output is no logit of a probability. */
  readonly critic: boolean;
}

/** Their D's output is no logit of the probability that x is real. */
const CRITICS: readonly unknown[] = ["wasserstein", "hinge", "ls", "relativistic"];
const PANELS = 4;
const MOST_PANELS = 6;

/**
 * @param asked steps to draw, as typed; null for four, evenly spread over what is kept
 * @throws E723 for a run that has no such figure, E724 for steps that are not kept, E515 E520 where its data are others or gone
 */
export async function openLineRun(cli: Cli, run: RunFolder, asked: readonly string[] | null): Promise<LineRun> {
  const config = configFromRecord(run.record.config as ConfigRecord);
  const { kind, shape } = run.record.data;
  const refuse = (problem: "images" | "dimensions" | "classes" | "checkpoints", got: number): never => {
    throw new GantryError("E723", { run: run.path, problem, got });
  };
  if (kind !== "points") refuse("images", 0);
  if (shape[0] !== 1) refuse("dimensions", shape[0] ?? 0);
  const { steps } = await run.checkpoints();
  if (steps.length < 2) refuse("checkpoints", steps.length);
  const { game, layout, dataset } = await planOfRun(run);
  if (game.sampler.inputs.some((name) => name !== "z")) refuse("classes", dataset.classes?.length ?? 0);
  const looks: Look[] = [];
  for (const step of asked === null ? spread(steps) : chosen(asked, steps)) {
    const checkpoint = await run.readCheckpoint(step);
    if (checkpoint === null) continue;
    const state = stateFromNamed(layout, checkpoint.tensors, checkpoint.path);
    looks.push({ title: cli.texts.theory.figure.step({ step: count(step, cli.language) }), state });
  }
  return { game, layout, data: lineData(dataset), looks, critic: CRITICS.includes(config.values.settings.loss) };
}

/** Up to four, the first and the last among them. */
function spread(steps: readonly number[]): number[] {
  const shown = Math.min(PANELS, steps.length);
  return Array.from({ length: shown }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (shown - 1))] as number);
}

function chosen(asked: readonly string[], kept: readonly number[]): number[] {
  const steps = asked.map(Number);
  const rising = steps.every((step, i) => kept.includes(step) && (i === 0 || step > (steps[i - 1] as number)));
  if (rising && steps.length >= 1 && steps.length <= MOST_PANELS) return steps;
  throw new GantryError("E724", { where: "--panels", got: asked.join(","), kept });
}

/** Few enough that 50,000 points leave little noise, many enough for five modes. */
const DATA_BINS = 128;

/** The density in closed form where the data are a known mixture, else the histogram of all points. */
function lineData({ modes, count: items, read }: Dataset): LineData {
  if (modes !== undefined) {
    const { centres, sigma } = modes;
    const means = centres.map(([mean]) => mean as number);
    return {
      density: mixture(means.map((mu) => ({ mu, sd: sigma }))),
      range: [Math.min(...means) - 4 * sigma, Math.max(...means) + 4 * sigma],
      samples: null,
    };
  }
  const points = new Float32Array(items);
  read(
    Array.from({ length: items }, (_, i) => i),
    points,
  );
  const density = histogramOf(points, { bins: DATA_BINS });
  return { density, range: density.support, samples: items };
}
