/**
 * @file One connection for all tabs. A browser opens six connections to a server at most, and a stream of events keeps
 * one for good; so the tab that holds a lock has the stream and tells the others what comes. When it closes, the next
 * one in the queue takes the lock and goes on at the cursor that it saw last. Where there are no locks or channels (an
 * old browser, a page that is a file), each tab has its own.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { LiveEvent } from "../../api/index.ts";

/** `connecting`: not yet, or lost and tried again. */
export type Connection = "connecting" | "open";

export interface LiveStream {
  readonly connection: ReadonlySignal<Connection>;
  readonly subscribe: (listener: (event: LiveEvent) => void) => () => void;
  readonly close: () => void;
}

/** What the leading tab tells the others. */
type Told =
  | { readonly kind: "event"; readonly event: LiveEvent; readonly cursor: string }
  | { readonly kind: "connection"; readonly connection: Connection }
  /** A tab that came later asks how things are. */
  | { readonly kind: "who" };

const RETRY_MS = 1000;

export function openLiveStream(address: string): LiveStream {
  const connection = signal<Connection>("connecting");
  const listeners = new Set<(event: LiveEvent) => void>();
  const ending = new AbortController();
  let cursor = "";
  let leads = false;

  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`gantry ${address}`);
  const hear = (told: Told): void => {
    if (told.kind === "who") {
      if (leads) channel?.postMessage({ kind: "connection", connection: connection.peek() } satisfies Told);
    } else if (told.kind === "connection") connection.value = told.connection;
    else {
      if (told.cursor !== "") cursor = told.cursor; // the first events of a connection have none yet
      connection.value = "open";
      for (const listener of listeners) listener(told.event);
    }
  };
  const tell = (told: Told): void => {
    channel?.postMessage(told);
    hear(told);
  };
  if (channel !== null) {
    channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data);
    channel.postMessage({ kind: "who" } satisfies Told);
  }
  whileLeading(ending.signal, (signal) => {
    leads = true;
    return readEvents({ address, from: () => cursor, tell, signal });
  });
  return {
    connection,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      ending.abort();
      channel?.close();
    },
  };
}

/** Runs `work` while no other tab does, until `signal`. */
function whileLeading(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): void {
  const { locks } = navigator;
  const done =
    locks === undefined ? work(signal) : locks.request("gantry-studio-events", { signal }, () => work(signal));
  Promise.resolve(done).catch(() => undefined); // closed while it waited for its turn
}

interface Reading {
  readonly address: string;
  readonly from: () => string;
  readonly tell: (told: Told) => void;
  readonly signal: AbortSignal;
}

/** Reads events until `signal`; what breaks is opened anew at the cursor. */
async function readEvents({ address, from, tell, signal }: Reading): Promise<void> {
  while (!signal.aborted) {
    const cursor = from();
    await oneConnection(cursor === "" ? address : `${address}?from=${encodeURIComponent(cursor)}`, tell, signal);
    if (!signal.aborted) tell({ kind: "connection", connection: "connecting" });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/**
 * Until it ends. The browser's own way of connecting again is not used: it would ask for the cursor that the address
 * began with when the server refuses, and gives up on an answer that is no stream (a server that starts).
 */
function oneConnection(address: string, tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(address);
    const end = (): void => {
      source.close();
      resolve();
    };
    source.onopen = () => tell({ kind: "connection", connection: "open" });
    source.onerror = end;
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) =>
      tell({ kind: "event", event: JSON.parse(data) as LiveEvent, cursor: lastEventId });
    signal.addEventListener("abort", end, { once: true });
  });
}
