/** @file The routes of the data that a run was trained on. */
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import type { DataReply } from "../../api/index.ts";
import { RunData } from "../folder/run-data.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { languageOf } from "../replies.ts";
import { drawAsked } from "./query.ts";
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
  app.get<OfItem>("/api/runs/:id/data/items/:item", async ({ params, query }, reply) => {
    const augment = drawAsked(query);
    const run = await folder.find(params.id);
    const index = /^(\d{1,9})\.png$/.exec(params.item)?.[1];
    if (index === undefined) throw new GantryError("E616", { id: run.id, file: `data/items/${params.item}` });
    const asked = { index: Number(index), augment, original: query.original !== undefined };
    const bytes = await data.picture(run, asked);
    // What is drawn of it follows from the run as well, and another may have its name some day.
    const same = augment === null && isOf(run.record?.data.fingerprint, query.v);
    return reply
      .type("image/png")
      .header("cache-control", same ? FOR_EVER : ASK_AGAIN)
      .send(Buffer.from(bytes));
  });
}

const isOf = (fingerprint: string | undefined, version: unknown): boolean =>
  typeof version === "string" && version !== "" && fingerprint?.startsWith(version) === true;
