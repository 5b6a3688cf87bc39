/** @file The routes of notes, tags and the trash. */
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { GantryError } from "gantry/base";
import type { RunRecord } from "gantry/store";
import { listTrash, restoreRun, TRASH, type TrashedRun, trashRun, writeLabels } from "gantry/store/node";
import type { Labels, TrashedRun as TrashedReply, TrashList } from "../../api/index.ts";
import type { Exporter } from "../exporting/exporter.ts";
import { holdsLinksOut, isRunName, linksOut } from "../folder/place.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import { shown } from "../shown.ts";

interface OfRun {
  readonly Params: { readonly id: string };
}

interface OfEntry {
  readonly Params: { readonly entry: string };
}

export function organisingRoutes(app: FastifyInstance, folder: RunsFolder, exporter: Exporter): void {
  const relabel = async (id: string, changes: Partial<Labels>): Promise<Labels> => {
    const run = await folder.find(id);
    const labels = await writeLabels(run.path, run.record as RunRecord, changes);
    await folder.look([run]);
    return labels;
  };
  app.post<OfRun>("/api/runs/:id/note", async ({ params, body }) => relabel(params.id, { note: noteIn(body) }));
  app.post<OfRun>("/api/runs/:id/tags", async ({ params, body }) => relabel(params.id, { tags: tagsIn(body) }));
  app.post<OfRun>("/api/runs/:id/trash", async ({ params }) => {
    checkTrash(folder.root);
    exporter.checkFree(params.id);
    const trashed = await trashRun(folder.folderOf(params.id));
    await folder.scan(false);
    return replyOf(folder.root, trashed);
  });
  app.get("/api/trash", async (): Promise<TrashList> => {
    checkTrash(folder.root);
    const runs = await listTrash(folder.root);
    return { runs: runs.map((run) => replyOf(folder.root, run)), folder: join(folder.root, TRASH) };
  });
  app.post<OfEntry>("/api/trash/:entry/restore", async ({ params: { entry } }) => {
    checkTrash(folder.root);
    const known = (await listTrash(folder.root)).find((one) => one.entry === entry);
    if (known === undefined || !isRunName(known.name)) throw new GantryError("E618", { entry });
    await restoreRun(folder.root, entry);
    await folder.scan(false);
    return { id: known.name };
  });
}

/** A link in its place would lead out of the folder. @throws E614 */
function checkTrash(root: string): void {
  const trash = join(root, TRASH);
  if (linksOut(root, trash)) throw new GantryError("E614", { id: TRASH });
}

/** Of a run whose own files lead out of the folder no more is said than that it is there. */
function replyOf(root: string, { entry, name, path, trashedAt, record }: TrashedRun): TrashedReply {
  const known = holdsLinksOut(root, path) ? null : record;
  return { entry, id: name, trashedAt, recipe: known?.recipe ?? null, data: known?.data.name ?? null };
}

/** @throws E608 */
function noteIn(body: unknown): string | null {
  const { note } = (body ?? {}) as { readonly note?: unknown };
  if (note === null || typeof note === "string") return note;
  throw new GantryError("E608", { name: "note", expected: "a text, or null for none", got: shown(note) });
}

/** @throws E608 */
function tagsIn(body: unknown): readonly string[] {
  const { tags } = (body ?? {}) as { readonly tags?: unknown };
  if (Array.isArray(tags) && tags.every((tag) => typeof tag === "string")) return tags;
  throw new GantryError("E608", { name: "tags", expected: "a list of texts", got: shown(tags) });
}
