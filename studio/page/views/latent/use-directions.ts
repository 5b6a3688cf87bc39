/** @file Directions being found, or taken from a file. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FoundDirections } from "../../workers/latent-messages.ts";
import type { LatentState } from "./latent-state.ts";

export const SAMPLES = { least: 100, usual: 1000, most: 20_000 } as const;
export const COMPONENTS = { least: 1, usual: 6, most: 32 } as const;

export interface Search {
  readonly samples: Signal<number>;
  readonly components: Signal<number>;
  readonly found: Signal<FoundDirections | null>;
  readonly working: Signal<{ readonly done: number; readonly total: number } | null>;
  readonly failure: Signal<unknown>;
  /** Those that the file gave them; null where they were found here, whose names the browser keeps. */
  readonly fileNames: Signal<Names | null>;
  /** Counts up where a file brings others, and where they give way to what was found. */
  readonly round: Signal<number>;
  readonly find: () => void;
  /** Takes those of a file. */
  readonly adopt: (directions: FoundDirections, names: Names) => void;
}

type Names = Readonly<Record<string, string>>;

/** Found when it is asked for, and at once where the address is of somebody who had found them. */
export function useDirections(state: LatentState): Search {
  const samples = useSignal<number>(state.samples.peek() ?? SAMPLES.usual);
  const most = Math.max(-1, ...Object.keys(state.along.peek()).map(Number));
  const components = useSignal<number>(Math.max(COMPONENTS.usual, 1 + most));
  const found = useSignal<FoundDirections | null>(null);
  const working = useSignal<Search["working"]["value"]>(null);
  const failure = useSignal<unknown>(null);
  const fileNames = useSignal<Names | null>(null);
  const round = useSignal(0);
  const find = (): void => {
    failure.value = null;
    working.value = { done: 0, total: samples.value };
    const { label, attributes } = state.scene.peek();
    const request = { label, attributes, psi: 1, samples: samples.value, components: components.value };
    const progress = (done: number, total: number): void => {
      working.value = { done, total };
    };
    const take = (next: FoundDirections): void => {
      if (fileNames.peek() !== null) round.value += 1;
      fileNames.value = null;
      found.value = next;
      state.samples.value = request.samples;
      state.along.value = { ...state.along.peek() }; // drawn anew, now that they mean something
    };
    state.client
      .directions(request, progress)
      .then(take, (cause: unknown) => {
        failure.value = cause;
      })
      .finally(() => {
        working.value = null;
      });
  };
  const adopt: Search["adopt"] = (directions, names) => {
    failure.value = null;
    state.client.adoptDirections(directions.steps).then(
      () => {
        found.value = directions;
        fileNames.value = names;
        round.value += 1;
        state.samples.value = null;
        state.along.value = {};
      },
      (cause: unknown) => {
        failure.value = cause;
      },
    );
  };
  useEffect(() => {
    if (state.samples.peek() !== null) find();
  }, [state]);
  return { samples, components, found, working, failure, fileNames, round, find, adopt };
}
