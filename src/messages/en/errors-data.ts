/**
 * @file Errors (`E3xx`), warnings (`W3xx`) and notes (`N3xx`) of `data`.
 *
 * The first line says where, what was expected and what came; the lines after it say what to do.
 */
import { detailText } from "./details.ts";

/** Numbers as people read them: 60,000. */
const n = (value: number): string => value.toLocaleString("en-GB");

/** At most eight of a list, and how many more there are. */
const some = (items: readonly string[]): string =>
  items.length <= 8 ? items.join(", ") : `${items.slice(0, 8).join(", ")} and ${n(items.length - 8)} more`;

/** A number too large to be read digit by digit: 268 million. */
const millions = (value: number): string => `${n(Math.round(value / 1e6))} million`;

const images = (count: number): string => (count === 1 ? "1 image" : `${n(count)} images`);

const cropped = {
  centre: "the square in its centre",
  top: "the square in its centre, of tall ones at the top",
  attention: "the square that most draws the eye",
  none: "whole, padded with white (with transparency where that is kept)",
};

export type SideName = "shorter" | "longer";

/** Which square of a picture. */
export type CropName = keyof typeof cropped;

/** What is wrong with the first line of a CSV of attributes. */
export type HeaderProblem = "columns" | "numbers" | "empty" | "letters" | "repeated";

const headerProblems: Readonly<Record<HeaderProblem, (got: string) => string>> = {
  columns: (got) => `only "${got}"`,
  numbers: (got) => `numbers: ${got}`,
  empty: (column) => `nothing in column ${column}`,
  letters: (name) => `"${name}"; a name holds no "=" and no comma`,
  repeated: (name) => `"${name}" twice`,
};

