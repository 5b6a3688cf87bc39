/** @file The panel's generator, in a thread of its own; of what is asked of it while it computes, the newest counts. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { useStudio } from "../../../state/studio.ts";
import type { GeneratorFacts, Maps, MapsRequest } from "../../../workers/latent-messages.ts";
import { LatestWins } from "../../../workers/latest-wins.ts";
import { type LatentClient, openLatent } from "../../latent/latent-client.ts";

export interface AskedMaps {
  /** Of the generator that is open; null until then. */
  readonly facts: GeneratorFacts | null;
  /** The newest answer; one before it stays until then. */
  readonly maps: Maps | null;
  /** Null where nothing failed. */
  readonly failure: unknown;
}

/** @param version of the file: another one at the same place is opened anew */
export function useMaps(url: string, version: number | null, request: MapsRequest): AskedMaps {
  const { client, failure: refused } = useClient(url, version);
  const [maps, setMaps] = useState<Maps | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const queue = useMemo(
    () =>
      client === null
        ? null
        : new LatestWins<MapsRequest, Maps>({
            work: client.maps,
            onAnswer: (answer) => {
              setMaps(answer);
              setFailure(null);
            },
            onFailure: setFailure,
          }),
    [client],
  );
  useEffect(() => () => queue?.close(), [queue]);
  useEffect(() => queue?.ask(request), [queue, JSON.stringify(request)]);
  return { facts: client?.facts ?? null, maps: refused === null ? maps : null, failure: refused ?? failure };
}

/** Another generator takes the place of this one when it is open; the former's thread ends then. */
function useClient(url: string, version: number | null): { client: LatentClient | null; failure: unknown } {
  const { workers } = useStudio();
  const [client, setClient] = useState<LatentClient | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const leave = new AbortController();
    openLatent(workers, url, "generator.onnx", leave.signal).then(
      (next) => {
        if (leave.signal.aborted) return next.close();
        setFailure(null);
        setClient(next);
      },
      (cause: unknown) => {
        if (leave.signal.aborted) return;
        setFailure(cause);
        setClient(null);
      },
    );
    return () => leave.abort();
  }, [url, version]);
  useEffect(() => () => client?.close(), [client]);
  return { client, failure };
}
