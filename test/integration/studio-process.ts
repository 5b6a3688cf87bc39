/** @file The Studio's server as a process of its own, and requests to it as a browser or somebody else would send them. */
import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { expect } from "vitest";
import type { LiveEvent } from "../../studio/api/index.ts";
import { MAIN, type Running, start } from "./gantry-process.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface StudioProcess {
  readonly running: Running;
  readonly url: string;
  readonly port: number;
  /** As the page asks: with the cookie. */
  readonly ask: (path: string, asked?: Asked) => Promise<Answer>;
  readonly json: <T>(path: string) => Promise<T>;
  /** As the page changes something. */
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  /** As anybody asks: with these headers and no more. */
  readonly raw: (path: string, asked?: Asked) => Promise<Answer>;
  readonly cookie: string;
  /** Ends it by a signal; resolves when it is gone. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
}

/** @param cwd holds its secret, so that a later start takes the cookies of this one @param more of its environment */
export async function startStudio(
  runs: string,
  cwd: string,
  words: readonly string[] = [],
  more: NodeJS.ProcessEnv = {},
): Promise<StudioProcess> {
  const env = { GANTRY_CACHE: join(cwd, "cache"), ...more };
  const running = start(process.execPath, [MAIN, "studio", runs, "--json", "--port", "0", ...words], cwd, env);
  let out = "";
  running.child.stdout?.on("data", (chunk) => {
    out += String(chunk);
  });
  await running.said(/"url"/);
  const { url, port } = JSON.parse(out.split("\n")[0] as string) as { readonly url: string; readonly port: number };
  const raw = (path: string, asked: Asked = {}): Promise<Answer> => send(port, path, asked);
  const { pathname, search } = new URL(url);
  const entered = await raw(`${pathname}${search}`);
  const cookie = entered.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  const ask: StudioProcess["ask"] = (path, asked = {}) =>
    raw(path, { ...asked, headers: { cookie, ...asked.headers } });
  return {
    running,
    url,
    port,
    cookie,
    raw,
    ask,
    json: async (path) => JSON.parse(String((await ask(path)).body)),
    post: (path, body) =>
      ask(path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-gantry-studio": "1" },
        body: JSON.stringify(body),
      }),
    end: async (signal = "SIGINT") => {
      running.child.kill(signal);
      await running.ended;
    },
  };
}

/** One request, exactly as it is said. A connection that the server closes before the end counts as its answer. */
export function send(port: number, path: string, { method = "GET", headers = {}, body }: Asked): Promise<Answer> {
  // Node leaves the length out for methods that seldom have a body; the rest would then be a request of its own.
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const all = { ...length, ...headers };
  return new Promise((done, failed) => {
    const asking = request({ port, host: "127.0.0.1", path, method, headers: all, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      const answered = (): void =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      response.on("end", answered);
      response.on("error", answered);
    });
    asking.on("error", failed);
    asking.end(body);
  });
}

export interface Listening {
  /** Everything told so far; `id` of the event, where it had one. */
  readonly events: readonly (LiveEvent & { readonly id?: string })[];
  readonly lastId: () => string;
  /** Resolves when an event is there that fits. */
  readonly heard: <T extends LiveEvent["type"]>(
    type: T,
    fits?: (event: Extract<LiveEvent, { type: T }>) => boolean,
  ) => Promise<Extract<LiveEvent, { type: T }>>;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
  readonly close: () => void;
}

/** Opens the live channel. */
export async function listen(studio: StudioProcess, lastId?: string): Promise<Listening> {
  const headers = { cookie: studio.cookie, ...(lastId === undefined ? {} : { "last-event-id": lastId }) };
  const asking = request({ port: studio.port, host: "127.0.0.1", path: "/api/events", headers, agent: false });
  asking.end();
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const events: LiveEvent[] = [];
  const listeners = new Set<() => void>();
  let [text, id] = ["", lastId ?? ""];
  response.on("error", () => {});
  response.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      for (const line of text.slice(0, end).split("\n")) {
        if (line.startsWith("id: ")) id = line.slice(4);
        if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)) as LiveEvent);
      }
      text = text.slice(end + 2);
    }
    for (const listener of listeners) listener();
  });
  const heard: Listening["heard"] = (type, fits = () => true) =>
    new Promise((done) => {
      const look = (): void => {
        const found = events.find((event) => event.type === type && fits(event as never));
        if (found === undefined) return;
        listeners.delete(look);
        done(found as never);
      };
      listeners.add(look);
      look();
    });
  const ended = new Promise<void>((done) => response.on("close", done));
  await heard("hello");
  return { events, lastId: () => id, heard, ended, close: () => asking.destroy() };
}

/** Waits until it is so, which may take a start that measures and compiles. */
export const until = (isSo: () => Promise<boolean> | boolean): Promise<void> =>
  expect.poll(async () => isSo(), { timeout: 150_000, interval: 100 }).toBe(true) as Promise<void>;

/** A process that another one started, and that may have ended by itself. */
export function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it ended
  }
}
