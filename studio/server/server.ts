/** @file The server: its parts put together, and a port to listen on. */
import { randomBytes } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { GantryError } from "gantry/base";
import { packageFile } from "gantry/runtime/node";
import { guard } from "./access/guard.ts";
import type { Own } from "./access/origin.ts";
import { Exporter } from "./exporting/exporter.ts";
import { Logs } from "./folder/logs.ts";
import { runsRoot } from "./folder/place.ts";
import { RunsFolder } from "./folder/runs-folder.ts";
import { type Idle, whenIdle } from "./live/idle.ts";
import { LiveChannel } from "./live/live-channel.ts";
import type { Studio, StudioOptions } from "./options.ts";
import { sendFault } from "./replies.ts";
import { dataRoutes } from "./routes/data.ts";
import { exportingRoutes } from "./routes/exporting.ts";
import { generatorRoutes } from "./routes/generators.ts";
import { netsRoutes } from "./routes/nets.ts";
import { organisingRoutes } from "./routes/organising.ts";
import { pageRoutes } from "./routes/page.ts";
import { readingRoutes } from "./routes/reading.ts";
import { writingRoutes } from "./routes/writing.ts";
import { Trainer } from "./training/trainer.ts";

const BODY_LIMIT = 64 * 1024;
/** A cursor of many runs comes back in a header. */
const HEADER_LIMIT = 64 * 1024;
const PORTS = 20;

/**
 * Serves a folder of runs and the page that shows them.
 * @throws E600 it is no folder of runs, E601 there is no port to listen on
 */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const root = runsRoot(options.runs);
  const { host = "127.0.0.1", version, readonly = false } = options;
  const token = options.token ?? randomBytes(24).toString("base64url");
  const secret = options.secret ?? randomBytes(32);
  let port = 0;
  const app = server();
  const folder = new RunsFolder(root);
  const logs = new Logs();
  const channel = new LiveChannel(folder, version);
  guard(app, { token, secret, folder: root, readonly, own: () => ownOf(host, port) });
  pageRoutes(app, realPath(options.page ?? packageFile("dist/studio/page")));
  readingRoutes(app, { folder, logs, channel, version, readonly });
  netsRoutes(app, folder, logs);
  dataRoutes(app, folder);
  generatorRoutes(app, folder);
  const main = options.main ?? packageFile("dist/node/main.js");
  const trainer = new Trainer(folder, main);
  writingRoutes(app, folder, trainer);
  const exporter = new Exporter(main);
  organisingRoutes(app, folder, exporter);
  exportingRoutes(app, folder, exporter);
  const idle = idleOf(options, folder, channel);
  app.addHook("preClose", async () => {
    idle?.stop();
    channel.close();
  });
  app.addHook("onClose", async () => {
    trainer.close();
    exporter.close();
    await logs.close();
  });
  const taken = await listen(app, host, options.port ?? 7788);
  port = (app.server.address() as AddressInfo).port;
  return {
    url: `http://${addressOf(host)}:${port}/?token=${token}`,
    host,
    port,
    token,
    taken,
    idle: idle?.over ?? new Promise(() => {}),
    close: () => app.close(),
  };
}

/** A page that listens needs the server, and a run that trains: somebody may look at it any time. */
function idleOf({ quietMs, needed }: StudioOptions, folder: RunsFolder, channel: LiveChannel): Idle | null {
  if (quietMs === undefined) return null;
  return whenIdle(async () => {
    if (needed?.() === true || channel.readers > 0) return true;
    await folder.scan(true);
    return [...folder.runs.values()].some(({ live }) => live);
  }, quietMs);
}

function server(): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    http: { maxHeaderSize: HEADER_LIMIT },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: (error, _, reply) => {
      sendFault(reply as FastifyReply, error);
    },
  });
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler((error, _, reply) => sendFault(reply, error));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] as string;
    const { method } = request;
    if (["GET", "HEAD", "POST"].includes(method)) return sendFault(reply, new GantryError("E606", { path }));
    reply.header("allow", "GET, HEAD, POST");
    return sendFault(reply, new GantryError("E612", { method, path }));
  });
  return app;
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

function ownOf(host: string, port: number): Own {
  return { port, names: [...LOOPBACK, host.toLowerCase()], anyAddress: !LOOPBACK.includes(host) };
}

/** As it stands in an address: where all of this computer's are listened on, the first that others can reach. */
function addressOf(host: string): string {
  if (host !== "0.0.0.0" && host !== "::") return host.includes(":") ? `[${host}]` : host;
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}

/** @returns the port that was asked for, if it was taken @throws E601 */
async function listen(app: FastifyInstance, host: string, port: number): Promise<number | null> {
  const last = port === 0 ? 0 : Math.min(port + PORTS - 1, 65_535);
  for (let tried = port; ; tried += 1) {
    try {
      await app.listen({ host, port: tried });
      return tried === port ? null : port;
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      if (reason === "EADDRINUSE" && tried < last) continue;
      await app.close();
      throw new GantryError("E601", { host, port, last: tried, reason }, { cause: error });
    }
  }
}
