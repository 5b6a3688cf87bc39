/** @file A wish to export, checked, and as words of the command line. */
import { GantryError } from "gantry/base";
import { type ExportRequest, NUMBERS, TARGETS, WEIGHTS } from "../../api/exports.ts";
import { shown } from "../shown.ts";

/** @param body of a request @throws E608 */
export function exportAsked(body: unknown): ExportRequest {
  const {
    target,
    numbers = "float32",
    weights = "average",
    checkpoint = "last",
  } = (body ?? {}) as Record<string, unknown>;
  return {
    target: oneOf("target", TARGETS, target),
    numbers: oneOf("numbers", NUMBERS, numbers),
    weights: oneOf("weights", WEIGHTS, weights),
    checkpoint: checkpointIn(checkpoint),
  };
}

function oneOf<T extends string>(name: string, known: readonly T[], value: unknown): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new GantryError("E608", { name, expected: known.join(", "), got: shown(value) });
  return found;
}

function checkpointIn(value: unknown): ExportRequest["checkpoint"] {
  if (value === "last" || value === "best") return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GantryError("E608", { name: "checkpoint", expected: "last, best or a step", got: shown(value) });
}

/** @param run the run's folder @param out a file or, for the web, a folder */
export function exportWords(
  { target, numbers, weights, checkpoint }: ExportRequest,
  run: string,
  out: string,
): string[] {
  return [
    ...["export", run, "--out", out, "--weights", weights, "--checkpoint", String(checkpoint)],
    ...(target === "classifier" ? ["--what", "classifier"] : []),
    ...(target === "web" ? ["--to", "web"] : []),
    ...(numbers === "float32" ? [] : [`--${numbers}`]),
  ];
}

/** Of the one file that is written. */
export const fileName = ({ target, numbers }: ExportRequest): string =>
  `${target}${numbers === "float32" ? "" : `-${numbers}`}.onnx`;

/** The folder's name: the same wish at the same step takes the place of what was made before. */
export const keyOf = ({ target, numbers, weights }: ExportRequest, step: number): string =>
  [target, ...(target === "web" ? [] : [numbers]), weights, String(step).padStart(6, "0")].join("-");