export const dataErrors = {
  /** A name that is neither a data set nor a path. */
  E300: (p: { spec: string; suggestion: string | null; known: readonly string[] }): string =>
    `there is no data set and no path called "${p.spec}".\n` +
    (p.suggestion === null ? `known: ${p.known.join(", ")}` : `did you mean  ${p.suggestion} ?`) +
    "\nor give a path: a folder of images, IDX, CIFAR binary, .npy or .csv",
  E301: (p: { folder: string; extensions: readonly string[]; saw: readonly string[] }): string =>
    `${p.folder}: no images found. Looked for ${p.extensions.join(", ")}; ` +
    (p.saw.length === 0 ? "the folder is empty." : `saw ${p.saw.join(", ")}.`) +
    "\ngive a folder that holds images, in itself or in its subfolders",
  E302: (p: { folder: string; count: number; file: string; detail: string }): string =>
    `${p.folder}: ${p.count === 1 ? "its only image cannot be read" : `none of its ${images(p.count)} can be read`}. ` +
    `${p.file}: ${detailText(p.detail)}.\ncheck that the files open in an image viewer, or copy them again`,
  /** A file that is not what its name says. */
  E303: (p: { file: string; expected: string; got: string }): string =>
    `${p.file}: expected ${p.expected}, got ${p.got}.\ngive the right file, or fetch this one again`,
  /** A file whose length does not agree with what it declares. */
  E304: (p: { file: string; format: string; expected: number; got: number }): string =>
    `${p.file}: ${p.format} of ${n(p.expected)} bytes expected, got ${n(p.got)} bytes: ` +
    `${p.got < p.expected ? "the file is cut short" : "the file is longer than it says"}.\nfetch it again`,
  E305: (p: { images: string; imageCount: number; labels: string; labelCount: number }): string =>
    `${p.labels}: ${n(p.labelCount)} labels for the ${images(p.imageCount)} of ${p.images}.\n` +
    "give the label file that belongs to the images, or take the label file away to train without labels",
  /** A label outside its range, in a binary file. */
  E306: (p: { file: string; item: number; got: number; classes: number }): string =>
    `${p.file}: record ${n(p.item)} has the label ${p.got}, expected 0 to ${p.classes - 1}.\n` +
    "this is not the format it was taken for, or the file is damaged: fetch it again",
  E307: (p: { file: string; detail: string }): string =>
    `${p.file}: cannot be decompressed (${detailText(p.detail)}).\nfetch it again`,
  E308: (p: { name: string; count: number }): string =>
    `${p.name}: expected at least 2 items to train on, got ${p.count}.\nadd more, or give another data set`,
  E309: (p: { name: string; batch: number; count: number }): string =>
    `--batch ${p.batch}: the batch is larger than the data, ${p.name} has ${n(p.count)} items.\n` +
    `use --batch ${p.count} or less, or add data`,
  /** A cell that is no number. `attribute`: the column's name, in a CSV of attributes. */
  E311: (p: { file: string; line: number; column: number; got: string; attribute?: string }): string =>
    `${p.file}:${p.line}: expected a number in column ${p.column}${p.attribute === undefined ? "" : ` (${p.attribute})`}, ` +
    `got ${p.got === "" ? "nothing" : `"${p.got}"`}.\n` +
    (p.attribute === undefined
      ? "only the first line may hold names; take away columns that are not numbers"
      : "write a number there; or take the line away and its image out of the folder; " +
        "train and data can name the columns to take with --attributes"),
  E312: (p: { file: string; line: number; expected: number; got: number }): string =>
    `${p.file}:${p.line}: expected ${p.expected} columns as in the first line, got ${p.got}.\nmend the line`,
  /** A `.npy` file of a kind that is not read. */
  E313: (p: { file: string; expected: string; got: string }): string =>
    `${p.file}: expected ${p.expected}, got ${p.got}.\nsave the array again: numpy.save(path, numpy.ascontiguousarray(x, "<f4"))`,
  E314: (p: { file: string; item: number; column: number; got: string }): string =>
    `${p.file}: item ${n(p.item)} has ${p.got} in column ${p.column}, expected a finite number.\ntake the item away or mend it`,
  E315: (p: { detail: string; command: string }): string =>
    `the image library "sharp" cannot be loaded on this system: ${p.detail}\n` +
    `install it with  ${p.command}  (points, IDX, CIFAR and embedded sets work without it)`,
  E316: (p: { wanted: string; classes: readonly string[] }): string =>
    `--classes ${p.wanted}: there is no such class.\nclasses: ${some(p.classes)}`,
  E317: (p: { name: string }): string =>
    `--classes: ${p.name} has no labels.\nleave it out, or put the images of each class into a folder of their own`,
  E318: (p: { got: number | string; min: number; max: number }): string =>
    `--size ${p.got}: expected a whole number of pixels from ${p.min} to ${p.max}.`,
  E319: (p: { got: number | string }): string =>
    `--channels ${p.got}: expected 1 (grey), 3 (RGB) or 4 (RGBA, transparency kept).`,
  /** None of the mirrors gave the file. `tries`: one line each. */
  E320: (p: { set: string; file: string; tries: readonly string[]; folder: string }): string =>
    `${p.set}: ${p.file} could not be downloaded.\n${p.tries.map((line) => `  ${line}`).join("\n")}\n` +
    `check the connection and try again (it continues where it stopped), or put the file into ${p.folder}, ` +
    "or name the folder that has it with --data-dir",
  /** A downloaded file with other bytes than were published. */
  E321: (p: { url: string; expected: string; got: string }): string =>
    `${p.url}: expected SHA-256 ${p.expected}, got ${p.got}.\nthe bytes were thrown away; try again or use another network`,
  E322: (p: { path: string }): string => `${p.path}: there is no such file or folder.\ncheck the path`,
  E323: (p: { path: string; detail: string }): string =>
    `${p.path}: cannot be read (${detailText(p.detail)}).\ncheck that the file may be read and is where it was`,
  E324: (p: { file: string }): string => `${p.file}: the file is empty.\nfetch it again`,
  E325: (p: { file: string; begins: string }): string =>
    `${p.file}: not a kind of data that is read here; it begins with ${p.begins}.\n` +
    "give a folder of images, IDX, CIFAR binary, .npy or .csv",
  /** An option for images, given for points. */
  E326: (p: { option: string; name: string }): string =>
    `${p.option} is for images, and ${p.name} holds points.\nleave it out`,
  /** Two sets with the same file names. */
  E327: (p: { folder: string; set: string; got: string }): string =>
    `${p.folder}: expected the files of ${p.set}, got those of ${p.got}.\nname ${p.got}, or another folder with --data-dir`,
  /** A batch or a count that is none. */
  E328: (p: { where: string; got: number }): string => `${p.where}: expected a whole number ≥ 1, got ${p.got}.`,
  E329: (p: { folder: string; set: string; split: string }): string =>
    `${p.folder}: ${p.set} is here, but no file of its ${p.split} part.\nadd the file, or use the other part`,
  /** An image given where a folder of images is meant. */
  E330: (p: { file: string; folder: string }): string =>
    `${p.file}: one image is not enough to train on.\ngive the folder: ${p.folder}`,
  E331: (p: { path: string; detail: string }): string =>
    `${p.path}: cannot be written (${detailText(p.detail)}).\nfree some space there, or set GANTRY_CACHE to another folder`,
  /** Stacked digits with other channels than the three that they are. */
  E332: (p: { name: string; got: number }): string =>
    `--channels ${p.got}: ${p.name} holds a digit in each of 3 channels.\nleave it out`,
  E333: (p: { name: string; source: string }): string =>
    `${p.name}: expected a label for each image of ${p.source}, got none: a class is its three digits.\n` +
    `put the label file beside the images of ${p.source}`,
  /** The first line of a CSV of attributes. */
  E334: (p: { file: string; line: number; problem: HeaderProblem; got: string }): string =>
    `${p.file}:${p.line}: expected names, that of the file column and one for each attribute, got ` +
    `${headerProblems[p.problem](p.got)}.\nbegin with a line such as  file,smiling,age  , or take the CSV away; train and data pass it over with --attributes none`,
  E335: (p: { file: string; line: number; image: string; first: number }): string =>
    `${p.file}:${p.line}: expected one row for each image, but ${p.image} has one in line ${p.first} already.\ntake one of the two away`,
  E336: (p: { file: string; missing: readonly string[]; count: number }): string =>
    `${p.file}: expected a row for each of the folder's ${images(p.count)}, but ${n(p.missing.length)} ` +
    `${p.missing.length === 1 ? "has" : "have"} none: ${some(p.missing)}.\nadd the rows, or move the images elsewhere`,
  /** `suggestion`: the image that the first of the rows seems to mean. */
  E337: (p: {
    file: string;
    rows: readonly { line: number; image: string }[];
    like: string;
    suggestion: string | null;
  }): string =>
    `${p.file}: ${p.rows.length === 1 ? "1 row is" : `${n(p.rows.length)} rows are`} of images that the folder does not have: ` +
    `${some(p.rows.map(({ line, image }) => `${image} (line ${line})`))}.\n` +
    (p.suggestion === null ? "" : `did you mean  ${p.suggestion}  in line ${p.rows[0]?.line}?\n`) +
    `the first column holds paths within the folder, such as ${p.like}; mend the rows or take them away`,
  E338: (p: { wanted: string; suggestion: string | null; known: readonly string[] }): string =>
    `--attributes ${p.wanted}: there is no such attribute.\n` +
    (p.suggestion === null ? `attributes: ${some(p.known)}` : `did you mean  ${p.suggestion} ?`),
  E339: (p: { file: string; name: string; value: number }): string =>
    `${p.file}: ${p.name} is ${p.value} for every image, so it tells nothing.\n` +
    "take the column away; train and data can name the others with --attributes",
  /** Attributes asked of data that have none. */
  E340: (p: { where: string; name: string; file: string }): string =>
    `${p.where}: expected a folder of images with an ${p.file}; ${p.name} has no attributes.\n` +
    "put the CSV beside the images, or name it with --attributes-file",
  /** A file that is known and not here, where nothing may be downloaded. `bytes`: of it. */
  E341: (p: { set: string; file: string; bytes: number; folder: string }): string =>
    `${p.set}: ${p.file} (${(p.bytes / 1e6).toFixed(1)} MB) is not on this computer, and GANTRY_OFFLINE forbids downloads.\n` +
    `unset it, or put the file into ${p.folder}, or name the folder that has it with --data-dir`,
  /** Images to leave out that the folder has not. `suggestion`: what the first of them seems to mean. */
  E342: (p: { names: readonly string[]; folder: string; like: string; suggestion: string | null }): string =>
    `--exclude ${some(p.names)}: ${p.folder} has no such ${p.names.length === 1 ? "image" : "images"}.\n` +
    (p.suggestion === null
      ? `give paths within the folder, such as ${p.like}; a name with a comma stands in a configuration file, in a list`
      : `did you mean  ${p.suggestion} ?`),
  /** Images to leave out of what is no folder of images. */
  E343: (p: { name: string }): string =>
    `--exclude: expected a folder of images; ${p.name} has no files to leave out.\nleave it out`,
  /** Of what is no folder of images. */
  E344: (p: { name: string; crop: string }): string =>
    `--crop ${p.crop}: expected a folder of images; ${p.name} is none.\nleave it out`,

  W301: (p: { file: string; detail: string }): string =>
    `${p.file}: skipped, it cannot be read: ${detailText(p.detail)}.`,
  W302: (p: { file: string }): string => `${p.file}: skipped, it is empty.`,
  W303: (p: { file: string; width: number; height: number; limit: number }): string =>
    `${p.file}: skipped, it claims ${n(p.width)} × ${n(p.height)} pixels, and at most ${millions(p.limit)} are read.`,
  W304: (p: { folder: string; count: number }): string =>
    `${p.folder}: ${images(p.count)} beside the class folders belong to no class, so none has a label.`,
  W305: (p: { name: string; count: number; total: number }): string =>
    `${p.name}: a part of the set, ${n(p.count)} of ${n(p.total)} items.`,
  W306: (p: { count: number; kinds: string }): string =>
    `${images(p.count)} passed over: ${p.kinds} is not read; convert to PNG or JPEG to use them.`,
  W307: (p: { file: string; set: string }): string => `${p.file}: other bytes than the published ${p.set}.`,
  W308: (p: { folder: string; detail: string }): string =>
    `${p.folder}: the decoded images cannot be kept here (${detailText(p.detail)}); the next run decodes them again.`,
  W309: (p: { count: number; total: number }): string =>
    `${n(p.count)} of ${n(p.total)} items look exactly like an earlier one.`,
  W310: (p: { count: number }): string =>
    `${n(p.count)} items are few: expect the generator to memorise after a while.`,
  W311: (p: { file: string; detail: string }): string => `${p.file}: passed over: ${detailText(p.detail)}.`,
  W312: (p: { file: string }): string => `${p.file}: left out, as --exclude asks.`,

  /** `of`: absent in what was decoded before pictures could be shown whole. */
  N301: (p: { size: number; side: number; of?: SideName }): string =>
    `size ${p.size}: the largest supported size within the images' ${p.of ?? "shorter"} side (median ${p.side} pixels).`,
  N302: (p: { size: number; side: number; of?: SideName }): string =>
    `size ${p.size}: the largest that trains on a CPU (the images' ${p.of ?? "shorter"} side: median ${p.side} pixels).`,
  N303: (p: { size: number; side: number; of?: SideName }): string =>
    `size ${p.size}: the smallest supported size (the images' ${p.of ?? "shorter"} side: median ${p.side} pixels).`,
  N304: (p: { size: number }): string => `size ${p.size}: as asked.`,
  N305: (p: { size: number }): string => `size ${p.size}: as the images are.`,
  N306: (_: Record<never, never>): string => "1 channel: every image is grey.",
  N307: (p: { colour: number; count: number }): string =>
    `3 channels (RGB): ${n(p.colour)} of ${images(p.count)} have colour.`,
  N308: (p: { transparent: number; count: number }): string =>
    `3 channels (RGB): ${n(p.transparent)} of ${images(p.count)} can be transparent and are laid on white; ` +
    "--channels 4 keeps the transparency.",
  N309: (p: { channels: number }): string => `${p.channels} ${p.channels === 1 ? "channel" : "channels"}: as asked.`,
  N310: (p: { channels: number }): string =>
    `${p.channels} ${p.channels === 1 ? "channel" : "channels"}: as the images are.`,
  /** `crop`: absent in what was decoded before there was a choice. */
  N311: (p: { crop?: CropName }): string =>
    `each image: turned as its EXIF says, ${cropped[p.crop ?? "centre"]}, resized with Lanczos 3, antialiased.`,
  N312: (p: { source: string; count: number; seed: number }): string =>
    `3 channels: a digit in each, red the hundreds; ${n(p.count)} triples of ${p.source} drawn by seed ${p.seed}.`,
  /** A CSV of attributes that nobody asked for. */
  N313: (p: { name: string }): string =>
    `${p.name} is left aside: this GAN is not told attributes; --conditional tells them, where the recipe has it.`,
} as const;
