/** Points on a canvas: real ones grey, generated ones blue. */
export function drawPoints(
  canvas: HTMLCanvasElement,
  real: Float32Array,
  fake: Float32Array,
  [low, high]: readonly [number, number],
): void {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  const paint = (points: Float32Array, colour: string, size: number): void => {
    context.fillStyle = colour;
    for (let i = 0; i < points.length; i += 2) {
      const x = (((points[i] as number) - low) / (high - low)) * width;
      const y = (1 - ((points[i + 1] as number) - low) / (high - low)) * height;
      context.fillRect(x - size / 2, y - size / 2, size, size);
    }
  };
  paint(real.subarray(0, 4000), "#a1a1aa", 3);
  paint(fake.subarray(0, 4000), "#2563eb", 2);
}
