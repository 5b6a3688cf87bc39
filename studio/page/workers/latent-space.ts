/**
 * @file From scenes to latents, for one generator. What is mixed is mixed as normal latents: a uniform z is
 * z = low + (high − low) Φ(g) of a normal g, so blends and walks keep to its distribution too.
 */
import type { Matrix } from "gantry/base";
import { asNormal, asUniform, bilinear, blend, type LatentRange, walk, wandered } from "gantry/latent";
import type { Generator } from "gantry/runtime/web";
import { type Scene, type Source, seedAt } from "./latent-scene.ts";

/** Lattice points kept: those around a place, and where one came from. */
const KEPT = 64;

export class LatentSpace {
  readonly range: LatentRange;
  readonly #generator: Pick<Generator, "z" | "latentSize">;
  readonly #lattice = new Map<number, Float32Array>();
  /** `[components, d]`, once directions were found. */
  directions: Matrix | null = null;

  constructor(generator: Pick<Generator, "z" | "latentSize" | "range">) {
    this.#generator = generator;
    this.range = generator.range;
  }

  /** z of a scene, truncation included. `[d]` */
  latentOf({ source, along, set, psi }: Scene): Float32Array {
    const z = Float32Array.from(this.sourceOf(source));
    for (const [index, deviations] of Object.entries(along)) this.#moveAlong(z, Number(index), deviations);
    for (const [place, value] of Object.entries(set)) if (Number(place) < z.length) z[Number(place)] = value;
    return this.within(this.truncated(z, psi));
  }

  sourceOf(source: Source): Float32Array {
    if (source.kind === "latent") return source.z;
    if (source.kind === "pad") return this.#between(source.x, source.y);
    const { latentSize } = this.#generator;
    const { data } = this.#generator.z(source.index + 1, source.seed);
    return data.slice(source.index * latentSize);
  }

  /** The next place of a walk that began at `z`. @param time see `wandered` */
  wander(z: Float32Array, time: number, counter: number): Float32Array {
    const key = { seed: 0, stream: "studio/wander", counter };
    return asUniform(wandered(asNormal(z, this.range), time, key), this.range);
  }

  /** ψ of the way from the middle. */
  truncated(z: Float32Array, psi: number): Float32Array {
    const middle = this.range === null ? 0 : (this.range[0] + this.range[1]) / 2;
    return psi === 1 ? z : z.map((value) => middle + psi * (value - middle));
  }

  /** `frames` places on the way through latents, truncation included. `[frames · d]` */
  path(stops: readonly Float32Array[], frames: number, psi: number): Float32Array {
    return this.truncated(
      walk(
        stops.map((stop) => this.within(stop)),
        frames,
        "slerp",
        this.range,
      ).data,
      psi,
    );
  }

  /** Many z's, one row a scene. */
  rows(scenes: readonly Scene[]): Float32Array {
    const size = this.#generator.latentSize;
    const rows = new Float32Array(scenes.length * size);
    for (const [i, scene] of scenes.entries()) rows.set(this.latentOf(scene), i * size);
    return rows;
  }

  #between(x: number, y: number): Float32Array {
    const parts = bilinear(x, y).map((corner) => ({
      latent: this.#latticePoint(seedAt(corner.x, corner.y)),
      weight: corner.weight,
    }));
    return asUniform(blend(parts), this.range);
  }

  /** As a normal latent. */
  #latticePoint(seed: number): Float32Array {
    const known = this.#lattice.get(seed);
    if (known !== undefined) return known;
    const latent = asNormal(this.#generator.z(1, seed).data, this.range);
    this.#lattice.set(seed, latent);
    const oldest = this.#lattice.keys().next().value;
    if (this.#lattice.size > KEPT && oldest !== undefined) this.#lattice.delete(oldest);
    return latent;
  }

  #moveAlong(z: Float32Array, index: number, deviations: number): void {
    const { directions } = this;
    if (directions === null || index >= directions.rows) return;
    for (let i = 0; i < z.length; i += 1) {
      z[i] = (z[i] as number) + deviations * (directions.values[index * directions.columns + i] as number);
    }
  }

  /** A uniform z does not leave its interval. */
  within(z: Float32Array): Float32Array {
    const { range } = this;
    return range === null ? z : z.map((value) => Math.min(range[1], Math.max(range[0], value)));
  }
}
