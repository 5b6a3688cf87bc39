/** @file Errors of `base` and `graph`: shapes, types and values that do not fit. */

const shapeText = (shape: readonly (number | null)[]): string => `[${shape.map((n) => n ?? "?").join(", ")}]`;

const megabytes = (bytes: number): string => Math.max(1, Math.round(bytes / 1e6)).toLocaleString("en-GB");

export const baseErrors = {
  /** A tensor of another shape than the door asks for; `null` stands for any extent. */
  E110: (p: { where: string; expected: readonly (number | null)[]; got: readonly number[] }): string =>
    `${p.where}: expected shape ${shapeText(p.expected)}, got ${shapeText(p.got)}.`,
  /** Two shapes that do not go together. */
  E111: (p: { where: string; left: readonly number[]; right: readonly number[] }): string =>
    `${p.where}: shapes ${shapeText(p.left)} and ${shapeText(p.right)} do not fit together.`,
  /** Any other value a function cannot work with. */
  E112: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}: expected ${p.expected}, got ${p.got}.`,
  /** A graph that breaks a rule of the graph language: a defect of ours or of a user's own game. */
  E113: (p: { where: string; problem: string }): string => `${p.where}: ${p.problem}.`,
  /** An image size that cannot be halved down to 4, 5, 6 or 7 pixels. `near`: the sizes beside it that can. */
  E114: (p: { where: string; got: number; near: readonly number[] }): string =>
    `${p.where}: expected 4, 5, 6 or 7 times a power of two, such as 16, 28, 32, 48, 64, 96 or 128, got ${p.got}.` +
    `\nthe nearest are ${p.near.join(" and ")}`,
  /** More steps of D than G can look ahead. `bytesAStep`: about what each takes. */
  E115: (p: { where: string; most: number; got: number; bytesAStep: number }): string =>
    `${p.where}: expected an integer from 1 to ${p.most}, got ${p.got}.` +
    `\neach step ahead takes about ${megabytes(p.bytesAStep)} MB, ${p.got} of them ${megabytes(p.got * p.bytesAStep)} MB; the paper takes 5 or 10`,
  /** A batch that cannot be laid in packs. */
  E116: (p: { where: string; batch: number; got: number }): string =>
    `${p.where}: expected a divisor of the batch, ${p.batch}, got ${p.got}.` +
    `\ntake ${packsOf(p.batch)
      .join(", ")
      .replace(/, (\d)$/, " or $1")}${wholePacks(p)
      .map((batch) => `, or --batch ${batch}`)
      .join("")}`,
} as const;

/** Packs of up to 4 that a batch can be laid in; PacGAN's own are 2 to 4. */
export const packsOf = (batch: number): number[] => [1, 2, 3, 4].filter((pack) => batch % pack === 0);

/** The batch next to this one that such packs fill; none where a pack of that size is no pack. */
export const wholePacks = ({ batch, got }: { readonly batch: number; readonly got: number }): number[] =>
  Number.isInteger(got) && got > 1 ? [Math.max(1, Math.round(batch / got)) * got] : [];
