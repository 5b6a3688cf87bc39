/** @file The generator that draws. Another one takes its place when it is open, at the same place in latent space. */
import { batch, type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useStudio } from "../../state/studio.ts";
import { openLatent } from "./latent-client.ts";
import { latentOptions } from "./latent-options.ts";
import { createLatentState, type LatentState } from "./latent-state.ts";

const FILE = "generator.onnx";

export interface OpenedGenerator {
  /** Null until the first one is open, and where one could not be opened. */
  readonly state: ReadonlySignal<LatentState | null>;
  /** Null where nothing failed. */
  readonly failure: ReadonlySignal<unknown>;
  readonly opening: ReadonlySignal<boolean>;
  /** Of which step the newest generator is that was opened; null where none was. */
  readonly loaded: ReadonlySignal<number | null>;
  /** Opens what the address has by now. */
  readonly reload: () => void;
}

/** @param newest the step that the newest generator is of, where `url` is that one's; else null */
export function useOpened(url: string, newest: number | null): OpenedGenerator {
  const { router, workers } = useStudio();
  const state = useSignal<LatentState | null>(null);
  const failure = useSignal<unknown>(null);
  const opening = useSignal(true);
  const loaded = useSignal<number | null>(null);
  const round = useSignal(0);
  const end = (next: LatentState | null, cause: unknown): void => {
    const former = state.peek();
    batch(() => {
      [state.value, failure.value, opening.value] = [next, cause, false];
    });
    former?.close();
  };
  useEffect(() => {
    const leave = new AbortController();
    opening.value = true;
    openLatent(workers, url, FILE, leave.signal).then(
      (client) => {
        if (leave.signal.aborted) return client.close();
        if (newest !== null) loaded.value = newest;
        end(createLatentState(client, state.peek()?.options.peek() ?? latentOptions(router.route.peek().query)), null);
      },
      (cause: unknown) => {
        if (!leave.signal.aborted) end(null, cause);
      },
    );
    return () => leave.abort();
  }, [url, round.value]);
  useEffect(() => () => state.peek()?.close(), []);
  const reload = (): void => {
    round.value += 1;
  };
  return { state, failure, opening, loaded, reload };
}
