/** @file `--dry-run`: every value and where it came from, sizes, shapes; nothing is trained or written. */
import { configRecord } from "gantry/config";
import { nodeRuntime } from "gantry/runtime/node";
import { type Estimate, estimateRun } from "gantry/training";
import type { Plan } from "gantry/training/node";
import { count, duration, short } from "./format.ts";
import { startLines } from "./start-lines.ts";
import type { Cli } from "./verb.ts";
import { tableLines } from "./width.ts";

/** @returns the exit code */
export async function dryRun(cli: Cli, plan: Plan): Promise<number> {
  const { out } = cli.terminal;
  const { device, threads } = plan.config.values;
  const estimate = await estimateRun(plan, nodeRuntime({ device: device === "auto" ? "cpu" : device, threads }));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  out.write(
    cli.json
      ? `${JSON.stringify({ ...factsOf(plan), estimate: { ...estimate, peakBytes } })}\n`
      : report(cli, plan, estimate),
  );
  return 0;
}

/** Parameters of each player, and the shape of what the generator draws. */
function factsOf({ config, dataset, layout, game, start }: Plan): object {
  return {
    config: configRecord(config),
    data: { name: dataset.name, count: dataset.count, shape: dataset.shape },
    parameters: Object.fromEntries(Object.values(layout).map(({ name, parameters }) => [name, parameters.size])),
    inputs: Object.fromEntries(Object.entries(game.inputs).map(([name, { shape }]) => [name, shape])),
    output: { [game.sampler.output]: ["N", ...dataset.shape] },
    ...(start === undefined ? {} : { from: { path: start.path, recipe: start.recipe, tensors: start.lines } }),
  };
}

function report(cli: Cli, { config, dataset, layout, game, start }: Plan, estimate: Estimate): string {
  const { texts, language, outPaint: paint } = cli;
  const shown = (value: unknown): string =>
    value === null ? "-" : Array.isArray(value) ? value.join(",") || "-" : String(value);
  const rows = Object.entries(configRecord(config)).map(([key, { value, origin }]) => [
    key,
    shown(value),
    origin === "default" ? paint.dim(texts.plan.origins[origin]) : texts.plan.origins[origin],
  ]);
  const players = Object.values(layout).map(({ name, parameters }) => [
    name,
    `${count(parameters.size, language)} ${texts.plan.parameters}`,
  ]);
  const inputs = Object.entries(game.inputs).map(([name, { shape }]) => [name, `[${shape.join(", ")}]`]);
  return [
    ...tableLines(rows),
    "",
    ...tableLines([
      [texts.plan.data, texts.plan.items({ count: count(dataset.count, language), shape: dataset.shape.join("×") })],
      ...players,
      ...inputs,
      [game.sampler.output, `[N, ${dataset.shape.join(", ")}]`],
      [texts.plan.time, timeText(cli, estimate, config.values)],
    ]),
    ...(start === undefined ? [] : ["", ...startLines(cli, start)]),
    "",
  ].join("\n");
}

/** The steps' time, unless the clock ends the run before. */
function timeText(
  { language, texts }: Cli,
  { compileMs, msPerStep }: Estimate,
  { steps, minutes }: Plan["config"]["values"],
): string {
  const bySteps = (compileMs + steps * msPerStep) / 1000;
  const seconds = minutes === null ? bySteps : Math.min(bySteps, minutes * 60);
  return texts.plan.estimate({
    time: duration(seconds, language),
    steps: count(steps, language),
    ms: short(msPerStep, language),
  });
}
