/** @file How large a picture is shown: in whole factors, pixel by pixel. */

/** @param shape `[C, H, W]` @param about CSS pixels of the longer side, at most, unless one factor is more */
export function pictureSize(
  [, height = 1, width = 1]: readonly number[],
  about: number,
): { width: string; height: string } {
  const zoom = Math.max(1, Math.floor(about / Math.max(height, width)));
  return { width: `${width * zoom}px`, height: `${height * zoom}px` };
}
