/** @file The address bar as a signal, and ways to change it. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { keptQuery, type Place, parseRoute, type Query, type Route, routeHash, withQuery } from "./route.ts";

export interface Router {
  /** Its place is the same object until one goes to another, or goes to the same one anew. */
  readonly route: ReadonlySignal<Route>;
  /** The address of a place, with what goes along of the present query. */
  readonly href: (place: Place, query?: Query) => string;
  readonly go: (place: Place, query?: Query) => void;
  /** Changes members of the query, null takes one out; no step of the browser's history, unless `push`. */
  readonly setQuery: (changes: Readonly<Record<string, string | null>>, options?: { readonly push?: boolean }) => void;
}

/** @param first where an address without a place leads; the runs by default */
export function createRouter(window: Window, first: Place = { page: "runs" }): Router {
  const here = (): Route => {
    const { hash } = window.location;
    return hash === "" ? { place: first, query: {} } : parseRoute(hash);
  };
  const route = signal(here());
  const read = (): void => {
    const [now, { place }] = [here(), route.peek()];
    route.value = routeHash(now.place) === routeHash(place) ? { ...now, place } : now;
  };
  window.addEventListener("hashchange", read);
  window.addEventListener("popstate", read);
  const href = (place: Place, query: Query = {}): string =>
    routeHash(place, { ...keptQuery(route.peek(), place), ...query });
  return {
    route,
    href,
    go: (place, query) => {
      window.location.hash = href(place, query);
      route.value = here();
    },
    setQuery: (changes, { push = false } = {}) => {
      const before = route.peek().place;
      read(); // a link may have been followed of which the browser tells a moment later
      const { place, query } = route.peek();
      if (place !== before) return; // what was to be changed was another view's
      const hash = routeHash(place, withQuery(query, changes));
      if (hash === window.location.hash) return;
      window.history[push ? "pushState" : "replaceState"](null, "", hash);
      read();
    },
  };
}
