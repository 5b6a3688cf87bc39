/** @file A child process that opens a program on a graphics card there is none of, and prints what it is told. */
import { isGantryError } from "../../src/base/error.ts";
import { add, input } from "../../src/graph/primitives.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";

const program = { name: "sum", outputs: { y: add(input("x", [1]), 1) }, updates: {} };
const told = await nodeRuntime({ device: "webgpu" })
  .open(program)
  .catch((error: unknown) => error);
process.stdout.write(isGantryError(told) ? `${told.code} ${told.message}\n` : `${told}\n`);
