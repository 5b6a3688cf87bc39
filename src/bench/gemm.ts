/**
 * @file What the machine can do: the rate of a product of two 1024×1024 matrices, in the same process and through the
 * same runtime as the workload, so that `efficiency` compares like with like on any machine.
 */
import { fillNormal } from "../base/random.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { input, matmul, slice } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { medianOf } from "./statistics.ts";

const EXTENT = 1024;
/** Products in one run, so that what a run costs besides does not count. */
const PRODUCTS = 4;
const RUNS = 12;

/** GFLOP/s of a 1024³ product: the median of a dozen runs of four products. */
export async function gemmGflops(runtime: Runtime): Promise<number> {
  const session = await runtime.open(productProgram());
  const state = runtime.state({ a: randomMatrix("a"), b: randomMatrix("b") });
  const seconds: number[] = [];
  for (let run = 0; run < RUNS + 2; run += 1) {
    const start = performance.now();
    await session.run(state, {});
    if (run >= 2) seconds.push((performance.now() - start) / 1e3);
  }
  state.release();
  await session.release();
  return (PRODUCTS * 2 * EXTENT ** 3) / medianOf(seconds) / 1e9;
}

/** A chain a·b·b·…, of which only one number is read. */
function productProgram(): Program {
  const [a, b] = [input("a", [EXTENT, EXTENT]), input("b", [EXTENT, EXTENT])];
  let product = a;
  for (let i = 0; i < PRODUCTS; i += 1) product = matmul(product, b);
  return { name: "gemm", outputs: { corner: slice(product, [0, 0], [1, 1]) }, updates: {} };
}

/** Standard normal over 32, so that the chain neither grows nor fades. */
function randomMatrix(stream: string): Tensor {
  const values = fillNormal({ seed: 0, stream: `bench/gemm/${stream}`, counter: 0 }, new Float32Array(EXTENT ** 2));
  return floatTensor(
    [EXTENT, EXTENT],
    values.map((value) => value / Math.sqrt(EXTENT)),
  );
}
