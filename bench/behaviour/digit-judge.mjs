// An independent judge of digits: the ONNX zoo's mnist-7 (98.9 % on MNIST's test set), which is no network of ours.
import * as ort from "onnxruntime-node";
import { needed } from "./run.mjs";

const [FILE] = needed("weights/mnist.onnx");

/** @param pixels `[N, 1, 28, 28]` in [−1, 1], flat @returns the digit that it sees in each */
export const digitsSeen = async (pixels) => (await digitsJudged(pixels)).map(({ digit }) => digit);

/** @returns for each image the digit that it sees, and its probability */
export async function digitsJudged(pixels) {
  const session = await ort.InferenceSession.create(FILE, { logSeverityLevel: 3 });
  const seen = [];
  for (let i = 0; i < pixels.length; i += 784) {
    const image = pixels.subarray(i, i + 784).map((v) => (v + 1) / 2);
    const result = await session.run({ [session.inputNames[0]]: new ort.Tensor("float32", image, [1, 1, 28, 28]) });
    const logits = Array.from(result.Plus214_Output_0.data);
    const peak = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - peak), 0);
    seen.push({ digit: logits.indexOf(peak), probability: 1 / total });
  }
  await session.release();
  return seen;
}
