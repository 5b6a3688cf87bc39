/** @file What may be chosen of how a program is lowered. No choice changes a result by more than rounding. */
import type { ConvolutionChoices } from "./convolution-choices.ts";

export interface LoweringOptions {
  /** How convolutions are computed, where that is not the fixed rule's choice. */
  readonly choices?: ConvolutionChoices;
}
