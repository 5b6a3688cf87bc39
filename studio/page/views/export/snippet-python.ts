/** @file A program for Python. */

import { classList, type InputUse, type ModelUse } from "./model-use.ts";
import { lines, rangeText } from "./snippet-node.ts";

const COUNT = 16;

export function pythonSnippet(use: ModelUse): string {
  const { file, inputs, output, shape } = use;
  const image = shape.length === 3;
  const random = inputs.some(({ kind }) => kind === "normal" || kind === "uniform");
  const feeds = inputs.map(({ name }) => `${JSON.stringify(name)}: ${name}`).join(", ");
  return lines(
    `# pip install onnxruntime numpy${image ? " pillow" : ""}`,
    "import numpy as np",
    "import onnxruntime as ort",
    image && "from PIL import Image",
    "",
    `session = ort.InferenceSession(${JSON.stringify(file)})`,
    "",
    `count = ${COUNT}`,
    random && "rng = np.random.default_rng()",
    ...inputs.flatMap((input) => pythonInput(input, use)),
    `(${output},) = session.run(None, {${feeds}})  # [${[COUNT, ...shape].join(", ")}]${rangeText(use)}`,
    "",
    ...(image ? savePicture(use) : [`for point in ${output}:`, "    print(*point)"]),
  );
}

function pythonInput(input: InputUse, { classes, says }: ModelUse): string[] {
  const size = (shape: readonly number[]): string => `(${["count", ...shape].join(", ")})`;
  switch (input.kind) {
    case "normal":
      return [`${input.name} = rng.standard_normal(${size(input.shape)}, dtype=np.float32)`];
    case "uniform":
      return [`${input.name} = rng.uniform(${input.range.join(", ")}, ${size(input.shape)}).astype(np.float32)`];
    case "labels": {
      const meaning = classes.length === 0 ? [] : [`# ${says.classes}${classList(classes)}`];
      return [...meaning, `${input.name} = np.arange(count, dtype=np.int64) % ${input.classes}`];
    }
    case "values":
      return [
        `# ${says.means}`,
        `${input.name} = np.tile(np.array([${input.values.join(", ")}], dtype=np.float32), (count, 1))`,
      ];
  }
}

function savePicture({ output, shape, bytes, says }: ModelUse): string[] {
  const [channels] = shape as [number, number, number];
  const levels = bytes ? `${output}[0]` : `np.clip(np.rint(127.5 * (${output}[0] + 1)), 0, 255).astype(np.uint8)`;
  return [
    `# ${says.picture}`,
    `pixels = ${levels}  # [${shape.join(", ")}]`,
    `Image.fromarray(${channels === 1 ? "pixels[0]" : "pixels.transpose(1, 2, 0)"}).save("sample.png")`,
  ];
}

export function pythonClassifier({ file, inputs, shape, classes, says }: ModelUse): string {
  const [channels, height, width] = shape as [number, number, number];
  const name = inputs[0]?.name ?? "image";
  const pixels =
    channels === 1
      ? "np.array(picture, dtype=np.float32)[None]"
      : "np.array(picture, dtype=np.float32).transpose(2, 0, 1)";
  return lines(
    "# pip install onnxruntime numpy pillow",
    "import numpy as np",
    "import onnxruntime as ort",
    "from PIL import Image",
    "",
    `session = ort.InferenceSession(${JSON.stringify(file)})`,
    "",
    `picture = Image.open("picture.png").convert("${channels === 1 ? "L" : channels === 4 ? "RGBA" : "RGB"}").resize((${width}, ${height}))`,
    `${name} = ${pixels}[None] / 127.5 - 1  # [1, ${shape.join(", ")}]${says.numbers}`,
    `(logits,) = session.run(None, {${JSON.stringify(name)}: ${name}})`,
    "",
    `classes = ${JSON.stringify(classes)}`,
    "print(classes[int(logits[0].argmax())])",
  );
}
