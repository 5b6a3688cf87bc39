/** @file The sets that need no file: drawn from a seed, the same on every machine. */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import { convertChannels, type ImageChannels } from "./channels.ts";
import { type Curve, drawCurve, type LabelledPoints, moons, type PointsOptions, spiral, swissroll } from "./curves.ts";
import type { Dataset, Modes } from "./dataset.ts";
import { facesDataset } from "./faces.ts";
import { drawnImages, imageSet } from "./images.ts";
import { drawMixture, gaussian, grid25, mixture2, mixture5, ring8 } from "./mixtures.ts";
import { checkChannels, checkCount, checkSize } from "./option-checks.ts";
import { pointSet } from "./points.ts";
import { dataProblem } from "./problem.ts";
import { sha256 } from "./sha256.ts";
import { drawDigit, STROKES_VERSION } from "./strokes.ts";
import { keepClasses } from "./subset.ts";

/** One embedded set, for lists. */
export interface EmbeddedEntry {
  readonly name: string;
  readonly kind: "images" | "points";
  /** Items unless `count` says otherwise. */
  readonly count: number;
  readonly summary: { readonly en: string; readonly zh: string };
}

export interface EmbeddedOptions {
  /** How many items; 10,000 images or 50,000 points by default. A longer set begins with the shorter one. */
  readonly count?: number;
  /** 0 by default. */
  readonly seed?: number;
  /** Height and width in pixels, images only; 28 for digits, 32 for faces by default. */
  readonly size?: number;
  /** Images only; 1 for digits, 3 for faces by default. */
  readonly channels?: ImageChannels;
  /** Classes to keep, by name or index; all by default. */
  readonly classes?: readonly (string | number)[];
  /** Of faces, numbers known of each, by name (`smile`, `glasses`, `pose`, …); none by default. */
  readonly attributes?: readonly string[];
}

/** Changes when the points of a seed do. */
const POINTS_VERSION = 2;

interface PointsEntry extends EmbeddedEntry {
  readonly modes?: Modes;
  readonly draw: (options: PointsOptions) => LabelledPoints;
}

const POINTS = 50_000;

const mixture = (name: string, modes: Modes, en: string, zh: string): PointsEntry => {
  const draw = (options: PointsOptions) => drawMixture(modes, options);
  return { name, kind: "points", count: POINTS, summary: { en, zh }, modes, draw };
};

const curve = (name: string, shape: Curve, branches: number, en: string, zh: string): PointsEntry => {
  const draw = (options: PointsOptions) => drawCurve(shape, branches, options);
  return { name, kind: "points", count: POINTS, summary: { en, zh }, draw };
};

const strokes: EmbeddedEntry = {
  name: "strokes",
  kind: "images",
  count: 10_000,
  summary: { en: "handwritten-like digits, drawn by a pen of arithmetic", zh: "由算法笔画绘制的仿手写数字" },
};

const faces: EmbeddedEntry = {
  name: "faces",
  kind: "images",
  count: 10_000,
  summary: {
    en: "cartoon faces in colour whose smile, glasses, hair and pose are known",
    zh: "彩色卡通人脸，笑容、眼镜、发型与朝向均为已知",
  },
};

/** The embedded sets of images. */
const imageSets: readonly (EmbeddedEntry & { readonly open: (options: EmbeddedOptions) => Dataset })[] = [
  { ...strokes, open: strokeSet },
  { ...faces, open: (options) => facesDataset({ count: faces.count, ...options }) },
];

const pointSets: readonly PointsEntry[] = [
  mixture("gaussian", gaussian, "1-D: one Gaussian at 3, σ .5", "一维：一个高斯分布，均值 3，σ .5"),
  mixture("mixture2", mixture2, "1-D: two Gaussians at −2 and 2, σ .5", "一维：两个高斯分布，均值 −2 和 2，σ .5"),
  mixture("mixture5", mixture5, "1-D: five Gaussians from −4 to 4, σ .2", "一维：从 −4 到 4 的五个高斯分布，σ .2"),
  mixture("ring8", ring8, "2-D: 8 Gaussians on a circle of radius 2, σ .02", "二维：半径 2 的圆上 8 个高斯分布，σ .02"),
  mixture("grid25", grid25, "2-D: 25 Gaussians on a grid, σ .05", "二维：网格上的 25 个高斯分布，σ .05"),
  curve("swissroll", swissroll, 1, "2-D: a rolled-up line", "二维：瑞士卷曲线"),
  curve("moons", moons, 2, "2-D: two half circles", "二维：两个交错的半圆"),
  curve("spiral", spiral, 2, "2-D: two spiral arms", "二维：两条螺旋臂"),
];

/** The embedded sets, images first. */
export function listEmbedded(): readonly EmbeddedEntry[] {
  return [...imageSets, ...pointSets].map(({ name, kind, count, summary }) => ({ name, kind, count, summary }));
}

/**
 * Draws an embedded set.
 * @throws E300 unknown name, E316 unknown class, E318 size, E319 channels, E326 image options for points, E328 count,
 * E338 no such attribute of a face
 */
export function embeddedDataset(name: string, options: EmbeddedOptions = {}): Dataset {
  const { classes } = options;
  const points = pointSets.find((entry) => entry.name === name);
  const images = imageSets.find((entry) => entry.name === name);
  const whole = images?.open(options) ?? (points && embeddedPoints(points, options));
  if (whole === undefined) {
    const known = listEmbedded().map((entry) => entry.name);
    throw new GantryError("E300", { spec: name, suggestion: suggestionFor(name, known), known });
  }
  return classes === undefined ? whole : keepClasses(whole, classes);
}

function strokeSet({ count = strokes.count, seed = 0, size = 28, channels = 1 }: EmbeddedOptions): Dataset {
  checkCount("strokes.count", count);
  checkSize(size);
  checkChannels(channels);
  const area = size * size;
  const draw = (index: number): Uint8Array =>
    convertChannels(drawDigit(index, { size, seed }), { from: 1, to: channels, area });
  return imageSet({
    name: strokes.name,
    shape: [channels, size, size],
    count,
    labels: Int32Array.from({ length: count }, (_, i) => i % 10),
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    fingerprint: sha256(`strokes ${STROKES_VERSION} count ${count} seed ${seed} size ${size} channels ${channels}`),
    problems: [],
    notes: [
      dataProblem(size === 28 ? "N305" : "N304", { size }),
      dataProblem(channels === 1 ? "N310" : "N309", { channels }),
    ],
    pixels: drawnImages(draw, count, channels * area),
  });
}

function embeddedPoints(
  entry: PointsEntry,
  { count = entry.count, seed = 0, size, channels }: EmbeddedOptions,
): Dataset {
  checkCount(`${entry.name}.count`, count);
  if (size !== undefined) throw new GantryError("E326", { option: "--size", name: entry.name });
  if (channels !== undefined) throw new GantryError("E326", { option: "--channels", name: entry.name });
  const { dimensions, values, labels } = entry.draw({ count, seed });
  const branches = entry.modes?.centres.length ?? 2;
  return pointSet({
    name: entry.name,
    dimensions,
    values,
    fingerprint: sha256(`${entry.name} ${POINTS_VERSION} count ${count} seed ${seed}`),
    problems: [],
    ...(labels && { labels, classes: Array.from({ length: branches }, (_, mode) => String(mode)) }),
    ...(entry.modes && { modes: entry.modes }),
  });
}
