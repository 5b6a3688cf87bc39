/**
 * @file What may be chosen of how a program is lowered. No choice changes a result by more than rounding: of float32, or
 * where `precision` is mixed, of float16.
 */
import type { Precision } from "../graph/passes/mixed-precision.ts";
import type { ConvolutionChoices } from "./convolution-choices.ts";

export interface LoweringOptions {
  /** How convolutions are computed, where that is not the fixed rule's choice. */
  readonly choices?: ConvolutionChoices;
  /** `full` by default. `mixed` asks for loss scaling (`game/loss-scaling.ts`), else small gradients are lost. */
  readonly precision?: Precision;
}
