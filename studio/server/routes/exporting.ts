/** @file The routes of exports: make, list, compare again, fetch, try; and of a report, which is fetched as any file of a run. */
import type { FastifyInstance } from "fastify";
import { reportSecurity } from "../access/headers.ts";
import { exportAsked } from "../exporting/asked.ts";
import type { Exporter } from "../exporting/exporter.ts";
import { exportedFile } from "../exporting/made.ts";
import { madePage } from "../exporting/made-page.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { languageOf } from "../replies.ts";
import { ASK_AGAIN, sendFile } from "./send-file.ts";

interface OfRun {
  readonly Params: { readonly id: string };
}

interface OfExport {
  readonly Params: { readonly id: string; readonly key: string };
}

interface OfFile {
  readonly Params: { readonly id: string; readonly key: string; readonly "*": string };
}

export function exportingRoutes(app: FastifyInstance, folder: RunsFolder, exporter: Exporter): void {
  app.get<OfRun>("/api/runs/:id/exports", async ({ params }) => exporter.list(await folder.find(params.id)));
  app.post<OfRun>("/api/runs/:id/export", async (request, reply) => {
    const asked = exportAsked(request.body);
    const run = await folder.find(request.params.id);
    return reply.code(201).send(await exporter.make(run, asked, languageOf(request)));
  });
  app.post<OfRun>("/api/runs/:id/report", async (request, reply) => {
    const run = await folder.find(request.params.id);
    return reply.code(201).send(await exporter.report(run, languageOf(request)));
  });
  app.post<OfExport>("/api/runs/:id/exports/:key/check", async (request) => {
    const { id, key } = request.params;
    return exporter.check(await folder.find(id), key, languageOf(request));
  });
  app.get<OfFile>("/api/runs/:id/exports/:key/files/*", async (request, reply) => {
    const { id, key, "*": file } = request.params;
    const path = exportedFile(await folder.find(id), key, file);
    // To be saved, never to be shown: a page among them would run as one of ours.
    reply.headers({ "content-disposition": "attachment", "content-security-policy": reportSecurity });
    return sendFile(request, reply, path, ASK_AGAIN);
  });
  app.get<OfExport>("/api/runs/:id/exports/:key/page", async ({ params: { id, key } }, reply) => {
    const page = await madePage(await folder.find(id), key);
    return reply.header("content-security-policy", reportSecurity).type("text/html; charset=utf-8").send(page);
  });
}
