/** @file A workload at a shape, in one word: `dcgan64:size=48,batch=37`. What is left out is the workload's own. */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import { isWorkload, WORKLOADS, type Workload, type WorkloadShape, workloadShape } from "./workloads.ts";

export interface ShapedWorkload {
  readonly workload: Workload;
  readonly shape: WorkloadShape;
}

/** @throws E209 for a workload that is none, E112 for what is no number of its shape */
export function parseWorkload(spec: string): ShapedWorkload {
  const [workload = "", changes = ""] = spec.split(":", 2);
  if (!isWorkload(workload)) {
    throw new GantryError("E209", { got: workload, suggestion: suggestionFor(workload, WORKLOADS), known: WORKLOADS });
  }
  const own = workloadShape(workload);
  const pairs = changes.split(",").filter((pair) => pair !== "");
  const numbers = pairs.map((pair): [string, number] => {
    const [name = "", value = ""] = pair.split("=", 2);
    if (name in own && /^\d+$/.test(value)) return [name, Number(value)];
    const expected = `${Object.keys(own).join("=…, ")}=…`;
    throw new GantryError("E112", { where: `bench ${spec}`, expected, got: pair });
  });
  return { workload, shape: workloadShape(workload, Object.fromEntries(numbers)) };
}
