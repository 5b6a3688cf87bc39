/** @file Files that the page hands over, and what is shown as a picture. */
import type { Size } from "./sample-sheet.ts";

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * What is shown within an element: its pictures (`data-shot`), where they stand, in CSS pixels and without smoothing,
 * cut off where a line is drawn between two (`data-clip`).
 */
export function pictureOf(element: HTMLElement): Promise<Blob> {
  const shots = [...element.querySelectorAll<HTMLCanvasElement | HTMLImageElement>("[data-shot]")];
  const boxes = shots.map((shot) => ({ shot, box: shot.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  const left = Math.min(...boxes.map(({ box }) => box.left));
  const top = Math.min(...boxes.map(({ box }) => box.top));
  const width = Math.max(...boxes.map(({ box }) => box.right)) - left;
  const height = Math.max(...boxes.map(({ box }) => box.bottom)) - top;
  const canvas = new OffscreenCanvas(...whole({ width, height }));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.imageSmoothingEnabled = false;
  for (const { shot, box } of boxes) {
    const clip = Number(shot.closest<HTMLElement>("[data-clip]")?.dataset.clip ?? 1);
    context.save();
    context.beginPath();
    context.rect(box.left - left, box.top - top, box.width * clip, box.height);
    context.clip();
    context.drawImage(shot, box.left - left, box.top - top, box.width, box.height);
    context.restore();
  }
  return canvas.convertToBlob({ type: "image/png" });
}

const whole = ({ width, height }: Size): [number, number] => [
  Math.max(1, Math.round(width)),
  Math.max(1, Math.round(height)),
];
