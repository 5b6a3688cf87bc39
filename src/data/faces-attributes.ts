/**
 * @file Who a face is: attributes drawn from (seed, index), each independent of the others, and as numbers to learn.
 *
 * Two attributes are the face's class and follow from its index, so that every class has as many faces as the next:
 * an odd index smiles, and two of four wear glasses.
 */
import { type RandomSource, randomSource } from "../base/random.ts";

export type HairStyle = "none" | "short" | "long" | "curly" | "bun";
export type HairColour = "black" | "brown" | "ginger" | "blond" | "silver" | "blue";
export type EyeColour = "brown" | "blue" | "green" | "grey";

/** By index, as in the one-hot part of `faceTargets`. */
export const HAIR_STYLES: readonly HairStyle[] = ["none", "short", "long", "curly", "bun"];
export const HAIR_COLOURS: readonly HairColour[] = ["black", "brown", "ginger", "blond", "silver", "blue"];
export const EYE_COLOURS: readonly EyeColour[] = ["brown", "blue", "green", "grey"];

/** The largest turn to either side, in degrees. */
export const LARGEST_POSE = 40;

/** Whether it smiles, and whether it wears glasses: both are large at 32 pixels, and neither hides the other. */
export const FACE_CLASSES: readonly string[] = ["serious", "smiling", "serious-glasses", "smiling-glasses"];

export interface FaceAttributes {
  /** 0 corners of the mouth down … 1 beaming; of the classes "serious" 0 to .4, "smiling" .6 to 1. */
  readonly smile: number;
  readonly glasses: boolean;
  readonly hair: HairStyle;
  readonly hairColour: HairColour;
  /** 0 the lightest … 1 the darkest. */
  readonly skin: number;
  /** Turn of the head in degrees, −40 … 40; above 0 it looks to the right edge of the image. */
  readonly pose: number;
  /** −1 inner ends up … 1 inner ends down. */
  readonly brows: number;
  /** How far the eyes are open, .75 … 1.05. */
  readonly eyes: number;
  readonly eyeColour: EyeColour;
  /** Hue of what is behind, in turns: 0 red, ⅓ green, ⅔ blue. */
  readonly background: number;
  /** Hue of the shirt, in turns. */
  readonly shirt: number;
  /** Of the head, about 1. */
  readonly scale: number;
  /** Of the head from its usual place, to the right and down, in shares of the image. */
  readonly shift: readonly [number, number];
}

/** The attributes of item `index`. They depend on (seed, index) alone, so a longer set begins with the shorter one. */
export function faceAttributes(index: number, seed: number): FaceAttributes {
  const random = randomSource({ seed, stream: "faces", counter: index });
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  return {
    smile: between(0, 0.4) + (index % 2 === 1 ? 0.6 : 0),
    glasses: index % 4 >= 2,
    hair: oneOf(random, HAIR_STYLES),
    hairColour: oneOf(random, HAIR_COLOURS),
    skin: random.uniform(),
    pose: between(-LARGEST_POSE, LARGEST_POSE),
    brows: between(-1, 1),
    eyes: between(0.75, 1.05),
    eyeColour: oneOf(random, EYE_COLOURS),
    background: random.uniform(),
    shirt: random.uniform(),
    scale: between(1.04, 1.14),
    shift: [between(-0.02, 0.02), between(0.01, 0.04)],
  };
}

const oneOf = <T>({ below }: RandomSource, items: readonly T[]): T => items[below(items.length)] as T;

/** The class of a face, an index of `FACE_CLASSES`. */
export function faceClass({ smile, glasses }: Pick<FaceAttributes, "smile" | "glasses">): number {
  return (smile >= 0.5 ? 1 : 0) + (glasses ? 2 : 0);
}

/** What the numbers of `faceTargets` are, in their order. */
export const faceAttributeNames: readonly string[] = [
  "smile",
  "glasses",
  ...HAIR_STYLES.map((style) => `hair.${style}`),
  "skin",
  "pose",
];

/**
 * Attributes as numbers for a network to learn.
 * @param indices items of the set @param seed the set's
 * @returns `[indices.length, faceAttributeNames.length]`: smile 0 … 1, glasses 0 or 1, the hair style one-hot, skin
 * 0 … 1, pose −1 … 1 (its degrees over 40)
 */
export function faceTargets(indices: ArrayLike<number>, seed = 0): Float32Array {
  const width = faceAttributeNames.length;
  const targets = new Float32Array(indices.length * width);
  for (let i = 0; i < indices.length; i += 1) {
    const { smile, glasses, hair, skin, pose } = faceAttributes(indices[i] as number, seed);
    const styles = HAIR_STYLES.map((style) => Number(style === hair));
    targets.set([smile, Number(glasses), ...styles, skin, pose / LARGEST_POSE], i * width);
  }
  return targets;
}
