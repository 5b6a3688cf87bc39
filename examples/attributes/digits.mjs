/**
 * MNIST as a folder of pictures, a folder in it for each digit, with two numbers known of each in attributes.csv: how
 * much ink there is, and how it leans.
 *
 *   node examples/attributes/digits.mjs digits 4000        digits/7/00000.png …, digits/attributes.csv
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDataset } from "gantry/data/node";
import { composeGrid } from "gantry/views";
import { encodePng } from "gantry/views/node";

const [folder = "digits", count = "4000"] = process.argv.slice(2);
const digits = await openDataset("mnist", { count: Number(count) });

const rows = ["file,ink,slant"];
const pixels = new Float32Array(28 * 28);
for (let i = 0; i < digits.count; i += 1) {
  digits.read([i], pixels); // −1 black … 1 white
  const file = `${digits.labels[i]}/${String(i).padStart(5, "0")}.png`;
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), encodePng(composeGrid(pixels, [1, 1, 28, 28], { padding: 0 })));
  const { ink, slant } = lookAt(pixels);
  rows.push([file, ink.toFixed(2), slant.toFixed(1)].join(","));
}
writeFileSync(join(folder, "attributes.csv"), `${rows.join("\n")}\n`);

/**
 * ink: percent of white. slant: degrees to the right of upright, from second moments: how far each row of ink lies to
 * the side, for each row that it lies higher.
 */
function lookAt(image) {
  const weights = image.map((value) => (value + 1) / 2);
  const total = weights.reduce((sum, value) => sum + value, 0);
  const mean = (of) => weights.reduce((sum, value, i) => sum + value * of(i % 28, 27 - Math.floor(i / 28)), 0) / total;
  const [x, y] = [mean((column) => column), mean((_, height) => height)];
  const covariance = mean((column, height) => (column - x) * (height - y));
  const variance = mean((_, height) => (height - y) ** 2);
  return { ink: (100 * total) / image.length, slant: (180 / Math.PI) * Math.atan(covariance / variance) };
}
