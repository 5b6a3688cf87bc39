/** @file A program as a runner of a race: opened, with operands to compute with, and released with them. */
import type { Tensor } from "../base/tensor.ts";
import { inputsOf, type Program } from "../graph/program.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import { operandsFor } from "./operands.ts";
import type { Runner } from "./race.ts";
import type { Runtime } from "./runtime.ts";

/**
 * @param operands what programs compute with, by shape; what is new is added
 * @throws E120 where it cannot be opened; then nothing is left open
 */
export async function programRunner(
  runtime: Runtime,
  program: Program,
  { lowering, operands }: { readonly lowering?: LoweringOptions; readonly operands?: Map<string, Tensor> } = {},
): Promise<Runner> {
  const state = runtime.state(operandsFor(inputsOf(program).values(), operands));
  try {
    const session = await runtime.open(program, lowering);
    return {
      run: () => session.run(state, {}),
      release: async () => {
        state.release();
        await session.release();
      },
    };
  } catch (error) {
    state.release();
    throw error;
  }
}
