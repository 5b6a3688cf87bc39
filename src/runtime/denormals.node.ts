/**
 * @file Denormals count as zero where the processor can do so (x86). The moments of a unit that died decay into them, and each
 * operation on one takes a hundred cycles.
 *
 * ONNX Runtime's own threads do as each session asks. Of JavaScript's threads only the one that opens the process's first
 * session does, for good, and on Linux those that it starts later, which inherit it. So whoever starts a thread to train on
 * opens that session before it does, else the second training of a process would have other bytes than the first; and a
 * session asks for what the thread that opens it does, else a result would hang on which thread took which part of it.
 */
import { env, InferenceSession } from "onnxruntime-node";

const FLUSHED = { session: { set_denormal_as_zero: "1" } };

/**
 * From now on this thread, and those that it starts, take denormals for zero, unless another thread of the process was first.
 * @returns `extra` of a session's options, so that its own threads do as this one does
 */
export async function flushDenormals(): Promise<Readonly<Record<string, unknown>>> {
  // of what no session says, unless somebody asked to hear it: missing libraries would be printed as well as thrown
  if (env.logLevel === "warning") env.logLevel = "fatal";
  const model = new Uint8Array(1); // is none: what the session asks for is done before it is read
  await InferenceSession.create(model, { logSeverityLevel: 4, extra: FLUSHED }).catch(() => {});
  const [smallest] = Float64Array.of(Number.MIN_VALUE) as unknown as [number];
  return smallest + smallest === 0 ? FLUSHED : {};
}
