/** @file A cell of a sample sheet as the networks' values: `[C, H, W]` in [−1, 1]. */
import { sizeOf } from "gantry/base";
import { loadSharp } from "gantry/data/node";
import type { GridInfo } from "gantry/store";
import { cellBox, sheetOf } from "../../api/sheets.ts";

/**
 * A sheet has 256 steps from −1 to 1, so a value is off by up to 1/255. One that was enlarged has each value several times.
 *
 * @param shape of an item, `[C, H, W]`
 * @returns null for a file that is no such picture: it was written over, or does not fit the run @throws E315
 */
export async function cellValues(
  png: Uint8Array,
  grid: GridInfo,
  cell: number,
  shape: readonly number[],
): Promise<Float32Array | null> {
  const sharp = await loadSharp();
  const [channels = 1, height = 1, width = 1] = shape;
  try {
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    const sheet = sheetOf(grid, info);
    const scale = sheet.cell.width / width;
    if (sheet.gap === 0 || !Number.isInteger(scale) || sheet.cell.height !== height * scale) return null;
    if (info.channels < channels) return null;
    const { left, top } = cellBox(sheet, cell);
    return Float32Array.from({ length: sizeOf(shape) }, (_, i) => {
      const [c, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
      const pixel = (top + y * scale) * info.width + left + x * scale;
      return (data[pixel * info.channels + c] as number) / 127.5 - 1;
    });
  } catch {
    return null;
  }
}
