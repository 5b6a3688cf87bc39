/** @file What a step costs, as far as it can be counted without running it: the same on every machine. */
import type { Node } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { inputsOf, resultsOf, withResults } from "../graph/program.ts";
import { lowerProgram } from "../onnx/lower.ts";
import { declareGame } from "../steps/declare.ts";
import { fusedStep } from "../steps/step.ts";
import { stepGflop } from "./flops.ts";
import { bytesOf, graphGflop, valueBytes } from "./multiplications.ts";
import type { ShapedWorkload } from "./workload-spec.ts";
import { workloadGame } from "./workloads.ts";

export interface StepCounts {
  /** Of the ONNX model that is handed to the runtime, with the lowerings that are chosen without measuring. */
  readonly nodes: number;
  /** What the algorithm needs (`flops.ts`). */
  readonly gflop: number;
  /** What the simplified graph multiplies, before lowerings are chosen: work that is done twice shows here. */
  readonly graphGflop: number;
  /** Bytes of all the values the simplified graph computes, each node's as if it went to memory: passes over data. */
  readonly valueBytes: number;
  /** Bytes a step of batches, noise and controls. */
  readonly fedBytes: number;
  /** Bytes a step that the host reads. */
  readonly fetchedBytes: number;
  /** Bytes of state that go into the session, and that come out of it, each step. */
  readonly stateInBytes: number;
  readonly stateOutBytes: number;
}

/** Compiles a step, and counts. */
export function stepCounts({ workload, shape }: ShapedWorkload): StepCounts {
  const game = workloadGame(workload, shape);
  const step = fusedStep(game, declareGame(game));
  const program = withResults(step.program, simplify(resultsOf(step.program)));
  const fed = new Set([...step.inputs.map(({ name }) => name), ...step.controls.map((name) => `control/${name}`)]);
  const inputs = [...inputsOf(program)];
  const among = (isFed: boolean): Node[] => inputs.filter(([name]) => fed.has(name) === isFed).map(([, node]) => node);
  return {
    nodes: lowerProgram(program).nodes,
    gflop: stepGflop(workload, shape),
    graphGflop: graphGflop(resultsOf(program)),
    valueBytes: valueBytes(resultsOf(program)),
    fedBytes: bytesOf(among(true)),
    fetchedBytes: bytesOf(Object.values(program.outputs)),
    stateInBytes: bytesOf(among(false)),
    stateOutBytes: bytesOf(Object.values(program.updates)),
  };
}
