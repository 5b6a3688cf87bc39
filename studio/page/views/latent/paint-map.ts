/** @file The seed pad's map on a canvas: seeds with their pictures and numbers, and a cross where one is. */
import { seedAt } from "../../workers/latent-scene.ts";
import { keyOf } from "./lattice-pictures.ts";
import { MAP, type Place, pointsInSight, UNIT } from "./pad-moves.ts";

/** A picture takes so much of the way to the next. */
const SHARE = 0.62;

export function paintMap(
  canvas: HTMLCanvasElement,
  place: Place,
  known: ReadonlyMap<string, OffscreenCanvas>,
  away: boolean,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const style = getComputedStyle(canvas);
  const [cross, ground] = [style.outlineColor, style.backgroundColor];
  const scale = canvas.width / MAP.width;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, MAP.width, MAP.height);
  context.font = `10px ${style.fontFamily}`;
  context.textAlign = "center";
  context.imageSmoothingEnabled = false;
  for (const point of pointsInSight(place, MAP)) {
    const [x, y] = [MAP.width / 2 + (point.x - place.x) * UNIT, MAP.height / 2 + (point.y - place.y) * UNIT];
    paintPoint(context, known.get(keyOf(point)), x, y, style.color);
    context.fillStyle = style.color;
    context.fillText(String(seedAt(point.x, point.y)), x, y + (UNIT * SHARE) / 2 + 10);
  }
  context.globalAlpha = away ? 0.3 : 1;
  for (const [colour, width] of [
    [ground, 5],
    [cross, 2],
  ] as const) {
    paintCross(context, colour, width);
  }
  context.globalAlpha = 1;
}

function paintCross(context: CanvasRenderingContext2D, colour: string, width: number): void {
  const [x, y] = [MAP.width / 2, MAP.height / 2];
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.moveTo(x - 13, y);
  context.lineTo(x + 13, y);
  context.moveTo(x, y - 13);
  context.lineTo(x, y + 13);
  context.stroke();
}

function paintPoint(
  context: CanvasRenderingContext2D,
  picture: OffscreenCanvas | undefined,
  x: number,
  y: number,
  colour: string,
): void {
  if (picture === undefined) {
    context.fillStyle = colour;
    context.fillRect(x - 1.5, y - 1.5, 3, 3);
    return;
  }
  const size = UNIT * SHARE;
  const fit = size / Math.max(picture.width, picture.height);
  const [width, height] = [picture.width * fit, picture.height * fit];
  context.drawImage(picture, x - width / 2, y - height / 2, width, height);
}
