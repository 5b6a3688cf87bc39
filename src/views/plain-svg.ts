/**
 * @file An SVG of ours as a file that stands alone: colours by value instead of by custom property, which drawing
 * programs and rasterisers do not know, a white ground, a size in pixels, and fonts by name.
 */

const FONTS = "system-ui, 'Segoe UI', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** @param svg an `svg` element as the views give it, with a `viewBox` from 0 0 @returns the same in the light colours */
export function plainSvg(svg: string): string {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const ground = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  return svg
    .replaceAll(/var\(--[\w-]+, (#[0-9A-Fa-f]+)\)/g, "$1")
    .replace('font-family="inherit"', `font-family="${FONTS}"`)
    .replace(/viewBox=/, `width="${width}" height="${height}" viewBox=`)
    .replace(/>/, `>${ground}`);
}
