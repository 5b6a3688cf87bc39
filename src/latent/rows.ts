/** @file Many examples through a program of a fixed batch: in pieces, the last filled up with zeros. */
import { sizeOf } from "../base/shape.ts";
import { type Tensor, tensor } from "../base/tensor.ts";
import { inputsOf, type Program } from "../graph/program.ts";
import type { Runtime, Session, Tensors } from "../runtime/runtime.ts";

/** Examples a run: bounds memory, costs little speed. */
export const CHUNK = 64;

/** What is computed of each example, and how a program for so many examples is built. */
export interface RowsProgram {
  /** @param batch examples of one run @returns outputs with the batch in front; input names are those of `rows` */
  readonly build: (batch: number) => Program;
  /** Each `[N, …]`, the same N. */
  readonly rows: Tensors;
  readonly chunk?: number;
}

/**
 * Runs every row through the program.
 * @param state what else it reads, by name; of it, only what the program asks for is given to the runtime
 * @returns its outputs, each `[N, …]`
 */
export async function throughRows(
  runtime: Runtime,
  state: Tensors,
  { build, rows, chunk = CHUNK }: RowsProgram,
): Promise<Record<string, Tensor<"float32">>> {
  const count = (Object.values(rows)[0] as Tensor).shape[0] as number;
  const batch = Math.min(chunk, count);
  const program = build(batch);
  const session = await runtime.open(program);
  const held = runtime.state(needed(program, state));
  try {
    const outputs = Object.entries(program.outputs).map(([name, { shape }]) => {
      const whole = [count, ...shape.slice(1)];
      return [name, tensor("float32", whole, new Float32Array(sizeOf(whole)))] as const;
    });
    for (let start = 0; start < count; start += batch) {
      await fill(session, held, { rows, start, batch, outputs });
    }
    return Object.fromEntries(outputs);
  } finally {
    held.release();
    await session.release();
  }
}

/** The part of a state that a program reads. */
export function needed(program: Program, state: Tensors): Tensors {
  const names = [...inputsOf(program).keys()].filter((name) => state[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, state[name] as Tensor]));
}

interface Piece {
  readonly rows: Tensors;
  readonly start: number;
  readonly batch: number;
  readonly outputs: readonly (readonly [string, Tensor<"float32">])[];
}

async function fill(
  session: Session,
  held: ReturnType<Runtime["state"]>,
  { rows, start, batch, outputs }: Piece,
): Promise<void> {
  const feeds = Object.entries(rows).map(([name, rowsOfOne]) => [name, piece(rowsOfOne, start, batch)] as const);
  const results = await session.run(held, Object.fromEntries(feeds));
  for (const [name, { data, shape }] of outputs) {
    const size = sizeOf(shape.slice(1));
    const left = Math.min(batch, (shape[0] as number) - start) * size;
    data.set((results[name] as Tensor<"float32">).data.subarray(0, left), start * size);
  }
}

function piece({ dtype, shape, data }: Tensor, start: number, batch: number): Tensor {
  const size = sizeOf(shape.slice(1));
  const whole = dtype === "float32" ? new Float32Array(batch * size) : new Int32Array(batch * size);
  whole.set(data.subarray(start * size, (start + batch) * size));
  return tensor(dtype, [batch, ...shape.slice(1)], whole as never);
}
