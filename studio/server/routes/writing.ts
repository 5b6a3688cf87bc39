/** @file The routes that change something, and those of the form for a new run. */
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import { type ControlRequest, parseRequest } from "gantry/store";
import { appendRequest, ownerOf } from "gantry/store/node";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { languageOf } from "../replies.ts";
import { schemaFor } from "../training/schema.ts";
import type { Trainer } from "../training/trainer.ts";
import { checkedValues } from "../training/words.ts";
import { leaving } from "./leaving.ts";

interface OfRun {
  readonly Params: { readonly id: string };
}

export function writingRoutes(app: FastifyInstance, folder: RunsFolder, trainer: Trainer): void {
  app.get("/api/schema", async (request) => schemaFor(languageOf(request)));
  app.post("/api/plan", async (request, reply) =>
    trainer.plan(checkedValues(request.body), languageOf(request), leaving(reply)),
  );
  app.post("/api/runs", async (request, reply) => {
    const values = checkedValues(request.body);
    await folder.scan(false);
    return reply.code(201).send(await trainer.start(values, languageOf(request)));
  });
  app.post<OfRun>("/api/runs/:id/resume", async (request, reply) => {
    const steps = stepsIn(request.body);
    const run = await folder.find(request.params.id);
    return reply.code(201).send(await trainer.resume(run, steps, languageOf(request)));
  });
  app.post<OfRun>("/api/runs/:id/requests", async ({ params, body }, reply) => {
    const asked = checkedRequest(body);
    const run = await folder.find(params.id);
    if ((await ownerOf(run.path)) === null) throw new GantryError("E610", { id: run.id });
    await appendRequest(run.path, asked);
    return reply.code(202).send();
  });
}

/** @throws E608 */
function checkedRequest(body: unknown): ControlRequest {
  const read = parseRequest(JSON.stringify(body ?? null));
  if (!("problem" in read)) return read;
  const expected = '{"type":"pause"}, "resume", "save", "stop", or {"type":"set","key":"lr.g","value":0.0001}';
  throw new GantryError("E608", { name: "body", expected, got: JSON.stringify(body ?? null).slice(0, 200) });
}

/** @throws E608 */
function stepsIn(body: unknown): number | null {
  const { steps } = (body ?? {}) as { readonly steps?: unknown };
  if (steps === undefined || steps === null) return null;
  if (typeof steps === "number" && Number.isSafeInteger(steps) && steps > 0) return steps;
  const got = (JSON.stringify(steps) ?? "absent").slice(0, 200);
  throw new GantryError("E608", { name: "steps", expected: "a whole number of at least 1", got });
}
