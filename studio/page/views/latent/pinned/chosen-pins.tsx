/** @file What the chosen pins make: two a path and a film, three a sum. */
import { plusDifference } from "gantry/latent";
import type { JSX } from "preact";
import type { LatentState } from "../latent-state.ts";
import type { Pin } from "../pins.ts";
import { PathFilm } from "./path-film.tsx";
import { SumPicture } from "./sum-picture.tsx";

export interface ChosenPinsProps {
  readonly state: LatentState;
  /** For names of files. */
  readonly run: string;
  readonly chosen: readonly Pin[];
  readonly onTake: (z: Float32Array) => void;
}

export function ChosenPins({ state, run, chosen, onTake }: ChosenPinsProps): JSX.Element | null {
  const [a, b, c] = chosen;
  if (a === undefined || b === undefined) return null;
  if (c !== undefined) return <SumPicture state={state} z={plusDifference(c.z, a.z, b.z)} onTake={onTake} />;
  return state.client.facts.sampleShape.length === 3 ? <PathFilm state={state} run={run} from={a} to={b} /> : null;
}
