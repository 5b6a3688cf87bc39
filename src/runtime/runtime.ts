/**
 * @file What a runtime is: it opens programs and runs them over state that it keeps where it computes.
 *
 * State is a set of named tensors. A program that has an input called like one reads it; an update called like one
 * replaces it. Several programs (phases, a fused step, a sampler) share one state.
 */
import type { Tensor } from "../base/tensor.ts";
import type { Program } from "../graph/program.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import type { Model } from "./model.ts";

export type Tensors = Readonly<Record<string, Tensor>>;

export interface DeviceState {
  /** Copies to the host. @param names all by default */
  readonly read: (names?: readonly string[]) => Promise<Record<string, Tensor>>;
  /** Replaces these tensors; others stay. Shapes and types are those of the first write. */
  readonly write: (tensors: Tensors) => void;
  readonly release: () => void;
}

export interface Session {
  /** How many nodes the compiled program has, and how long compiling took so far, in milliseconds. */
  readonly nodes: number;
  readonly compileMs: number;
  /** Runs once: reads `state`, applies the updates to it, and gives the outputs. */
  readonly run: (state: DeviceState, inputs: Tensors) => Promise<Record<string, Tensor>>;
  /**
   * Runs `count` times in a row, each on the state that the one before left; the same numbers as from `run`. On a
   * processor all in one call, in which the state need not cross the runtime's border.
   *
   * @param inputs each with `count` in front of its shape @returns the outputs, each with `count` in front of its shape
   */
  readonly repeat: (state: DeviceState, inputs: Tensors, count: number) => Promise<Record<string, Tensor>>;
  readonly release: () => Promise<void>;
}

export interface Runtime {
  /** As in `--device`: `cpu`, `webgpu`, `cuda`, `wasm`, `reference`. */
  readonly device: string;
  readonly threads: number;
  /** @param options of the lowering; of these, a runtime that interprets looks at `precision` alone */
  readonly open: (program: Program, options?: LoweringOptions) => Promise<Session>;
  readonly state: (tensors: Tensors) => DeviceState;
  /**
   * Opens an ONNX model that was made elsewhere. Absent where graphs of ours alone are computed (`reference`).
   * @param where the model's name, for errors @throws E120
   */
  readonly openModel?: (bytes: Uint8Array<ArrayBuffer>, where: string) => Promise<Model>;
}
