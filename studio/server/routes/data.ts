/** @file The routes of the data that a run was trained on. */
import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import { samplePath } from "gantry/store";
import { openRun } from "gantry/store/node";
import type { DataItems, DataReply, NearestReply } from "../../api/index.ts";
import type { NearAsked } from "../folder/data-thread.ts";
import { fileOf } from "../folder/files.ts";
import { RunData } from "../folder/run-data.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { languageOf } from "../replies.ts";
import { leaving } from "./leaving.ts";
import { cellAsked, cropAsked, drawAsked, itemAsked } from "./query.ts";
import { ASK_AGAIN, FOR_EVER } from "./send-file.ts";

interface OfRun {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

interface OfItem extends OfRun {
  readonly Params: { readonly id: string; readonly item: string };
}

export function dataRoutes(app: FastifyInstance, folder: RunsFolder): void {
  const data = new RunData();
  app.addHook("onClose", () => data.close());
  app.get<OfRun>("/api/runs/:id/data", async (request): Promise<DataReply> => {
    const run = await folder.find(request.params.id);
    return data.look(run, languageOf(request));
  });
  app.get<OfRun>("/api/runs/:id/data/nearest", async (request, reply): Promise<NearestReply> => {
    const left = leaving(reply);
    const run = await folder.find(request.params.id);
    return data.nearest(run, await sheetAsked(run, request.query), left);
  });
  app.get<OfRun>("/api/runs/:id/data/items", async ({ params, query }): Promise<DataItems> => {
    const from = itemAsked(query);
    return data.items(await folder.find(params.id), from);
  });
  app.get<OfItem>("/api/runs/:id/data/items/:item", async ({ params, query }, reply) => {
    const [augment, crop] = [drawAsked(query), cropAsked(query)];
    const run = await folder.find(params.id);
    const index = /^(\d{1,9})\.png$/.exec(params.item)?.[1];
    if (index === undefined) throw new GantryError("E616", { id: run.id, file: `data/items/${params.item}` });
    const asked = { index: Number(index), augment, crop, original: query.original !== undefined };
    const bytes = await data.picture(run, asked);
    // What is drawn or cropped of it follows from the run and the file as well, and another may have their name some day.
    const same = augment === null && crop === null && isOf(run.record?.data.fingerprint, query.v);
    return reply
      .type("image/png")
      .header("cache-control", same ? FOR_EVER : ASK_AGAIN)
      .send(Buffer.from(bytes));
  });
}

const isOf = (fingerprint: string | undefined, version: unknown): boolean =>
  typeof version === "string" && version !== "" && fingerprint?.startsWith(version) === true;

/** @throws E608, E616 for a picture that is not there, and for a run whose pictures are not of images */
async function sheetAsked(
  run: WatchedRun,
  query: OfRun["Querystring"],
): Promise<NearAsked & { readonly file: string }> {
  const grid = await (await openRun(run.path)).grid();
  if (grid === null || grid.kind !== "images") throw new GantryError("E616", { id: run.id, file: "data/nearest" });
  const { step, cell, weights } = cellAsked(query, grid.count);
  const file = samplePath(step, weights);
  const png = await readFile(fileOf(run, file)).catch((cause: unknown) => {
    throw new GantryError("E616", { id: run.id, file }, { cause }); // it was there a moment ago
  });
  return { png, grid, cell, file };
}
