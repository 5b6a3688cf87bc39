/**
 * @file Members of the address that change many times a second: they hold at once, and the address follows when they
 * rest, for browsers let it change a few times a second only.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Query, type Route, withQuery } from "../state/route.ts";
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
  let said = router.route.peek();
  /** Members that nobody gave another value meanwhile: whoever followed a link means what it says. */
  const holding = ({ place, query }: Route, changes: QueryChanges): QueryChanges => {
    if (JSON.stringify(place) !== JSON.stringify(said.place)) return {};
    return Object.fromEntries(Object.entries(changes).filter(([key]) => query[key] === said.query[key]));
  };
  const rest = (): void => {
    clearTimeout(timer);
    const changes = holding(router.route.peek(), waiting.peek());
    waiting.value = {};
    if (Object.keys(changes).length > 0) router.setQuery(changes);
  };
  return {
    query: () => withQuery(router.route.value.query, holding(router.route.value, waiting.value)),
    change: (changes) => {
      const held = holding(router.route.peek(), waiting.peek());
      said = router.route.peek();
      waiting.value = { ...held, ...changes };
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
