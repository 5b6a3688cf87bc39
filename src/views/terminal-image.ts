/**
 * @file A picture in a terminal: two pixels a character with the upper half block, or one of a ramp of plain
 * characters. Strings only; who writes them decides whether the terminal takes them (`terminalMode`).
 */
import { boxResize, luminance, type Pixels, type Rgb } from "./pixels.ts";
import type { TerminalMode } from "./terminal-mode.ts";

export interface PreviewSize {
  /** At most so many characters across and lines down. */
  readonly columns: number;
  readonly rows: number;
}

const RESET = "\u001b[0m";
const UPPER_HALF = "▀";
const RAMP = " .:-=+*#%@";

/**
 * @param mode `truecolor` and `256` give colours, `braille` and `ascii` a ramp of characters, `off` nothing
 * @returns lines without line ends, as wide as the picture's proportions ask for
 */
export function imagePreview(pixels: Pixels, { columns, rows }: PreviewSize, mode: TerminalMode): string[] {
  if (mode === "off" || columns < 1 || rows < 1) return [];
  const scale = Math.min(columns / pixels.width, (rows * 2) / pixels.height, 1);
  const width = Math.max(1, Math.round(pixels.width * scale));
  const lines = Math.max(1, Math.round((pixels.height * scale) / 2));
  const blocks = mode === "truecolor" || mode === "256";
  const colours = boxResize(pixels, width, blocks ? lines * 2 : lines);
  return Array.from({ length: lines }, (_, line) =>
    blocks ? blockLine(colours, width, line, mode === "truecolor" ? code24 : code256) : rampLine(colours, width, line),
  );
}

const colourIn = (colours: Uint8Array, at: number): Rgb => [
  colours[at * 3] as number,
  colours[at * 3 + 1] as number,
  colours[at * 3 + 2] as number,
];

/** Escape codes only where a colour changes: the lines go through slow connections as well. */
function blockLine(colours: Uint8Array, width: number, line: number, code: (colour: Rgb) => string): string {
  let text = "";
  let [front, back] = ["", ""];
  for (let x = 0; x < width; x += 1) {
    const upper = code(colourIn(colours, 2 * line * width + x));
    const lower = code(colourIn(colours, (2 * line + 1) * width + x));
    if (upper !== front) text += `\u001b[38;${upper}m`;
    if (lower !== back) text += `\u001b[48;${lower}m`;
    [front, back] = [upper, lower];
    text += UPPER_HALF;
  }
  return text + RESET;
}

function rampLine(colours: Uint8Array, width: number, line: number): string {
  let text = "";
  for (let x = 0; x < width; x += 1) {
    const level = luminance(...colourIn(colours, line * width + x)) / 256;
    text += RAMP[Math.floor(level * RAMP.length)];
  }
  return text;
}

const code24 = ([r, g, b]: Rgb): string => `2;${r};${g};${b}`;

/** The nearest of xterm's 6×6×6 cube and its 24 greys. */
export function code256([r, g, b]: Rgb): string {
  const cube = [r, g, b].map(nearestLevel) as [number, number, number];
  const grey = Math.min(23, Math.max(0, Math.round(((r + g + b) / 3 - 8) / 10)));
  const cubeDistance = distance([r, g, b], cube.map((level) => LEVELS[level] as number) as unknown as Rgb);
  const greyValue = 8 + grey * 10;
  const greyDistance = distance([r, g, b], [greyValue, greyValue, greyValue]);
  return greyDistance < cubeDistance ? `5;${232 + grey}` : `5;${16 + 36 * cube[0] + 6 * cube[1] + cube[2]}`;
}

const LEVELS = [0, 95, 135, 175, 215, 255] as const;

function nearestLevel(value: number): number {
  const distances = LEVELS.map((level) => Math.abs(level - value));
  return distances.indexOf(Math.min(...distances));
}

const distance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
