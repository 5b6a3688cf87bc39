/** @file A program for Node. */
import { classList, type InputUse, type ModelUse, product } from "./model-use.ts";

const COUNT = 16;

export function nodeSnippet(use: ModelUse): string {
  const { file, inputs, output, shape } = use;
  const image = shape.length === 3;
  return lines(
    `// npm install onnxruntime-node${image ? " sharp" : ""}`,
    'import * as ort from "onnxruntime-node";',
    image && 'import sharp from "sharp";',
    "",
    `const session = await ort.InferenceSession.create(${JSON.stringify(file)});`,
    "",
    `const count = ${COUNT};`,
    ...scriptInputs(use, "count"),
    `const { ${output} } = await session.run({ ${inputs.map(({ name }) => name).join(", ")} }); // [${[COUNT, ...shape].join(", ")}]${rangeText(use)}`,
    "",
    ...(image ? savePicture(use) : printPoints(use)),
  );
}

/** The first one, as a file. */
function savePicture({ output, shape, bytes, says }: ModelUse): string[] {
  const [channels, height, width] = shape as [number, number, number];
  const at = channels === 1 ? "i" : `(i % ${channels}) * ${height * width} + Math.floor(i / ${channels})`;
  const value = `${output}.data[${at}]`;
  return [
    `// ${says.picture}`,
    `const pixels = Uint8ClampedArray.from({ length: ${product(shape)} }, (_, i) => ${bytes ? value : `127.5 * (${value} + 1)`});`,
    `await sharp(pixels, { raw: { width: ${width}, height: ${height}, channels: ${channels} } }).png().toFile("sample.png");`,
  ];
}

const printPoints = ({ output, shape }: ModelUse): string[] => [
  `const size = ${product(shape)};`,
  `for (let i = 0; i < count; i += 1) console.log(...${output}.data.subarray(i * size, (i + 1) * size));`,
];

/** Of the same words in Node and in a browser. @param count how many: a number, or a variable's name */
export function scriptInputs({ inputs, ...use }: ModelUse, count: string): string[] {
  const normal = inputs.some(({ kind }) => kind === "normal");
  return [
    ...(normal
      ? [
          "const normal = () =>",
          "  Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());",
        ]
      : []),
    ...inputs.flatMap((input) => scriptInput(input, count, use)),
  ];
}

function scriptInput(input: InputUse, count: string, { classes, says }: Pick<ModelUse, "classes" | "says">): string[] {
  const tensor = (type: string, values: string, shape: readonly number[]): string =>
    `const ${input.name} = new ort.Tensor("${type}", ${values}, [${[count, ...shape].join(", ")}]);`;
  const length = (shape: readonly number[]): string => times(count, product(shape));
  switch (input.kind) {
    case "normal":
      return [tensor("float32", `Float32Array.from({ length: ${length(input.shape)} }, normal)`, input.shape)];
    case "uniform": {
      const [low, high] = input.range;
      const draw = `() => ${low} + ${high - low} * Math.random()`;
      return [tensor("float32", `Float32Array.from({ length: ${length(input.shape)} }, ${draw})`, input.shape)];
    }
    case "labels": {
      const labels = `BigInt64Array.from({ length: ${count} }, (_, i) => BigInt(i % ${input.classes}))`;
      const meaning = classes.length === 0 ? [] : [`// ${says.classes}${classList(classes)}`];
      return [...meaning, tensor("int64", labels, [])];
    }
    case "values": {
      const { values } = input;
      const all = `Float32Array.from({ length: ${times(count, values.length)} }, (_, i) => [${values.join(", ")}][i % ${values.length}])`;
      return [`// ${says.means}`, tensor("float32", all, [values.length])];
    }
  }
}

const times = (count: string, size: number): string => (count === "1" ? String(size) : `${count} * ${size}`);

export const rangeText = ({ shape, bytes, says }: ModelUse): string =>
  shape.length !== 3 ? "" : bytes ? says.bytes : says.numbers;

export function nodeClassifier({ file, inputs, shape, classes, says }: ModelUse): string {
  const [channels, height, width] = shape as [number, number, number];
  const name = inputs[0]?.name ?? "image";
  const colour = channels === 1 ? ".greyscale()" : '.toColourspace("srgb").removeAlpha()';
  return lines(
    "// npm install onnxruntime-node sharp",
    'import * as ort from "onnxruntime-node";',
    'import sharp from "sharp";',
    "",
    `const session = await ort.InferenceSession.create(${JSON.stringify(file)});`,
    "",
    `const bytes = await sharp("picture.png").resize(${width}, ${height}, { fit: "fill" })${colour}.raw().toBuffer();`,
    `// ${says.scaled}`,
    `const pixels = Float32Array.from({ length: ${product(shape)} }, (_, i) => bytes[(i % ${height * width}) * ${channels} + Math.floor(i / ${height * width})] / 127.5 - 1);`,
    `const ${name} = new ort.Tensor("float32", pixels, [1, ${shape.join(", ")}]);`,
    `const { logits } = await session.run({ ${name} });`,
    "",
    `const classes = ${JSON.stringify(classes)};`,
    "console.log(classes[logits.data.indexOf(Math.max(...logits.data))]);",
  );
}

export const lines = (...texts: readonly (string | false)[]): string =>
  `${texts.filter((text) => text !== false).join("\n")}\n`;
