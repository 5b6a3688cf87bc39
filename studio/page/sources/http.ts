/** @file Runs as a server has them that watches a folder: JSON by fetch, what changes by server-sent events. */
import type { ReadonlySignal } from "@preact/signals";
import type { Language } from "gantry/messages";
import { type ErrorReply, WRITE_HEADER } from "../../api/index.ts";
import { type Control, type DataSource, type NetsSource, type RunDataSource, SourceError } from "../source.ts";
import { type LiveStream, openLiveStream } from "./live-stream.ts";

export interface HttpOptions {
  /** Where the server is; `` for the page's own origin. */
  readonly base?: string;
  /** The language spoken. */
  readonly language: ReadonlySignal<Language>;
  /** Said where the server did not answer at all. */
  readonly unreachable: () => string;
}

export interface HttpSource extends DataSource {
  /** Whether what changes comes in at present. */
  readonly stream: LiveStream;
}

export function httpSource(options: HttpOptions): HttpSource {
  const { base = "" } = options;
  const ask = asker(options);
  const stream = openLiveStream(`${base}/api/events`);
  return {
    stream,
    list: () => ask("/api/runs"),
    run: (id) => ask(runPath(id)),
    series: (id, query) => ask(`${runPath(id)}/series${search(query)}`),
    outputs: (id, query) => ask(`${runPath(id)}/outputs${search(query)}`),
    fileUrl: (id, path, version) => {
      const file = `${base}${runPath(id)}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
      return version !== undefined && path.endsWith(".png") ? `${file}?v=${encodeURIComponent(version)}` : file;
    },
    data: dataOf(ask, base),
    nets: netsOf(ask),
    generatorUrl: (id, step, kind) => `${base}${runPath(id)}/${kind ?? "generators"}/${step}.onnx`,
    subscribe: stream.subscribe,
    control: controlOf(ask, base),
    copy: null,
  };
}

const runPath = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;
const exportPath = (id: string, key: string): string => `${runPath(id)}/exports/${encodeURIComponent(key)}`;

function dataOf(ask: Ask, base: string): RunDataSource {
  return {
    look: (id) => ask(`${runPath(id)}/data`),
    items: (id, from) => ask(`${runPath(id)}/data/items${search({ from })}`),
    nearest: (id, asked, left) => ask(`${runPath(id)}/data/nearest${search(asked)}`, undefined, left),
    itemUrl: (id, index, version, { augment, crop, original = false } = {}) => {
      const members = { v: version.slice(0, 16), augment, crop, original: original ? 1 : null };
      return `${base}${runPath(id)}/data/items/${index}.png${search(members)}`;
    },
  };
}

function netsOf(ask: Ask): NetsSource {
  return {
    layers: (id, step) => ask(`${runPath(id)}/nets${search({ step })}`),
    series: (id, query) => ask(`${runPath(id)}/nets/series${search(query)}`),
    histogram: (id, query) => ask(`${runPath(id)}/nets/histogram${search(query)}`),
  };
}

/** @param members null: left out; lists have commas between them */
function search(members: object): string {
  const given = Object.entries(members).filter(([, value]) => (value ?? null) !== null);
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

type Ask = <T>(path: string, body?: unknown, signal?: AbortSignal) => Promise<T>;

function controlOf(ask: Ask, base: string): Control {
  return {
    request: (id, request) => ask(`${runPath(id)}/requests`, request),
    resume: (id, steps) => ask(`${runPath(id)}/resume`, steps === undefined ? {} : { steps }),
    start: (request) => ask("/api/runs", request),
    plan: (request, signal) => ask("/api/plan", request, signal),
    schema: () => ask("/api/schema"),
    note: (id, note) => ask(`${runPath(id)}/note`, { note }),
    tag: (id, tags) => ask(`${runPath(id)}/tags`, { tags }),
    exports: (id) => ask(`${runPath(id)}/exports`),
    makeExport: (id, asked) => ask(`${runPath(id)}/export`, asked),
    checkExport: (id, key) => ask(`${exportPath(id, key)}/check`, {}),
    exportUrl: (id, key, file) =>
      `${base}${exportPath(id, key)}/files/${file.split("/").map(encodeURIComponent).join("/")}`,
    exportPageUrl: (id, key) => `${base}${exportPath(id, key)}/page`,
    makeReport: (id) => ask(`${runPath(id)}/report`, {}),
    trash: (id) => ask(`${runPath(id)}/trash`, {}),
    trashed: () => ask("/api/trash"),
    restore: (entry) => ask(`/api/trash/${encodeURIComponent(entry)}/restore`, {}),
  };
}

/** Asks the server; with a body, as a request that changes something. What fails throws a `SourceError`. */
function asker({ base = "", language, unreachable }: HttpOptions): Ask {
  return async <T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
    const address = `${base}${path}${path.includes("?") ? "&" : "?"}lang=${language.peek()}`;
    const response = await fetch(address, {
      ...(body === undefined ? {} : writing(body)),
      ...(signal && { signal }),
    }).catch(() => null);
    if (response === null) throw new SourceError("offline", unreachable);
    const text = await response.text().catch(() => "");
    const answer = parsed(text);
    if (response.ok) return answer as T;
    const { error } = (answer ?? {}) as Partial<ErrorReply>;
    throw new SourceError(
      error?.code ?? `HTTP ${response.status}`,
      () => error?.sentence[language.value] ?? `${response.status} ${response.statusText}`,
    );
  };
}

const writing = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", [WRITE_HEADER]: "1" },
  body: JSON.stringify(body),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
