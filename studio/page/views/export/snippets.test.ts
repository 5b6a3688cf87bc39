/** Programs for models of every kind, run in Node as they stand; the test of the Export view runs those of real runs. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { floatTensor } from "gantry/base";
import { add, constant, input, matmul, mul, type Node, reshape, tanh } from "gantry/graph";
import { ANY_BATCH, asRgbBytes, lowerGenerator, modelFacts } from "gantry/onnx";
import { openGenerator } from "gantry/runtime/node";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { exporting } from "../../messages/en/export.ts";
import { exporting as chinese } from "../../messages/zh/export.ts";
import { snippetsFor } from "./snippets.ts";

const { says } = exporting.code;

const folder = mkdtempSync(join(tmpdir(), "gantry-snippets-"));
symlinkSync(resolve(import.meta.dirname, "../../../../node_modules"), join(folder, "node_modules"));
writeFileSync(join(folder, "half.mjs"), "Math.random = () => 0.25;");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wave = (rows: number, columns: number): Node =>
  constant(
    floatTensor(
      [rows, columns],
      Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 1.7) * 2),
    ),
  );

/** A picture of `channels` by a matrix and tanh. */
const picture = (z: Node, size: number, channels: number): Node =>
  reshape(tanh(matmul(z, wave(size, channels * 20))), [ANY_BATCH, channels, 4, 5]);

/** Writes a model and runs the program for it. @returns what it said */
function runFor(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, `${name}.onnx`), bytes);
  const facts = modelFacts(bytes, name);
  const program = snippetsFor({ file: `${name}.onnx`, ...facts }, { web: false, says }).node ?? "";
  writeFileSync(join(folder, `${name}.mjs`), program);
  return execFileSync(process.execPath, ["--import", "./half.mjs", `${name}.mjs`], { cwd: folder, encoding: "utf8" });
}

/** Channels side by side, of the first of these latents. */
async function levelsOf(bytes: Uint8Array, z: number, attributes: Record<string, number> = {}): Promise<number[]> {
  const generator = await openGenerator(bytes, "m");
  const latents = floatTensor([1, generator.latentSize], new Float32Array(generator.latentSize).fill(z));
  const { data, shape } = await generator.generate(latents, { attributes });
  await generator.release();
  const [, channels, height, width] = shape as [number, number, number, number];
  const at = (i: number): number => data[(i % channels) * height * width + Math.floor(i / channels)] as number;
  return Array.from({ length: data.length }, (_, i) => Math.round(127.5 * (at(i) + 1)));
}

async function expectPicture(want: readonly number[], channels: number): Promise<void> {
  const { data, info } = await sharp(join(folder, "sample.png")).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([5, 4, channels]);
  expect(Math.max(...[...data].map((level, i) => Math.abs(level - (want[i] as number))))).toBeLessThanOrEqual(1);
  expect(new Set(data).size).toBeGreaterThan(10);
}

/** What the programs' own words make of 0.25 for every random number. */
const NORMAL = Math.sqrt(-2 * Math.log(0.75)) * Math.cos(Math.PI / 2);

test("colours, of a uniform z", async () => {
  const z = input("z", [ANY_BATCH, 6]);
  const metadata = { "z.kind": "uniform", "z.range": "[-3, 1]" };
  const bytes = lowerGenerator({ output: "image", node: picture(z, 6, 3), metadata });
  expect(runFor("colours", bytes)).toBe("");
  await expectPicture(await levelsOf(bytes, -2), 3);
});

test("bytes of pixels", async () => {
  const z = input("z", [ANY_BATCH, 6]);
  const node = asRgbBytes(add(mul(picture(z, 6, 1), 0.5), 0.1));
  const bytes = lowerGenerator({ output: "image", node: node, metadata: { "z.kind": "uniform" } });
  expect(runFor("bytes", bytes)).toBe("");
  await expectPicture(await levelsOf(bytes, -0.5), 3);
});

