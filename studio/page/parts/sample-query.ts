/**
 * @file Members of the address that change many times a second: they hold at once, and the address follows when they
 * rest, for browsers let it change a few times a second only.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Query, withQuery } from "../state/route.ts";
import type { Router } from "../state/router.ts";

export type QueryChanges = Readonly<Record<string, string | null>>;

export interface RestingQuery {
  /** With what the address does not say yet. */
  readonly query: () => Query;
  readonly change: (changes: QueryChanges) => void;
  /** Writes what waits, if the address is still of the place where it was said. */
  readonly rest: () => void;
}

const REST_MS = 250;

type Address = Pick<Router, "setQuery"> & { readonly route: ReadonlySignal<Router["route"]["value"]> };

export function restingQuery(router: Address): RestingQuery {
  const waiting = signal<QueryChanges>({});
  let timer: ReturnType<typeof setTimeout> | undefined;
  let place = router.route.peek().place;
  const rest = (): void => {
    clearTimeout(timer);
    const changes = waiting.peek();
    waiting.value = {};
    const here = JSON.stringify(router.route.peek().place) === JSON.stringify(place);
    if (here && Object.keys(changes).length > 0) router.setQuery(changes);
  };
  return {
    query: () => withQuery(router.route.value.query, waiting.value),
    change: (changes) => {
      place = router.route.peek().place;
      waiting.value = { ...waiting.peek(), ...changes };
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    },
    rest,
  };
}

export function useRestingQuery(router: Router): RestingQuery {
  const resting = useMemo(() => restingQuery(router), [router]);
  useEffect(() => resting.rest, [resting]);
  return resting;
}
