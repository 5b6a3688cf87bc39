// A generator as a stranger opens it: onnxruntime-node and the file, nothing of Gantry.
// echo '{"rows":3,"z":[…]}' | node load-generator.mjs generator.onnx
import { readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";

const { rows, z } = JSON.parse(readFileSync(0, "utf8"));
const session = await InferenceSession.create(process.argv[2]);
const feeds = { z: new Tensor("float32", Float32Array.from(z), [rows, z.length / rows]) };
const results = await session.run(feeds);
const [name] = session.outputNames;
const { type, dims, data } = results[name];
process.stdout.write(
  JSON.stringify({ inputs: session.inputNames, outputs: session.outputNames, type, dims, data: Array.from(data) }),
);
