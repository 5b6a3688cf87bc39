/** @file What is to be exported, as the address keeps it; what does not go together is put right. */
import { shellWord } from "../../../api/command-line.ts";
import { NUMBERS, TARGETS, WEIGHTS } from "../../../api/exports.ts";
import type { ExportRequest, RunDetail } from "../../../api/index.ts";
import type { Query } from "../../state/route.ts";

/** What of a run decides what can be exported. */
export interface Possible {
  readonly targets: readonly ExportRequest["target"][];
  readonly images: boolean;
  /** There is a moving average beside the live weights. */
  readonly averaged: boolean;
  /** Steps of checkpoints, rising. */
  readonly steps: readonly number[];
  readonly last: number | null;
  readonly best: number | null;
}

export function possibleFor({ record, files, checkpoints, summary }: RunDetail): Possible {
  const classifier = files["classifier.onnx"] !== undefined;
  const ema = record.config.ema?.value;
  return {
    targets: TARGETS.filter((target) => target !== "classifier" || classifier),
    images: summary.data.kind === "images",
    averaged: typeof ema === "number" && ema > 0,
    ...checkpoints,
  };
}

export function numbersFor(target: ExportRequest["target"], { images }: Possible): readonly ExportRequest["numbers"][] {
  if (target === "web") return ["float32"];
  return NUMBERS.filter((numbers) => numbers !== "uint8" || (images && target === "generator"));
}

const among = <T extends string>(known: readonly T[], text: string | undefined, initial: T): T =>
  known.find((one) => one === text) ?? initial;

export function wishIn(query: Query, possible: Possible): ExportRequest {
  const target = among(possible.targets, query.what, "generator");
  const step = Number(query.from);
  const asked = query.from === "best" && possible.best !== null ? "best" : "last";
  return {
    target,
    numbers: among(numbersFor(target, possible), query.numbers, "float32"),
    weights: possible.averaged ? among(WEIGHTS, query.weights, "average") : "average",
    checkpoint: /^\d+$/.test(query.from ?? "") && possible.steps.includes(step) ? step : asked,
  };
}

/** As a person would type it. @param run its name, or its path where it does not lie in `runs` */
export function commandFor({ target, numbers, weights, checkpoint }: ExportRequest, run: string): string {
  return [
    `gantry export ${shellWord(run)}`,
    ...(target === "classifier" ? ["--what classifier"] : []),
    ...(target === "web" ? ["--to web"] : []),
    ...(numbers === "float32" ? [] : [`--${numbers}`]),
    ...(weights === "live" ? ["--weights live"] : []),
    ...(checkpoint === "last" ? [] : [`--checkpoint ${checkpoint}`]),
  ].join(" ");
}

/** Where a run is found from the folder that its folder of runs lies in. */
export const runWord = (folder: string, id: string): string =>
  /[/\\]runs$/.test(folder) ? id : `${folder}${folder.includes("\\") ? "\\" : "/"}${id}`;
