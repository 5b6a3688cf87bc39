/** @file A page for the browser. */

import { type ModelUse, product } from "./model-use.ts";
import { lines, rangeText, scriptInputs } from "./snippet-node.ts";

export function browserSnippet(use: ModelUse): string {
  const { file, inputs, output, shape, says } = use;
  const image = shape.length === 3;
  const script = [
    'import * as ort from "./ort.wasm.min.mjs";',
    "",
    `const session = await ort.InferenceSession.create(${JSON.stringify(file)});`,
    ...scriptInputs(use, "1"),
    `const { ${output} } = await session.run({ ${inputs.map(({ name }) => name).join(", ")} }); // [${[1, ...shape].join(", ")}]${rangeText(use)}`,
    ...(image ? paintPicture(use) : [`document.getElementById("point").textContent = ${output}.data.join(", ");`]),
  ];
  return lines(
    "<!doctype html>",
    `<!-- ${says.beside({ file })}`,
    "     ort.wasm.min.mjs, ort-wasm-simd-threaded.mjs, ort-wasm-simd-threaded.wasm",
    `     ${says.served}npx serve -->`,
    image ? `<canvas id="picture" width="${shape[2]}" height="${shape[1]}"></canvas>` : '<output id="point"></output>',
    '<script type="module">',
    ...script.map((line) => (line === "" ? "" : `  ${line}`)),
    "</script>",
  );
}

function paintPicture({ output, shape, bytes }: ModelUse): string[] {
  const [channels, height, width] = shape as [number, number, number];
  const area = height * width;
  const level = (channel: number): string => {
    const at = channel === 0 ? "i" : `${channel * area} + i`;
    return bytes ? `${output}.data[${at}]` : `level(${at})`;
  };
  const colour = channels === 1 ? [0, 0, 0] : [0, 1, 2];
  return [
    ...(bytes ? [] : [`const level = (at) => 127.5 * (${output}.data[at] + 1);`]),
    'const context = document.getElementById("picture").getContext("2d");',
    `const pixels = context.createImageData(${width}, ${height});`,
    `for (let i = 0; i < ${product([height, width])}; i += 1) pixels.data.set([${colour.map(level).join(", ")}, ${channels === 4 ? level(3) : 255}], i * 4);`,
    "context.putImageData(pixels, 0, 0);",
  ];
}
