/** @file The routes that show: list, run, series, files, live channel. */
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { OUTPUTS_FILE } from "gantry/store/node";
import type { RunList } from "../../api/index.ts";
import { reportSecurity, securityHeaders } from "../access/headers.ts";
import { detailOf } from "../folder/detail.ts";
import { fileOf } from "../folder/files.ts";
import type { Logs } from "../folder/logs.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import type { LiveChannel } from "../live/live-channel.ts";
import { errorReply } from "../replies.ts";
import { cursorAsked, outputsAsked, seriesAsked } from "./query.ts";
import { ASK_AGAIN, FOR_EVER, sendFile } from "./send-file.ts";

export interface Reading {
  readonly folder: RunsFolder;
  readonly logs: Logs;
  readonly channel: LiveChannel;
  readonly version: string;
  readonly readonly: boolean;
}

interface OfRun {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

interface OfFile extends OfRun {
  readonly Params: { readonly id: string; readonly "*": string };
}

export function readingRoutes(app: FastifyInstance, reading: Reading): void {
  const { folder, logs, channel } = reading;
  app.get("/api/runs", async () => listOf(reading));
  app.get<OfRun>("/api/runs/:id", async ({ params }) => detailOf(await folder.find(params.id)));
  app.get<OfRun>("/api/runs/:id/series", async ({ params, query }, reply) => {
    const asked = seriesAsked(query);
    const run = await folder.find(params.id);
    return reply
      .type("application/json; charset=utf-8")
      .send(await logs.series({ path: join(run.path, "metrics.jsonl"), born: run.record?.createdAt ?? "", asked }));
  });
  app.get<OfRun>("/api/runs/:id/outputs", async ({ params, query }, reply) => {
    const outputs = outputsAsked(query);
    const { path, record } = await folder.find(params.id);
    return reply
      .type("application/json; charset=utf-8")
      .send(await logs.outputs({ path: join(path, OUTPUTS_FILE), born: record?.createdAt ?? "", outputs }));
  });
  app.get<OfFile>("/api/runs/:id/files/*", async (request, reply) => {
    const { params, query } = request;
    const run = await folder.find(params.id);
    const path = fileOf(run, params["*"]);
    if (params["*"] === "report.html") reply.header("content-security-policy", reportSecurity);
    const current = query.v !== undefined && query.v === run.summary?.version;
    return sendFile(request, reply, path, current && params["*"].endsWith(".png") ? FOR_EVER : ASK_AGAIN);
  });
  app.get<OfRun>("/api/events", { exposeHeadRoute: false }, async ({ headers, query }, reply) => {
    const from = cursorAsked(headers["last-event-id"], query);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...securityHeaders,
      "content-type": "text/event-stream; charset=utf-8",
      "x-accel-buffering": "no",
    });
    reply.raw.write("retry: 1000\n\n");
    await channel.add(reply.raw, from);
  });
}

async function listOf({ folder, version, readonly }: Reading): Promise<RunList> {
  await folder.scan(true);
  const runs = [...folder.runs.values()];
  const broken = runs.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, problem }]));
  const outside = folder.outside.map((problem) => ({
    id: (problem.parameters as { readonly id: string }).id,
    problem,
  }));
  return {
    runs: runs
      .flatMap(({ summary, problem }) => (summary === null || problem !== null ? [] : [summary]))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? 1 : -1)),
    problems: [...broken, ...outside].map(({ id, problem }) => ({ id, error: errorReply(problem).error })),
    folder: folder.root,
    readonly,
    version,
  };
}
