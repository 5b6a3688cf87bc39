/** @file Directions as a file, to be kept or handed on: names, shares, and a deviation along each in z. */

export interface DirectionsFile {
  readonly run: string;
  /** How many samples they were found from. */
  readonly samples: number | null;
  readonly directions: readonly FiledDirection[];
}

export interface FiledDirection {
  readonly name: string;
  /** Of the pictures' variance. */
  readonly share: number;
  /** What one deviation adds to z. */
  readonly z: readonly number[];
}

export const DIRECTIONS_FILE = "directions.json";

/** Seven digits are all that a float32 has. */
const short = (value: number): number => Number(value.toPrecision(7));

/** A direction is a line. */
export function directionsText({ run, samples, directions }: DirectionsFile): string {
  const lines = directions.map(({ name, share, z }) => JSON.stringify({ name, share: short(share), z: z.map(short) }));
  const head = `"run": ${JSON.stringify(run)},\n"samples": ${JSON.stringify(samples)}`;
  return `{\n${head},\n"directions": [\n${lines.join(",\n")}\n]\n}\n`;
}

/** @returns null for a text that holds no directions of so many numbers */
export function directionsIn(text: string, latentSize: number): readonly FiledDirection[] | null {
  try {
    const { directions } = JSON.parse(text) as { readonly directions?: unknown };
    if (!Array.isArray(directions) || directions.length === 0) return null;
    const fits = directions.every(
      ({ name, share, z }) =>
        typeof name === "string" &&
        Number.isFinite(share) &&
        Array.isArray(z) &&
        z.length === latentSize &&
        z.every(Number.isFinite),
    );
    return fits ? (directions as FiledDirection[]) : null;
  } catch {
    return null;
  }
}
