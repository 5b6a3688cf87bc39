/** @file Faces with what is to be told of them behind their pixels, as the game of `faces-game.ts` takes them. */
import type { Dataset } from "../../src/data/dataset.ts";
import { facesDataset } from "../../src/data/faces.ts";
import { faceAttributes, faceTargets } from "../../src/data/faces-attributes.ts";
import { faceBoxes } from "../../src/data/faces-boxes.ts";
import { FACES_SIZE } from "../../src/latent/faces-network.ts";
import { NUMBERS, PIXELS } from "./faces-game.ts";

/** What is to be told of one face: `faceTargets`, then where its glasses are, in shares of the image. */
export function facesNumbers(index: number, seed: number): Float32Array {
  const numbers = new Float32Array(NUMBERS);
  numbers.set(faceTargets([index], seed));
  const box = faceBoxes(faceAttributes(index, seed), FACES_SIZE).find(({ part }) => part === "glasses");
  if (box !== undefined) {
    numbers.set(
      [box.x0, box.y0, box.x1, box.y1].map((edge) => edge / FACES_SIZE),
      NUMBERS - 4,
    );
  }
  return numbers;
}

export function facesWithNumbers(count: number, seed: number): Dataset {
  const images = facesDataset({ count, seed, size: FACES_SIZE });
  const numbers = Array.from({ length: count }, (_, index) => facesNumbers(index, seed));
  return {
    name: "faces with numbers",
    kind: "points",
    shape: [PIXELS + NUMBERS],
    count,
    fingerprint: images.fingerprint,
    problems: [],
    read: (indices, out) => {
      for (let i = 0; i < indices.length; i += 1) {
        const start = i * (PIXELS + NUMBERS);
        images.read([indices[i] as number], out.subarray(start, start + PIXELS));
        out.set(numbers[indices[i] as number] as Float32Array, start + PIXELS);
      }
    },
  };
}
