/**
 * @file How many terminal columns a text takes: Unicode's East Asian Width (UAX #11) in the ranges that occur in
 * terminals. Ambiguous characters (▀ ● …) take one column in most terminals and two in many Chinese ones, so nothing
 * may be aligned *after* them, and lines that must fit count them as `ambiguous` columns.
 */

/** Pairs of first and last code point that take two columns. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/**
 * Those of the ambiguous characters that Gantry writes: · × ° Greek dashes … arrows mathematics lines blocks shapes.
 */
const AMBIGUOUS: readonly (readonly [number, number])[] = [
  [0xb0, 0xb7],
  [0xd7, 0xd7],
  [0x391, 0x3c9],
  [0x2010, 0x2027],
  [0x2190, 0x2199],
  [0x2200, 0x22ff],
  [0x2500, 0x257f],
  [0x2580, 0x2595],
  [0x25a0, 0x25ff],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape code is what is looked for
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;

const within = (code: number, ranges: typeof WIDE): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last);

function widthOfCharacter(character: string, ambiguous: 1 | 2): number {
  const code = character.codePointAt(0) as number;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (NO_WIDTH.test(character)) return 0;
  if (within(code, WIDE)) return 2;
  return ambiguous === 2 && within(code, AMBIGUOUS) ? 2 : 1;
}

/** Without escape codes. */
export const plainText = (text: string): string => text.replace(ESCAPES, "");

/** Columns of a text without line breaks; escape codes take none. */
export function displayWidth(text: string, ambiguous: 1 | 2 = 1): number {
  let width = 0;
  for (const character of plainText(text)) width += widthOfCharacter(character, ambiguous);
  return width;
}

/** `text` with blanks after it up to `width` columns. */
export const padRight = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/**
 * `text` cut to at most `width` columns; a cut text ends in "…". Text with escape codes is to be cut before colouring.
 */
export function cutTo(text: string, width: number, ambiguous: 1 | 2 = 1): string {
  if (displayWidth(text, ambiguous) <= width) return text;
  let kept = "";
  let used = displayWidth("…", ambiguous);
  for (const character of text) {
    used += widthOfCharacter(character, ambiguous);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Rows of cells as lines whose columns begin at the same place, two blanks apart. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (i: number): number => Math.max(0, ...rows.map((row) => displayWidth(row[i] ?? "")));
  const widths = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => widthOf(i));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : padRight(cell, widths[i] as number)))
      .join("  ")
      .trimEnd(),
  );
}

/** A word with the blanks before it; each wide character is a word, because Chinese may break anywhere. */
const CHUNK =
  /\s*(?:[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60][，。、；：！？）]?|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+)/gu;

/** Lines of at most `width` columns, broken at blanks or between wide characters. */
export function wrapText(text: string, width: number): string {
  const lines = text.split("\n").map((line) => {
    let used = 0;
    return (line.match(CHUNK) ?? []).reduce((wrapped, chunk) => {
      const fits = used + displayWidth(chunk) <= width || wrapped === "";
      const added = fits ? chunk : chunk.trimStart();
      used = (fits ? used : 0) + displayWidth(added);
      return wrapped + (fits ? "" : "\n") + added;
    }, "");
  });
  return lines.join("\n");
}
