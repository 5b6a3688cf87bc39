/** @file The generator of any checkpoint that a run has kept, alone or with D behind it, as a model for the page. */
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import { checkpointAt, Generators, tagOf } from "../folder/generators.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { ASK_AGAIN } from "./send-file.ts";

interface OfCheckpoint {
  readonly Params: { readonly id: string; readonly model: string };
}

export function generatorRoutes(app: FastifyInstance, folder: RunsFolder): void {
  const generators = new Generators();
  app.addHook("onClose", () => generators.close());
  for (const kind of ["generators", "judged"] as const) {
    app.get<OfCheckpoint>(`/api/runs/:id/${kind}/:model`, async ({ method, params, headers }, reply) => {
      const run = await folder.find(params.id);
      const step = /^(\d{1,15})\.onnx$/.exec(params.model)?.[1];
      if (step === undefined) throw new GantryError("E616", { id: run.id, file: `${kind}/${params.model}` });
      const checkpoint = checkpointAt(run, Number(step));
      const tag = tagOf(checkpoint);
      reply.headers({ etag: tag, "cache-control": ASK_AGAIN }).type("application/octet-stream");
      if (headers["if-none-match"] === tag) return reply.code(304).send();
      if (method === "HEAD") return reply.send();
      return reply.send(Buffer.from(await generators.model(run, checkpoint, kind)));
    });
  }
}
