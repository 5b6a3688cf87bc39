/**
 * @file Where one is, as a hash: `#/` the runs, `#/run/<id>/<view>?step=1200`, `#/compare?runs=a,b`, `#/new`. A hash,
 * so that the same bundle works from `file://`; all of it in the address, so that everything is a link.
 */

/** Views of one run, in the rail's order. */
export const RUN_VIEWS = ["live", "samples", "latent", "nets", "data", "config", "export"] as const;
export type RunView = (typeof RUN_VIEWS)[number];

export type Place =
  | { readonly page: "runs" }
  | { readonly page: "run"; readonly id: string; readonly view: RunView }
  | { readonly page: "compare" }
  | { readonly page: "new" }
  | { readonly page: "unknown"; readonly path: string };

export type Query = Readonly<Record<string, string>>;

export interface Route {
  readonly place: Place;
  readonly query: Query;
}

/** @param hash with or without its `#` */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, "");
  const [path = "", query = ""] = text.split(/\?(.*)/s);
  return { place: parsePlace(path), query: Object.fromEntries(new URLSearchParams(query)) };
}

function parsePlace(path: string): Place {
  const [first = "", id, view = "live", ...more] = path.split("/").filter((part) => part !== "");
  if (first === "") return { page: "runs" };
  if ((first === "compare" || first === "new") && id === undefined) return { page: first };
  const name = id === undefined ? null : decoded(id);
  if (first === "run" && name !== null && isRunView(view) && more.length === 0) return { page: "run", id: name, view };
  return { page: "unknown", path };
}

export const isRunView = (word: string): word is RunView => RUN_VIEWS.some((view) => view === word);

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What `parseRoute` reads; links take it as their `href`. */
export function routeHash(place: Place, query: Query = {}): string {
  const search = new URLSearchParams(query).toString().replaceAll("%2C", ",");
  return `#${pathOf(place)}${search === "" ? "" : `?${search}`}`;
}

function pathOf(place: Place): string {
  if (place.page === "runs") return "/";
  if (place.page === "run") return `/run/${encodeURIComponent(place.id)}/${place.view}`;
  return place.page === "unknown" ? place.path : `/${place.page}`;
}

/** The query with some of its members changed; null takes one out. */
export function withQuery(query: Query, changes: Readonly<Record<string, string | null>>): Query {
  const merged = { ...query, ...changes };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Where one is in latent space, which two views show. */
const SCENE = ["x", "y", "z", "cell", "seed", "class", "psi", "set", "told", "along", "samples"];
const hasScene = (place: Place): boolean => place.page === "run" && ["latent", "nets"].includes(place.view);

/**
 * What of the query goes along from one place to another: the language; within a run the step looked at and the files
 * marked to be left out too, and between the views that have one, the place in latent space.
 */
export function keptQuery(from: Route, to: Place): Query {
  const sameRun = from.place.page === "run" && to.page === "run" && from.place.id === to.id;
  const scene = sameRun && hasScene(from.place) && hasScene(to) ? SCENE : [];
  const keys = sameRun ? ["lang", "step", "out", ...scene] : ["lang"];
  return Object.fromEntries(Object.entries(from.query).filter(([key]) => keys.includes(key)));
}
