/** @file `gantry bench`: how fast a workload steps here, and where a step's time goes. */
import { GantryError, suggestionFor } from "gantry/base";
import { isWorkload, WORKLOADS } from "gantry/bench";
import { type BenchResult, runBench } from "gantry/bench/node";
import { count, short } from "../format.ts";
import type { Call, Cli, Options, Verb, VerbOption } from "../verb.ts";
import { tableLines } from "../width.ts";
import { profileLines } from "./bench-profile.ts";

const whole = (name: string, min: number): VerbOption => ({
  name,
  type: { kind: "integer", min },
  default: null,
  argument: "n",
});

export const benchVerb: Verb = {
  name: "bench",
  words: ["<workload>"],
  options: [
    {
      name: "device",
      type: { kind: "choice", choices: ["cpu", "webgpu", "cuda"] },
      default: "cpu",
      argument: "cpu|webgpu|cuda",
    },
    whole("threads", 1),
    whole("steps", 1),
    whole("warmup", 0),
    whole("size", 4),
    { ...whole("channels", 1), type: { kind: "integer", only: [1, 3, 4] }, argument: "1|3|4" },
    whole("batch", 1),
    whole("width", 1),
    { ...whole("kernel", 3), type: { kind: "integer", only: [3, 4, 5] }, argument: "3|4|5" },
    whole("k", 1),
    { name: "profile", type: { kind: "switch" }, default: false, argument: "" },
  ],
  run,
};

const NUMBERS = ["threads", "steps", "warmup", "size", "channels", "batch", "width", "kernel", "k"] as const;

async function run({ cli, words, options }: Call): Promise<number> {
  const workload = words[0] as string;
  if (!isWorkload(workload)) {
    const suggestion = suggestionFor(workload, WORKLOADS);
    throw new GantryError("E209", { got: workload, suggestion, known: WORKLOADS });
  }
  const chosen = { device: options.text("device") as "cpu", profile: options.flag("profile") };
  const result = await runBench(workload, { ...chosen, ...numbersOf(options) });
  const lines = (): string[] => [
    ...table(cli, result),
    ...(result.profile === undefined ? [] : ["", ...profileLines(cli, result.profile)]),
  ];
  cli.terminal.out.write(cli.json ? `${JSON.stringify(result)}\n` : `${lines().join("\n")}\n`);
  return 0;
}

const numbersOf = (options: Options): object =>
  Object.fromEntries(NUMBERS.flatMap((name) => (options.number(name) === null ? [] : [[name, options.number(name)]])));

function table({ language, texts }: Cli, result: BenchResult): string[] {
  const { bench } = texts.results;
  const rate = (value: number): string => `${short(value, language)} GFLOP/s`;
  return tableLines([
    [bench.workload, result.workload],
    [bench.device, texts.training.device(result)],
    [
      bench.msPerStep,
      bench.times({ median: short(result.msPerStep.median, language), min: short(result.msPerStep.min, language) }),
    ],
    [bench.work, `${short(result.gflopPerStep, language)} GFLOP`],
    [bench.rate, rate(result.gflops)],
    [bench.product, rate(result.gemmGflops)],
    [bench.efficiency, `${Math.round(100 * result.efficiency)} %`],
    [bench.memory, `${count(result.peakRssMb, language)} MB`],
    [bench.nodes, count(result.nodes, language)],
    [bench.compile, `${count(result.compileMs, language)} ms`],
  ]);
}