test("attributes at the data's means, beside a normal z", async () => {
  const [z, told] = [input("z", [ANY_BATCH, 2]), input("attributes", [ANY_BATCH, 2])];
  const columns = [
    { name: "age", min: 0, max: 100, mean: 40.5, binary: false },
    { name: "smiling", min: 0, max: 1, mean: 0.25, binary: true },
  ];
  const node = picture(add(z, mul(told, 0.1)), 2, 4);
  const metadata = { "z.kind": "normal", "attributes.kind": "attributes", attributes: JSON.stringify(columns) };
  const bytes = lowerGenerator({ output: "image", node, metadata });
  expect(runFor("told", bytes)).toBe("");
  await expectPicture(await levelsOf(bytes, NORMAL, { age: 40.5, smiling: 0.25 }), 4);
});

test("a classifier names the class of a picture", async () => {
  const image = input("image", [ANY_BATCH, 3, 4, 5]);
  const node = matmul(reshape(image, [ANY_BATCH, 60]), wave(60, 4));
  const metadata = { classes: JSON.stringify(["ant", "bee", "cat", 'd\'or "x"']) };
  const bytes = lowerGenerator({ name: "classifier", output: "logits", node, metadata });
  const levels = Uint8Array.from({ length: 60 }, (_, i) => (i * 37) % 256);
  await sharp(levels, { raw: { width: 5, height: 4, channels: 3 } })
    .png()
    .toFile(join(folder, "picture.png"));
  const logits = [0, 1, 2, 3].map((k) =>
    [...levels].reduce((sum, level, i) => {
      const at = (i % 3) * 20 + Math.floor(i / 3); // channels one after the other
      return sum + (level / 127.5 - 1) * Math.sin((at * 4 + k) * 1.7) * 2;
    }, 0),
  );
  const best = logits.indexOf(Math.max(...logits));
  expect(runFor("tells", bytes)).toBe(`${["ant", "bee", "cat", 'd\'or "x"'][best]}\n`);
});

test("names of classes are text in a program, whatever they hold", () => {
  const model = {
    ...{ file: "g.onnx", opset: 17, outputs: [{ name: "sample", type: "float32", shape: ["N", 2] }] },
    inputs: [
      { name: "z", type: "float32", shape: ["N", 3] },
      { name: "label", type: "int64", shape: ["N"] },
    ],
    metadata: { classes: JSON.stringify(['</script><b "', "two\nlines"]) },
  };
  const { element, browser, node } = snippetsFor(model, { web: true, says });
  expect(element).toContain('label="&lt;/script&gt;&lt;b &quot;"');
  expect(browser?.match(/<\/script>/g)).toHaveLength(1);
  expect(node).toContain('// What to draw: 0 = /script b ", 1 = two lines\n');
});

test("every comment is in the language spoken; what is a command or a name is not", () => {
  const models = [
    { outputs: [{ name: "image", type: "float32", shape: ["N", 3, 4, 5] }], metadata: { classes: '["a", "b"]' } },
    { outputs: [{ name: "image", type: "uint8", shape: ["N", 4, 5, 3] }], metadata: { "z.kind": "attributes" } },
    { outputs: [{ name: "logits", type: "float32", shape: ["N", 2] }], metadata: { classes: '["a", "b"]' } },
  ].map((model) => ({
    ...{ file: "g.onnx", opset: 17, ...model },
    inputs: [
      { name: "z", type: "float32", shape: ["N", 3, 4, 5] },
      { name: "label", type: "int64", shape: ["N"] },
    ],
  }));
  const programs = models.flatMap((model) => Object.values(snippetsFor(model, { web: true, says: chinese.code.says })));
  const comments = programs.flatMap((text) => text.match(/<!--[\s\S]*?-->|(?<=^|\s)(\/\/|#) .*/gm) ?? []);
  expect(comments.length).toBeGreaterThan(12);
  const english = comments.filter(
    (text) => !/[\u4e00-\u9fff]/.test(text) && !/^(\/\/ npm|# pip) install |^\/?[/#] \[[\d, ]+\]$/.test(text),
  );
  expect(english).toEqual([]);
});
