/**
 * @file Before each file of the unit tests, which share two processes. ONNX Runtime lets the thread that opens a process's first
 * session flush denormals for good, if that session asks for it, as ours do: one file's programs would change the next
 * one's arithmetic. So the first session here is one that does not ask, and is of no model.
 */
import { InferenceSession } from "onnxruntime-node";

const asked = { extra: { session: { set_denormal_as_zero: "0" } } };
await InferenceSession.create(new Uint8Array(1), asked).catch(() => {});

/** The smallest number, in a sum that no compiler knows. */
const smallest = Float64Array.of(Number.MIN_VALUE);
if ((smallest[0] as number) + (smallest[0] as number) === 0) throw new Error("this thread flushes denormals to zero");
