/**
 * @file Where one is in latent space, as it stands in the address: `?x=3.2&y=1&class=4&psi=0.8&set=7:1.5&along=0:2`,
 * `?cell=12&seed=0`, or a latent of its own as `?z=…`.
 */
import type { Query } from "../../state/route.ts";
import type { Scene, Source } from "../../workers/latent-scene.ts";

export interface LatentOptions extends Scene {
  /** How many samples the directions were found from; null where none were. */
  readonly samples: number | null;
}

export const START: Source = { kind: "pad", x: 0, y: 0 };
export const LARGEST_PSI = 1.5;

export function latentOptions(query: Query): LatentOptions {
  const label = wholeOf(query.class);
  const psi = numberOf(query.psi);
  return {
    source: sourceOf(query),
    along: pairsOf(query.along),
    set: pairsOf(query.set),
    label: label ?? 0,
    attributes: namedOf(query.told),
    psi: psi === null ? 1 : Math.min(LARGEST_PSI, Math.max(0, psi)),
    samples: wholeOf(query.samples),
  };
}

/** What `latentOptions` reads; null for what is as usual. */
export function latentQuery(options: LatentOptions): Record<string, string | null> {
  const { source, along, set, label, attributes, psi, samples } = options;
  const own = { x: null, y: null, cell: null, seed: null, z: null };
  return {
    ...own,
    ...sourceQuery(source),
    class: label === 0 ? null : String(label),
    psi: psi === 1 ? null : short(psi),
    set: pairText(set),
    along: pairText(along),
    told: pairText(attributes),
    samples: samples === null ? null : String(samples),
  };
}

function sourceQuery(source: Source): Record<string, string | null> {
  if (source.kind === "pad") return source.x === 0 && source.y === 0 ? {} : { x: short(source.x), y: short(source.y) };
  if (source.kind === "cell") return { cell: String(source.index), seed: String(source.seed) };
  return { z: latentText(source.z) };
}

function sourceOf(query: Query): Source {
  const z = query.z === undefined ? null : latentFromText(query.z);
  if (z !== null) return { kind: "latent", z };
  const [index, seed] = [wholeOf(query.cell), wholeOf(query.seed) ?? 0];
  if (index !== null && query.x === undefined) return { kind: "cell", seed, index: Math.min(index, 4095) };
  return { kind: "pad", x: numberOf(query.x) ?? 0, y: numberOf(query.y) ?? 0 };
}

const short = (value: number): string => String(Math.round(value * 1000) / 1000);

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) < 1e9 ? value : null;
}

const wholeOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** Stands for a comma in a name. */
const COMMA = "%2C";

/** `7:1.5,12:-2`. */
function pairsOf(text: string | undefined): Record<number, number> {
  return Object.fromEntries(
    namedPairs(text)
      .filter(([name]) => /^\d{1,5}$/.test(name))
      .map(([name, value]) => [Number(name), value]),
  );
}

const namedOf = (text: string | undefined): Record<string, number> => Object.fromEntries(namedPairs(text));

function namedPairs(text: string | undefined): [string, number][] {
  const pairs: [string, number][] = [];
  for (const part of (text ?? "").split(",")) {
    const at = part.lastIndexOf(":");
    const value = numberOf(part.slice(at + 1));
    if (at > 0 && value !== null) pairs.push([part.slice(0, at).replaceAll(COMMA, ","), value]);
  }
  return pairs;
}

function pairText(pairs: Readonly<Record<string | number, number>>): string | null {
  const parts = Object.entries(pairs).map(([name, value]) => `${name.replaceAll(",", COMMA)}:${short(value)}`);
  return parts.length === 0 ? null : parts.join(",");
}

/** Numbers of z in steps of 1/4096, which no picture shows: two bytes each. */
const STEPS = 4096;

export function latentText(z: Float32Array): string {
  const numbers = Int16Array.from(z, (value) => Math.min(32767, Math.max(-32768, Math.round(value * STEPS))));
  const bytes = String.fromCharCode(...new Uint8Array(numbers.buffer));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function latentFromText(text: string): Float32Array | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    if (bytes.length < 2 || bytes.length % 2 !== 0) return null;
    return Float32Array.from(new Int16Array(bytes.buffer), (value) => value / STEPS);
  } catch {
    return null;
  }
}
