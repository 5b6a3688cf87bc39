/**
 * @file `faces`: cartoon faces in colour from nothing but arithmetic, with everything known that is to be seen. What a
 * generator has learned of smiles, glasses, hair and turned heads can be measured against it.
 *
 * Item i depends on (seed, i) alone and is drawn when it is first asked for; the same face is drawn at every size.
 */
import {
  type Attributes,
  attributesOf,
  chosenColumns,
  fingerprintWith,
  wantsNone,
  withoutConstants,
} from "./attributes.ts";
import { convertChannels, type ImageChannels } from "./channels.ts";
import type { Dataset } from "./dataset.ts";
import { FACE_CLASSES, faceAttributes } from "./faces-attributes.ts";
import { drawFace } from "./faces-drawing.ts";
import { faceNumbers } from "./faces-tables.ts";
import { drawnImages, imageSet } from "./images.ts";
import { checkChannels, checkCount, checkSize } from "./option-checks.ts";
import { dataProblem } from "./problem.ts";
import { sha256 } from "./sha256.ts";

/** Changes when the drawings do, so that fingerprints do. */
const FACES_VERSION = 1;

/** Height and width unless asked otherwise: what a CPU trains in minutes. */
const USUAL_SIZE = 32;

export interface FacesOptions {
  readonly count: number;
  /** 0 by default. */
  readonly seed?: number;
  /** Height and width in pixels; 32 by default. */
  readonly size?: number;
  /** 3 by default. */
  readonly channels?: ImageChannels;
  /** Of `faceNumbers`, by name; none by default. */
  readonly attributes?: readonly string[];
}

/** The faces as a dataset, its classes `FACE_CLASSES` in turn. @throws E318, E319, E328, E338 no such attribute, E339 one that is the same for all */
export function facesDataset(options: FacesOptions): Dataset {
  const { count, seed = 0, attributes: wanted } = options;
  const faces = plainFaces(options);
  if (wanted === undefined || wantsNone(wanted)) return faces;
  const attributes = attributesOfFaces(wanted, count, seed);
  return { ...faces, attributes, fingerprint: fingerprintWith(faces.fingerprint, attributes) };
}

function attributesOfFaces(wanted: readonly string[], count: number, seed: number): Attributes {
  const columns = chosenColumns(
    faceNumbers.map(([name]) => name),
    wanted,
  ).map((column) => faceNumbers[column] as (typeof faceNumbers)[number]);
  const values = Array.from({ length: count }, (_, index) => {
    const face = faceAttributes(index, seed);
    return columns.map(([, value]) => value(face));
  });
  const names = columns.map(([name]) => name);
  return withoutConstants(attributesOf(names, values.flat()), "faces");
}

function plainFaces({ count, seed = 0, size = USUAL_SIZE, channels = 3 }: FacesOptions): Dataset {
  checkCount("faces.count", count);
  checkSize(size);
  checkChannels(channels);
  const area = size * size;
  const draw = (index: number): Uint8Array =>
    convertChannels(drawFace(faceAttributes(index, seed), size), { from: 3, to: channels, area });
  return imageSet({
    name: "faces",
    shape: [channels, size, size],
    count,
    labels: Int32Array.from({ length: count }, (_, i) => i % FACE_CLASSES.length),
    classes: FACE_CLASSES,
    fingerprint: sha256(`faces ${FACES_VERSION} count ${count} seed ${seed} size ${size} channels ${channels}`),
    problems: [],
    notes: [
      dataProblem(size === USUAL_SIZE ? "N305" : "N304", { size }),
      dataProblem(channels === 3 ? "N310" : "N309", { channels }),
    ],
    pixels: drawnImages(draw, count, channels * area),
  });
}
