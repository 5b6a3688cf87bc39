/** @file A game of points on a line, looked into: G over a grid of z and D over a grid of x, for states of one game. */
import { fillNormal, fillUniform, floatTensor, type Tensor } from "gantry/base";
import type { Game, GameInput, PlayerHandle } from "gantry/game";
import type { Node } from "gantry/graph";
import type { Runtime, Session, Tensors } from "gantry/runtime";
import { type GameLayout, samplerProgram } from "gantry/steps";
import { type Density, histogramOf, latentGrid, type Noise, normal, pushforwardOfImages, uniform } from "gantry/theory";

/** Values of z at which G is asked; with 256 bins, JSD is right to 1e-3. */
const NODES = 1024;
/** Places at which D is asked, one call. */
export const PLACES = 512;
/** Samples where z has more than one dimension, in calls of NODES. */
const SAMPLES = 65_536;

type Latent = Extract<GameInput, { kind: "normal" | "uniform" }>;

/** G as a function on the line. */
export interface LatentMap {
  readonly noise: Noise;
  /** G(z) at `latentGrid(noise, images.length)`. */
  readonly images: Float64Array;
  /** Which part of the axis of z is worth drawing: all of uniform noise, 3σ of normal noise. */
  readonly shown: readonly [number, number];
}

/** What a generator makes of its noise. */
export interface Generated {
  readonly density: Density;
  /** Of a 1-D z; null where p_g is of samples. */
  readonly map: LatentMap | null;
  /** How many samples p_g is of; null where it is a push-forward. */
  readonly samples: number | null;
}

export interface LineGame {
  readonly generated: (state: Tensors) => Promise<Generated>;
  /** D before its last activation. @param places PLACES values of x */
  readonly logits: (state: Tensors, places: Float64Array) => Promise<Float64Array>;
  readonly release: () => Promise<void>;
}

/** @param game whose data are `[N, 1]`, whose sampler takes z alone, and whose discriminator is called D */
export async function openLineGame(runtime: Runtime, game: Game, layout: GameLayout): Promise<LineGame> {
  const latent = game.inputs.z as Latent;
  const asked = questionOf(game);
  const G = await runtime.open(samplerProgram(game, layout, NODES, "live"));
  const D = await runtime.open(samplerProgram(asked, layout, PLACES, "live"));
  const ask = async (session: Session, output: string, state: Tensors, inputs: Tensors): Promise<Float64Array> => {
    const held = runtime.state(state);
    try {
      return Float64Array.from((await session.run(held, inputs))[output]?.data as Float32Array);
    } finally {
      held.release();
    }
  };
  const draw = (state: Tensors, z: Tensor): Promise<Float64Array> => ask(G, game.sampler.output, state, { z });
  return {
    generated: (state) =>
      latent.shape[1] === 1 ? pushed(latent, (z) => draw(state, z)) : sampled(latent, (z) => draw(state, z)),
    logits: (state, places) => ask(D, asked.sampler.output, state, { x: floatTensor([PLACES, 1], places) }),
    release: async () => {
      await G.release();
      await D.release();
    },
  };
}

/** The same game with D in the sampler's place: its programs ask D instead of G. */
function questionOf(game: Game): Game {
  const draw: Game["sampler"]["draw"] = ({ D }, { x }) => (D as PlayerHandle)(x as Node);
  return { ...game, sampler: { player: "D", inputs: ["x"], output: "sample", draw } };
}

async function pushed(latent: Latent, draw: (z: Tensor) => Promise<Float64Array>): Promise<Generated> {
  const noise = latent.kind === "normal" ? normal() : uniform(latent.low, latent.high);
  const images = await draw(floatTensor([NODES, 1], latentGrid(noise, NODES)));
  const shown = latent.kind === "normal" ? ([-3, 3] as const) : noise.range;
  return { density: pushforwardOfImages(noise, images), map: { noise, images, shown }, samples: null };
}

async function sampled(latent: Latent, draw: (z: Tensor) => Promise<Float64Array>): Promise<Generated> {
  const shape = [NODES, latent.shape[1] as number];
  const all = new Float64Array(SAMPLES);
  for (let counter = 0; counter * NODES < SAMPLES; counter += 1) {
    const key = { seed: 0, stream: "theory/z", counter };
    const z = new Float32Array(NODES * (shape[1] as number));
    if (latent.kind === "normal") fillNormal(key, z);
    else fillUniform(key, z, latent.low, latent.high);
    all.set(await draw(floatTensor(shape, z)), counter * NODES);
  }
  return { density: histogramOf(all), map: null, samples: SAMPLES };
}
