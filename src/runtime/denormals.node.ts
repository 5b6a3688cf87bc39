/**
 * @file Denormals count as zero. The moments of a unit that died decay into them, and each operation on one takes a hundred
 * cycles.
 *
 * Of what computes, ONNX Runtime's own threads are asked by each session. Of the threads of JavaScript only the one that opens the
 * process's first session is, for good, and those that it starts later inherit it. So whoever starts a thread to train on
 * opens that session first: else the second training of a process would have other bytes than the first.
 */
import { InferenceSession } from "onnxruntime-node";

/** Of a session's options. */
export const flushed = { session: { set_denormal_as_zero: "1" } } as const;

/** This thread, and those that it starts from now on, take denormals for zero, unless the process opened a session before. */
export async function flushDenormals(): Promise<void> {
  const model = new Uint8Array(1); // is none: what the session asks for is done before it is read
  await InferenceSession.create(model, { logSeverityLevel: 4, extra: flushed }).catch(() => {});
}
