/** @file The routes of a run's networks. */
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import type { HistogramOf, NetsReply, SeriesReply, TensorHistogram } from "../../api/index.ts";
import { checkpointFiles, nearestCheckpoint, ofCheckpoint } from "../folder/checkpoint-files.ts";
import type { Logs } from "../folder/logs.ts";
import { layersPath, netsOf } from "../folder/nets.ts";
import { NOTHING_LOGGED, withCheckpoints } from "../folder/norm-series.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { statOf } from "../folder/stamp.ts";
import { StateNorms } from "../folder/state-norms.ts";
import { histogramOf } from "../folder/tensor-histogram.ts";
import { seriesAsked, stepAsked } from "./query.ts";

interface OfRun {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

const BINS = 64;

export function netsRoutes(app: FastifyInstance, folder: RunsFolder, logs: Logs): void {
  const norms = new StateNorms();
  app.get<OfRun>(
    "/api/runs/:id/nets",
    async ({ params, query }): Promise<NetsReply> => netsOf(await folder.find(params.id), norms, stepAsked(query)),
  );
  app.get<OfRun>("/api/runs/:id/nets/series", async ({ params, query }): Promise<SeriesReply> => {
    const asked = seriesAsked(query);
    const run = await folder.find(params.id);
    const path = layersPath(run);
    const isLogged = (statOf(path)?.size ?? 0) > 0;
    const lines = isLogged ? await logs.series({ path, born: run.record?.createdAt ?? "", asked }) : null;
    return withCheckpoints(run, norms, lines === null ? NOTHING_LOGGED : (JSON.parse(lines) as SeriesReply), asked);
  });
  app.get<OfRun>("/api/runs/:id/nets/histogram", async ({ params, query }): Promise<TensorHistogram> => {
    const { tensor, of } = tensorAsked(query);
    const step = stepAsked(query);
    const run = await folder.find(params.id);
    const nearest = nearestCheckpoint(checkpointFiles(run), step);
    if (nearest === undefined) throw new GantryError("E616", { id: run.id, file: "checkpoints" });
    const read = histogramOf(nearest.path, { tensor, of, bins: BINS });
    return { step: nearest.step, ...(await ofCheckpoint(run, nearest, read)) };
  });
}

/** @throws E608 */
function tensorAsked({ tensor, of = "weight" }: OfRun["Querystring"]): { tensor: string; of: HistogramOf } {
  const fail = (name: string, expected: string, got: unknown): never => {
    throw new GantryError("E608", { name, expected, got: String(JSON.stringify(got)).slice(0, 80) });
  };
  if (typeof tensor !== "string") return fail("tensor", "a tensor's name", tensor);
  if (of !== "weight" && of !== "gradient") return fail("of", "weight or gradient", of);
  return { tensor, of };
}
